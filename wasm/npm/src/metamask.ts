// Shapes of MetaMask: `SecurityAlertResponse` of @metamask/transaction-controller and
// `TokenScanResult` of @metamask/phishing-controller.
import { verdictOf } from './hosts/verdict.js';
import type { Report } from './report.schema.js';

/** What MetaMask shows above a confirmation. */
export interface SecurityAlertResponse {
  result_type: 'Malicious' | 'Warning' | 'Benign' | 'Error';
  /** One of MetaMask's own reasons: none of its names for attacks fits a contract's powers. */
  reason: 'other' | 'failed' | 'not_applicable';
  description: string;
  /** What was found, a line each. */
  features: string[];
  providerRequestsCount: Record<string, number>;
}

/** What MetaMask's token lists know of a token. */
export interface TokenScanResult {
  result_type: 'Benign' | 'Warning' | 'Malicious';
  /** The chain's name in MetaMask, or its id in hex where none was given. */
  chain: string;
  address: string;
}

/**
 * A report, or the error that there was instead. What is not known is an `Error`, which MetaMask
 * shows as "could not be checked"; only what was read well is ever `Benign`.
 */
export function toSecurityAlertResponse(outcome: Report | Error): SecurityAlertResponse {
  if (outcome instanceof Error) {
    const description = `Not checked: ${outcome.message}`;
    return { result_type: 'Error', reason: 'failed', description, features: [], providerRequestsCount: {} };
  }
  const { live, level, isClear } = verdictOf(outcome);
  const result = { unknown: 'Error', low: 'Warning', medium: 'Warning', high: 'Warning', critical: 'Malicious' } as const;
  return {
    result_type: isClear ? 'Benign' : result[level],
    reason: isClear ? 'not_applicable' : level === 'unknown' ? 'failed' : 'other',
    description: live[0]?.detail ?? NOTHING[isClear ? 'clear' : 'unclear'],
    features: live.map(({ title, id }) => `${title} (${id})`),
    providerRequestsCount: { ...outcome.requests },
  };
}

/**
 * @param chain the chain's name in MetaMask, such as `ethereum`
 * @throws {TypeError} where the report is of code alone, which has no address
 */
export function toTokenScanResult(report: Report, chain?: string): TokenScanResult {
  const { address, chainId } = report.target;
  if (address === null || chainId === null) throw new TypeError('the report is of no address');
  const { isClear, level } = verdictOf(report);
  return {
    result_type: isClear ? 'Benign' : level === 'critical' ? 'Malicious' : 'Warning',
    chain: chain ?? `0x${chainId.toString(16)}`,
    address,
  };
}

const NOTHING = {
  clear: 'Nothing of weight was found in what could be read.',
  unclear: 'Too little could be read to rule harm out.',
};
