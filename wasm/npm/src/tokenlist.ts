// Tags and extensions of token lists, within the limits of @uniswap/token-lists' schema.
import type { Report } from './report.schema.js';

/** A token of a list; whatever else it has stays. */
export interface ListedToken {
  readonly chainId: number;
  readonly address: string;
  readonly tags?: readonly string[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A list; whatever else it has stays. */
export interface List<T extends ListedToken> {
  readonly tokens: readonly T[];
  readonly tags?: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
}

/** Ids have at most ten characters. */
const TAGS = {
  critical: 'rugcrit',
  high: 'rughigh',
  medium: 'rugmed',
  low: 'ruglow',
  unknown: 'rugunknown',
} as const;

const DEFINITIONS = {
  rugcrit: { name: 'Rug risk critical', description: 'Those behind the token can take everything, says rugrisk.' },
  rughigh: { name: 'Rug risk high', description: 'Those behind the token can do serious harm, says rugrisk.' },
  rugmed: { name: 'Rug risk medium', description: 'Those behind the token can do harm under some condition, says rugrisk.' },
  ruglow: { name: 'Rug risk low', description: 'Nothing of weight was found in what could be read, says rugrisk.' },
  rugunknown: { name: 'Rug risk unknown', description: 'Too little could be read for a verdict, says rugrisk.' },
};

const MAX_TAGS = 10;
const MAX_EXTENSIONS = 10;
const MAX_TEXT = 42;

/**
 * The list with a tag and an extension `rugRisk` on each token that there is a report of. Others stay
 * as they are: no tag means not checked. Older annotations are replaced.
 */
export function annotate<T extends ListedToken, L extends List<T>>(
  list: L,
  reports: Iterable<Report>,
): L {
  const byToken = new Map(Array.from(reports, (report) => [keyOf(report.target), report]));
  const tokens = list.tokens.map((token) => {
    const report = byToken.get(keyOf(token));
    return report ? annotated(token, report) : token;
  });
  const used = Object.entries(DEFINITIONS).filter(([tag]) => tokens.some(({ tags }) => tags?.includes(tag)));
  return { ...list, tokens, tags: { ...list.tags, ...Object.fromEntries(used) } };
}

function annotated<T extends ListedToken>(token: T, report: Report): T {
  const own = (token.tags ?? []).filter((tag) => !(tag in DEFINITIONS));
  const { rugRisk: _, ...extensions } = token.extensions ?? {};
  const hasRoom = Object.keys(extensions).length < MAX_EXTENSIONS;
  return {
    ...token,
    tags: own.length < MAX_TAGS ? [...own, TAGS[report.level]] : own,
    extensions: hasRoom ? { ...extensions, rugRisk: extension(report) } : extensions,
  };
}

function extension({ score, level, target, engine, coverage }: Report) {
  return {
    score,
    band: level,
    block: target.block?.number ?? null,
    model: engine.model.slice(0, MAX_TEXT),
    cov: coverage,
  };
}

function keyOf({ chainId, address }: { chainId: number | null; address: string | null }): string {
  return `${chainId}:${address?.toLowerCase()}`;
}
