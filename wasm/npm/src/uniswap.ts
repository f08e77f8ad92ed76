// Shapes of the Uniswap interface: its token safety, fees as fractions of one, and warning severity.
import { shows, TRAPS, verdictOf } from './hosts/verdict.js';
import type { Report } from './report.schema.js';

/** What a transfer costs, as fractions of one; null where it was not measured. */
export interface TokenFees {
  buyFee: number | null;
  sellFee: number | null;
}

export type SafetyFeature =
  | 'HONEYPOT'
  | 'IMPERSONATOR'
  | 'HIGH_BUY_FEE'
  | 'HIGH_SELL_FEE'
  | 'EXIT_SCAM_RISK';

export interface TokenSafety {
  /** As the names of the data API's `ProtectionResult`. */
  verdict: 'UNKNOWN' | 'BENIGN' | 'WARNING' | 'MALICIOUS';
  /** The most serious first, in the order in which the interface picks one. */
  features: SafetyFeature[];
  isSpam: false;
  /** A report vouches for nobody. */
  isVerified: false;
  /** Nor does it block. */
  isBlocked: false;
}

export type WarningSeverity = 'None' | 'Low' | 'Medium' | 'High';

/** From which fraction the interface calls a fee high, very high, and a honeypot. */
const HIGH_FEE = 0.15;
const VERY_HIGH_FEE = 0.8;
const WHOLE_FEE = 1;

/** What was measured, by the host's own simulation, as the interface wants it. */
export interface MeasuredFees {
  /** In hundredths of a percent. */
  buyFeeBps?: number | undefined;
  sellFeeBps?: number | undefined;
}

/**
 * Fees as fractions of one. A report says who may set a fee, not what a trade costs now: that has to be
 * measured, and what was not is null rather than zero.
 */
export function toTokenFees({ buyFeeBps, sellFeeBps }: MeasuredFees): TokenFees {
  return { buyFee: fraction(buyFeeBps), sellFee: fraction(sellFeeBps) };
}

/** What the interface is told of a token. */
export function toTokenSafety(report: Report, fees: TokenFees = toTokenFees({})): TokenSafety {
  const { live, level, isClear } = verdictOf(report);
  const { buyFee, sellFee } = fees;
  const isTrap = shows(live, TRAPS) || worst(fees) >= WHOLE_FEE;
  const has: [SafetyFeature, boolean][] = [
    ['HONEYPOT', isTrap],
    ['IMPERSONATOR', shows(live, ['impersonator'])],
    ['HIGH_BUY_FEE', (buyFee ?? 0) >= HIGH_FEE],
    ['HIGH_SELL_FEE', (sellFee ?? 0) >= HIGH_FEE],
    ['EXIT_SCAM_RISK', level === 'high' || level === 'critical'],
  ];
  const features = has.filter(([, is]) => is).map(([feature]) => feature);
  return { verdict: verdict(), features, isSpam: false, isVerified: false, isBlocked: false };

  function verdict(): TokenSafety['verdict'] {
    if (level === 'critical' || worst(fees) >= WHOLE_FEE) return 'MALICIOUS';
    if (features.length > 0 || level === 'high' || level === 'medium') return 'WARNING';
    return isClear ? 'BENIGN' : 'UNKNOWN';
  }
}

/** How the interface warns. What is not known is `Medium`, never `None`; nothing is blocked. */
export function toWarningSeverity(report: Report, fees: TokenFees = toTokenFees({})): WarningSeverity {
  const { level, isClear } = verdictOf(report);
  if (level === 'critical' || level === 'high' || worst(fees) >= VERY_HIGH_FEE) return 'High';
  if (level === 'medium' || level === 'unknown' || worst(fees) >= HIGH_FEE) return 'Medium';
  return isClear && worst(fees) === 0 ? 'None' : 'Low';
}

function worst({ buyFee, sellFee }: TokenFees): number {
  return Math.max(buyFee ?? 0, sellFee ?? 0);
}

function fraction(bps: number | undefined): number | null {
  return bps === undefined ? null : Math.min(Math.max(bps, 0), 10_000) / 10_000;
}
