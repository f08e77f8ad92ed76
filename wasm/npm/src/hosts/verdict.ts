import type { Finding, FindingId, Level, Report } from '../report.schema.js';

/** What every host is told, before it is put into the host's own words. */
export interface Verdict {
  level: Level;
  /** Nothing of weight was found, and enough was read to say so. Only this may look harmless. */
  isClear: boolean;
  /** What somebody can still do, the worst first. */
  live: Finding[];
}

/** Below this share of what can be known, "nothing found" is not said to be harmless. */
const CLEAR_COVERAGE = 0.75;

export function verdictOf({ level, coverage, findings }: Report): Verdict {
  return {
    level,
    isClear: level === 'low' && coverage >= CLEAR_COVERAGE,
    live: findings.filter(({ inert, severity }) => !inert && severity !== 'info'),
  };
}

/** Whether one of these is there, was found rather than suspected, and is serious. */
export function shows(live: readonly Finding[], ids: readonly FindingId[]): boolean {
  return live.some(
    ({ id, severity, state }) =>
      ids.includes(id) &&
      (severity === 'high' || severity === 'critical') &&
      (state === 'confirmed' || state === 'likely'),
  );
}

/** Those that keep a buyer from selling. */
export const TRAPS: readonly FindingId[] = [
  'whitelist-gate',
  'transfer-external-gate',
  'simulation-evasion',
];
