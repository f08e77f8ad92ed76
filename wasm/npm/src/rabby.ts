// Rules for @rabby-wallet/rabby-security-engine, and the part of its context that a report fills.
import { shows, TRAPS, verdictOf } from './hosts/verdict.js';
import type { Report } from './report.schema.js';

/** The range of a number in which a level holds. */
export interface NumberRange {
  min: number | null;
  minIncluded: boolean;
  max: number | null;
  maxIncluded: boolean;
}

type RuleLevel = 'safe' | 'warning' | 'danger' | 'forbidden' | 'error';
type Thresholds = Partial<Record<RuleLevel, NumberRange | boolean | string[]>>;
type Action =
  | 'swap'
  | 'crossToken'
  | 'crossSwapToken'
  | 'tokenApprove'
  | 'permit'
  | 'permit2'
  | 'batchPermit2'
  | 'contractCall';

/** The engine's `RuleConfig`. */
export interface RugRiskRule {
  id: string;
  enable: boolean;
  valueDescription: string;
  descriptions: Partial<Record<RuleLevel, string>>;
  valueDefine: ({ type: 'int' } & NumberRange) | { type: 'boolean' };
  /** What the person has not changed; theirs goes into `customThreshold`. */
  defaultThreshold: Thresholds;
  customThreshold: Thresholds;
  requires: Action[];
  getValue(context: object): Promise<number | boolean | null>;
}

/** What the rules read: put the report, or the error that there was instead, under `rugRisk`. */
export interface RugRiskContext {
  rugRisk: Report | Error;
}

const ACTIONS: Action[] = [
  'swap',
  'crossToken',
  'crossSwapToken',
  'tokenApprove',
  'permit',
  'permit2',
  'batchPermit2',
  'contractCall',
];

const POINTS: NumberRange = { min: 0, minIncluded: true, max: 100, maxIncluded: true };

/**
 * The rules to add to the engine's own. No rule ever says `safe` or `forbidden`; where there is no
 * report the engine shows its `error`.
 */
export function rugRiskRules(): RugRiskRule[] {
  return [
    {
      ...rule('rugrisk-score', 'What the people behind the contract can do, from 0 to 100'),
      descriptions: {
        danger: 'The people behind this contract can do serious harm to its holders',
        warning: 'The people behind this contract can harm its holders under some condition',
      },
      valueDefine: { type: 'int', ...POINTS },
      defaultThreshold: {
        danger: { ...POINTS, min: 50 },
        warning: { ...POINTS, min: 25, max: 50, maxIncluded: false },
      },
      getValue: async (context) => reportIn(context).score,
    },
    {
      ...rule('rugrisk-unclear', 'Too little could be read about the contract'),
      descriptions: { warning: 'Too little could be read about this contract to rule harm out' },
      getValue: async (context) => {
        const { level, isClear } = verdictOf(reportIn(context));
        return level === 'unknown' || (level === 'low' && !isClear);
      },
    },
    {
      ...rule('rugrisk-trap', 'Holders may be kept from selling'),
      descriptions: { danger: 'The code lets somebody keep holders from selling' },
      defaultThreshold: { danger: true },
      getValue: async (context) => shows(verdictOf(reportIn(context)).live, TRAPS),
    },
  ];
}

/** What a report says of the token that a swap receives, for the engine's own rules 1008 and 1009. */
export function toSwapContext(report: Report): {
  receiveTokenIsFake: boolean;
  receiveTokenIsScam: boolean;
} {
  const { live, level, isClear } = verdictOf(report);
  return {
    receiveTokenIsFake: shows(live, ['impersonator']),
    // The engine's words are "low-quality, might be a scam", and a warning: unknowns belong there too.
    receiveTokenIsScam: !isClear && level !== 'medium',
  };
}

function rule(id: string, valueDescription: string) {
  return {
    id,
    enable: true,
    valueDescription,
    valueDefine: { type: 'boolean' as const },
    defaultThreshold: { warning: true } as Thresholds,
    customThreshold: {},
    requires: [...ACTIONS],
  };
}

/** @throws {Error} what there was instead; the engine takes it for its level `error` */
function reportIn(context: object): Report {
  const { rugRisk } = context as Partial<RugRiskContext>;
  if (rugRisk === undefined) throw new Error('the context has no rugRisk');
  if (rugRisk instanceof Error) throw rugRisk;
  return rugRisk;
}
