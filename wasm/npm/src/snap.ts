// For a MetaMask Snap's `onTransaction` and `onSignature`, of @metamask/snaps-sdk.
import { explain, type ExplainOptions } from './explain.js';
import { verdictOf } from './hosts/verdict.js';
import type { Report } from './report.schema.js';
import { en } from './words/en.js';

/** Plain data for the Snap's own JSX, and the severity to return beside it. */
export interface Insight {
  /** The only one that MetaMask knows; it asks for one more confirmation. */
  severity?: 'critical';
  /** For `<Banner>`. Never `success`: nothing found is not the same as safe. */
  banner: { severity: 'danger' | 'warning' | 'info'; title: string; text: string };
  /** For a `<Section>` each, the worst first. */
  findings: { title: string; text: string; advice: string }[];
  /** What was looked for and is not known. */
  unknowns: string[];
}

/** A report, or the error that there was instead. */
export function toInsight(outcome: Report | Error, options: ExplainOptions = {}): Insight {
  if (outcome instanceof Error) {
    const { error, noReport } = (options.catalogue ?? en).view;
    const banner = { severity: 'warning', title: error, text: `${noReport} ${outcome.message}` } as const;
    return { banner, findings: [], unknowns: [] };
  }
  const { live, level, isClear } = verdictOf(outcome);
  const { word, meaning, aboveAll, findings, unknowns } = explain(outcome, options);
  const isGrave = level === 'critical' || level === 'high';
  return {
    ...(level === 'critical' ? { severity: 'critical' as const } : {}),
    banner: {
      severity: isGrave ? 'danger' : isClear ? 'info' : 'warning',
      title: word,
      text: aboveAll ?? meaning,
    },
    findings: findings
      .filter((_, index) => live.includes(outcome.findings[index]!))
      .map(({ title, detail, advice }) => ({ title, text: detail, advice })),
    unknowns: unknowns.map(({ what, reason }) => `${what}: ${reason}`),
  };
}
