import type { Confidence, ContractKind, FindingId, Level, Reason, Severity, ShareKind, State } from '../report.schema.js';

/** What a finding is called, and what a person can do. */
export interface FindingWords {
  title: string;
  advice: string;
}

/**
 * Everything that is said in one language. A language of your own is an object of this type: the
 * compiler says what is missing, also after an update that brings new findings.
 */
export interface Catalogue {
  /** A BCP 47 tag. */
  locale: string;
  level: Record<Level, { word: string; meaning: string }>;
  severity: Record<Severity, string>;
  state: Record<State, string>;
  confidence: Record<Confidence, string>;
  reason: Record<Reason, string>;
  /** Null where the report's own words are in this language, which are English. */
  finding: Record<FindingId, FindingWords> | null;
  holder: {
    renounced: string;
    eoa: string;
    safe(threshold: number, owners: number): string;
    timelock(hours: number): string;
    governor: string;
    members: string;
    contract: string;
    obedient: string;
    unknown(reason: string): string;
  };
  bound: {
    notFound: string;
    constant(value: string): string;
    stored(slot: string): string;
    rate(percent: number, days: number): string;
    paid: string;
  };
  /** What a contract is. */
  kind: Record<ContractKind, string>;
  /** What stands behind an account that holds liquidity. */
  liquidity: Record<ShareKind, string>;
  /** What the elements say around it. */
  view: ViewWords;
}

export interface ViewWords {
  loading: string;
  error: string;
  noReport: string;
  score(points: number): string;
  noScore: string;
  ofHundred: string;
  open(low: number, high: number): string;
  rangeOpen: string;
  to(low: number, high: number): string;
  coverage: string;
  aboveAll(title: string): string;
  findings: string;
  findingsNone: string;
  findingsUnread: string;
  count(findings: number): string;
  inert: string;
  who: string;
  reach: string;
  advice: string;
  proof: string;
  more(places: number): string;
  rule: string;
  fallback: string;
  fn: string;
  byte: string;
  slot: string;
  call: string;
  notRead: string;
  inAccount: string;
  wholeAccount: string;
  unknown: string;
  unknownNone: string;
  resembles: string;
  here: string;
  notHere: string;
  notKnown: string;
  contributions: string;
  exitContributions: string;
  feature: string;
  logOdds: string;
  asBar: string;
  contributionsNote: string;
  privileges: string;
  relation: string;
  relatedTo: string;
  asTable: string;
  account: string;
  owns: string;
  key: string;
  proposes: string;
  executes: string;
  member: string;
  appoints: string;
  module: string;
  delegate: string;
  locks: string;
  locksNote: string;
  lockEnds: string;
  lockNow: string;
  lockNever: string;
  days(count: number): string;
  holders: string;
  share: string;
  about: string;
  address: string;
  chain: string;
  block: string;
  blockNone: string;
  codeHash: string;
  kinds: string;
  /** Between the members of a list. */
  and: string;
  machine: string;
  codeProbability: string;
  codeChance: string;
  exitProbability: string;
  exitChance: string;
  asked: string;
  madeBy: string;
  detectors(count: number): string;
}
