import { DAY_SECS } from '../clock.js';
import type {
  Bound,
  Controller,
  Finding,
  FindingId,
  Level,
  Report,
  Severity,
} from '../report.schema.js';
import type { Catalogue } from './catalogue.js';

/** A finding in words. */
export interface Explained {
  id: FindingId;
  severity: Severity;
  title: string;
  /** What was found, with its numbers and addresses: always the report's own words, in English. */
  detail: string;
  /** Who holds the power. */
  holder: string | null;
  /** How far it goes. */
  bound: string | null;
  advice: string;
  /** Nobody can use it any more. */
  inert: boolean;
}

/** A report in words. */
export interface Explanation {
  locale: string;
  level: Level;
  /** The level in a word or two. */
  word: string;
  /** What that level means. */
  meaning: string;
  /** The worst that somebody can still do, if there is anything. */
  aboveAll: string | null;
  findings: Explained[];
  unknowns: { what: string; reason: string }[];
}

/** Puts a report into the words of a catalogue. */
export function inWordsOf(catalogue: Catalogue, report: Report): Explanation {
  const findings = report.findings.map((finding) => inWords(finding, catalogue));
  const worst = findings.find(({ severity, inert }) => severity !== 'info' && !inert);
  return {
    locale: catalogue.locale,
    level: report.level,
    ...catalogue.level[report.level],
    aboveAll: worst?.title ?? null,
    findings,
    unknowns: report.unknowns.map(({ what, reason }) => ({ what, reason: catalogue.reason[reason] })),
  };
}

function inWords(finding: Finding, catalogue: Catalogue): Explained {
  const { id, severity, detail, controller, bound, inert } = finding;
  const { title, advice } = catalogue.finding?.[id] ?? finding;
  return {
    id,
    severity,
    title,
    detail,
    holder: controller ? holderInWords(controller, catalogue) : null,
    bound: bound ? boundInWords(bound, catalogue) : null,
    advice,
    inert,
  };
}

/** Who holds a power, without the addresses. */
export function holderInWords(controller: Controller, { holder, reason }: Catalogue): string {
  switch (controller.kind) {
    case 'safe':
      return holder.safe(controller.threshold, controller.owners.length);
    case 'timelock':
      return holder.timelock(Math.floor(controller.delaySecs / 3600));
    case 'contract':
      return controller.onlyOwner ? holder.obedient : holder.contract;
    case 'unknown':
      return holder.unknown(reason[controller.reason]);
    default:
      return holder[controller.kind];
  }
}

/** How far a power goes, where that is a question. */
export function boundInWords(limit: Bound, { bound }: Catalogue): string | null {
  switch (limit.kind) {
    case 'constant':
      return bound.constant(grouped(BigInt(limit.value).toString()));
    case 'stored':
      return bound.stored(limit.field.slot);
    case 'rate':
      return bound.rate(limit.bps / 100, Math.floor(limit.secs / DAY_SECS));
    case 'notApplicable':
      return null;
    default:
      return bound[limit.kind];
  }
}

/** A whole number with thin groups, so that long ones can be read. */
export function grouped(digits: string | number): string {
  return String(digits).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}
