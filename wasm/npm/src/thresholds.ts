import { RugRiskError } from './error.js';
import type { Level, Report } from './report.schema.js';

/** The scores from which a level begins; 25, 50 and 80 unless given. */
export interface Thresholds {
  medium?: number | undefined;
  high?: number | undefined;
  critical?: number | undefined;
}

/**
 * The report with its level by other thresholds. An unknown stays one: no threshold knows more.
 *
 * @throws {RugRiskError} `INVALID_INPUT` where they do not rise from 0 to 100
 */
export function withThresholds(report: Report, thresholds: Thresholds): Report {
  const { medium = 25, high = 50, critical = 80 } = thresholds;
  if (!(0 <= medium && medium <= high && high <= critical && critical <= 100)) {
    const message = 'thresholds rise from 0 to 100: medium, high, critical';
    throw new RugRiskError('INVALID_INPUT', message, 'INVALID_OPTION');
  }
  if (report.score === null || report.level === 'unknown') return report;
  const from: [Level, number][] = [['critical', critical], ['high', high], ['medium', medium]];
  const [level] = from.find(([, least]) => report.score! >= least) ?? ['low' as const];
  return { ...report, level };
}
