import { RugRiskError } from './error.js';
import type { Report } from './report.schema.js';
import type { Catalogue } from './words/catalogue.js';
import { en } from './words/en.js';
import { inWordsOf, type Explanation } from './words/phrases.js';
import { zhCn } from './words/zh-cn.js';

/** The languages that come with the package. */
export type Locale = 'en' | 'zh-CN';

const CATALOGUES: Record<Locale, Catalogue> = { en, 'zh-CN': zhCn };

/** What {@link explain} takes besides the report. */
export interface ExplainOptions {
  /** `en` unless given. */
  locale?: Locale | undefined;
  /** Another language: a {@link Catalogue} of your own. */
  catalogue?: Catalogue | undefined;
}

/**
 * Puts a report into words for people.
 *
 * @throws {RugRiskError} `INVALID_INPUT` for a locale that there is no catalogue of
 */
export function explain(report: Report, options: ExplainOptions = {}): Explanation {
  return inWordsOf(options.catalogue ?? catalogueOf(options.locale ?? 'en'), report);
}

/** @throws {RugRiskError} `INVALID_INPUT` */
function catalogueOf(locale: string): Catalogue {
  const found = Object.hasOwn(CATALOGUES, locale) ? CATALOGUES[locale as Locale] : undefined;
  if (found) return found;
  const message = `there are no words in ${locale}: give a catalogue`;
  throw new RugRiskError('INVALID_INPUT', message, 'INVALID_OPTION');
}
