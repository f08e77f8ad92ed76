// Compiled, never run: what the package maps to is what the hosts' own types take.
import type { BulkTokenScanResponse, TokenScanResultType } from '@metamask/phishing-controller';
import type { OnTransactionResponse } from '@metamask/snaps-sdk';
import type { SecurityAlertResponse } from '@metamask/transaction-controller';
import type {
  Context,
  ContextActionData,
  RuleConfig,
} from '@rabby-wallet/rabby-security-engine/dist/rules';
import type { TokenInfo, TokenList } from '@uniswap/token-lists/src/types';
import type { Report } from 'rugrisk';
import { toSecurityAlertResponse, toTokenScanResult } from 'rugrisk/metamask';
import { rugRiskRules, toSwapContext, type RugRiskContext } from 'rugrisk/rabby';
import { toInsight } from 'rugrisk/snap';
import { annotate } from 'rugrisk/tokenlist';

declare const report: Report;
declare const list: TokenList;
declare const context: Context;
declare const content: Extract<OnTransactionResponse, { content: unknown }>['content'];

export const alert: SecurityAlertResponse = toSecurityAlertResponse(report);
export const failure: SecurityAlertResponse = toSecurityAlertResponse(new Error());

const scan = toTokenScanResult(report, 'ethereum');
/** Enumerations are compared by what they are at run time. */
export const scanned: Omit<BulkTokenScanResponse[string], 'result_type'> = scan;
export const result: `${TokenScanResultType}` = scan.result_type;
// @ts-expect-error it is not just any text
export const wrong: 'Benign' = scan.result_type;

export const insight: OnTransactionResponse = { content, ...severityOf(toInsight(report)) };
function severityOf({ severity }: { severity?: 'critical' }) {
  return severity ? { severity } : {};
}

export const rules: RuleConfig[] = rugRiskRules().map((rule) => ({
  ...rule,
  getValue: (context: Context & Partial<RugRiskContext>) => rule.getValue(context),
}));
export const swap: Pick<NonNullable<ContextActionData['swap']>, keyof ReturnType<typeof toSwapContext>> =
  toSwapContext(report);
export const asked = rugRiskRules()[0]!.getValue({ ...context, rugRisk: report });

export const annotated: TokenList = annotate(list, [report]);
export const token: TokenInfo | undefined = annotated.tokens[0];
