import { html, noChange, type PropertyValues, type TemplateResult } from 'lit';

import type { Report } from '../report.schema.js';
import { contributions } from './contributions.js';
import { findings } from './finding.js';
import { holders, liquidity } from './holdings.js';
import { icon } from './icons.js';
import { privileges } from './privileges.js';
import { reportStyles } from './report.css.js';
import { resembles } from './resembles.js';
import { Showing } from './showing.js';
import { tokens } from './tokens.css.js';
import { isSeen } from './turn.js';
import { unknowns } from './unknowns.js';
import { provenance, verdict } from './verdict.js';
import { verdictStyles } from './verdict.css.js';

/** In this order, from the top. */
const SECTIONS = [verdict, findings, resembles, unknowns, privileges, liquidity, holders, contributions, provenance];

/** Everything that a report says, with a table beside each picture. */
export class ReportElement extends Showing {
  static override styles = [tokens, verdictStyles, reportStyles];

  /** How many sections are there: each is drawn in a turn of its own. A newer report leaves out none of them. */
  #drawn = 0;
  /** How many of those stay as they are. */
  #kept = 0;
  /** Whether it is laid out as it is drawn, as far as the browser has said. */
  #isInSight = true;

  constructor() {
    super();
    this.addEventListener('contentvisibilityautostatechange', (event) => {
      this.#isInSight = !(event as ContentVisibilityAutoStateChangeEvent).skipped;
    });
  }

  /** Takes the focus to the heading, so that it is read out. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('#result-title')?.focus(options);
    });
  }

  /** Complete is an update with the last section. */
  protected override async getUpdateComplete(): Promise<boolean> {
    while (!(await super.getUpdateComplete()));
    return true;
  }

  protected override update(changed: PropertyValues): void {
    const isDue = this.#drawn < SECTIONS.length;
    this.#kept = isDue && changed.size === 0 ? this.#drawn : 0;
    if (this.shown.kind !== 'report') this.#drawn = 0;
    else if (isDue) this.#drawn += 1;
    const began = performance.now();
    super.update(changed);
    if (this.#isInSight) isSeen(performance.now() - began);
  }

  protected override updated(): void {
    if (this.shown.kind === 'report' && this.#drawn < SECTIONS.length) this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { shown, words } = this;
    switch (shown.kind) {
      case 'nothing':
        return html``;
      case 'loading':
        return html`<div class="result" dir=${this.direction}><section class="reading" aria-busy="true" aria-labelledby="result-title">
          <h2 id="result-title" tabindex="-1">${words.view.loading}</h2>
          <progress aria-label=${words.view.loading}></progress>
        </section></div>`;
      case 'error':
        return html`<div class="result" dir=${this.direction}><section class="failure" role="alert" aria-labelledby="result-title">
          <h2 id="result-title" tabindex="-1">${icon('failure')} ${words.view.error}</h2>
          <p class="verdictless">${words.view.noReport}</p>
          <p class="said"><code>${shown.error.message}</code></p>
        </section></div>`;
      case 'report':
        return html`<div class="result" dir=${this.direction}>${this.#of(this.moved(shown.report))}</div>`;
    }
  }

  #of(report: Report): unknown[] {
    const { words } = this;
    return SECTIONS.slice(0, this.#drawn).map((section, index) => (index < this.#kept ? noChange : section(report, words)));
  }
}
