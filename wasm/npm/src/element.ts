import { Badge } from './element/badge.js';
import { ReportElement } from './element/report.js';
import { catalogues } from './element/showing.js';
import type { Level, Report } from './report.schema.js';
import type { Thresholds } from './thresholds.js';
import type { Catalogue } from './words/catalogue.js';

/** What both elements take. */
export interface RugRiskElement extends HTMLElement {
  /**
   * A report, the error that there was instead, or the promise of a report: `element.report =
   * score(…)` shows that it is loading, and then what came of it.
   */
  report: Report | Error | PromiseLike<Report> | null | undefined;
  /** Other words than those of {@link locale}. */
  catalogue: Catalogue | undefined;
  thresholds: Thresholds | undefined;
  /** That of the page, by `lang`, unless given. English is there; others come by {@link addCatalogue}. */
  locale: string | undefined;
}

/** `<rug-risk-badge>`: the level in a shape and a word or two. */
export interface RugRiskBadge extends RugRiskElement {
  /** A level to show without a report. */
  level: Level | undefined;
}

/**
 * `<rug-risk-report>`: everything that a report says. The slots `subject` and `actions` are at its top.
 */
export interface RugRiskReport extends RugRiskElement {}

declare global {
  interface HTMLElementTagNameMap {
    'rug-risk-badge': RugRiskBadge;
    'rug-risk-report': RugRiskReport;
  }
}

/** Gives the elements another language, for where `lang` or `locale` asks for it. */
export function addCatalogue(catalogue: Catalogue): void {
  catalogues.unshift(catalogue);
}

if (!customElements.get('rug-risk-badge')) customElements.define('rug-risk-badge', Badge);
if (!customElements.get('rug-risk-report')) customElements.define('rug-risk-report', ReportElement);
