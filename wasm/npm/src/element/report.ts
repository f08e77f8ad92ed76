import { html, type TemplateResult } from 'lit';

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
import { unknowns } from './unknowns.js';
import { provenance, verdict } from './verdict.js';
import { verdictStyles } from './verdict.css.js';

/** Everything that a report says, with a table beside each picture. */
export class ReportElement extends Showing {
  static override styles = [tokens, verdictStyles, reportStyles];

  /** Takes the focus to the heading, so that it is read out. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('#result-title')?.focus(options);
    });
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

  #of(report: Report): TemplateResult {
    const { words } = this;
    return html`
      ${verdict(report, words)} ${findings(report, words)} ${resembles(report, words)}
      ${unknowns(report, words)} ${privileges(report, words)} ${liquidity(report, words)}
      ${holders(report, words)} ${contributions(report, words)} ${provenance(report, words)}
    `;
  }
}
