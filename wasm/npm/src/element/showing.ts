// What both elements have in common: a report, or the promise of one, and the words for it.
import { LitElement, type PropertyValues } from 'lit';

import type { Level, Report } from '../report.schema.js';
import { withThresholds, type Thresholds } from '../thresholds.js';
import type { Catalogue } from '../words/catalogue.js';
import { en } from '../words/en.js';
import { turn } from './turn.js';

/** What is to be shown: a report, the error that there was instead, or the promise of a report. */
export type Subject = Report | Error | PromiseLike<Report> | null | undefined;

/** What is shown. None of these looks like another. */
export type Shown =
  | { kind: 'nothing' }
  | { kind: 'loading' }
  | { kind: 'error'; error: Error }
  | { kind: 'report'; report: Report };

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

/** The languages that the page has. */
export const catalogues: Catalogue[] = [en];

export abstract class Showing extends LitElement {
  static override properties = {
    report: { attribute: false },
    catalogue: { attribute: false },
    thresholds: { attribute: false },
    locale: {},
    level: {},
    shown: { state: true },
  };

  declare report: Subject;
  declare catalogue: Catalogue | undefined;
  declare thresholds: Thresholds | undefined;
  declare locale: string | undefined;
  declare level: Level | undefined;
  declare protected shown: Shown;

  constructor() {
    super();
    this.shown = { kind: 'nothing' };
  }

  protected override async scheduleUpdate(): Promise<void> {
    await turn();
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('report')) this.#show(this.report);
  }

  /** The catalogue given, or that of the element's language, or of what it lies in, or English. */
  protected get words(): Catalogue {
    if (this.catalogue) return this.catalogue;
    const wanted = this.locale || this.closest('[lang]')?.getAttribute('lang') || 'en';
    const language = wanted.split('-')[0];
    return (
      catalogues.find(({ locale }) => locale === wanted) ??
      catalogues.find(({ locale }) => locale.split('-')[0] === language) ??
      en
    );
  }

  /** The direction of the words, whatever that of the page is. */
  protected get direction(): 'ltr' | 'rtl' {
    return RIGHT_TO_LEFT.test(this.words.locale) ? 'rtl' : 'ltr';
  }

  protected moved(report: Report): Report {
    return this.thresholds ? withThresholds(report, this.thresholds) : report;
  }

  #show(subject: Subject): void {
    if (subject === null || subject === undefined) this.shown = { kind: 'nothing' };
    else if (subject instanceof Error) this.shown = { kind: 'error', error: subject };
    else if ('then' in subject) this.#await(subject);
    else this.shown = { kind: 'report', report: subject };
  }

  #await(promise: PromiseLike<Report>): void {
    this.shown = { kind: 'loading' };
    const settle = (shown: Shown) => {
      // A newer one is awaited, or shown.
      if (this.report === promise) this.shown = shown;
    };
    promise.then(
      (report) => settle({ kind: 'report', report }),
      (error: unknown) => settle({ kind: 'error', error: error instanceof Error ? error : new Error(String(error)) }),
    );
  }
}
