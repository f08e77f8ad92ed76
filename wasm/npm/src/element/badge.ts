import { html, type TemplateResult } from 'lit';

import type { Report } from '../report.schema.js';
import { badgeStyles } from './badge.css.js';
import { spoken } from './gauge.js';
import { icon } from './icons.js';
import { Showing } from './showing.js';
import { tokens } from './tokens.css.js';

/** A level in a shape and a few words; its whole meaning for who hears it. */
export class Badge extends Showing {
  static override styles = [tokens, badgeStyles];

  protected override render(): TemplateResult {
    const { shown, words } = this;
    switch (shown.kind) {
      case 'nothing':
        return this.level ? this.#plain(this.level) : html``;
      case 'loading':
        return html`<span class="badge" dir=${this.direction} data-state="loading" role="status"><span class="ring"></span>${words.view.loading}</span>`;
      case 'error':
        return html`<span class="badge" dir=${this.direction} data-state="error" role="status">
          ${icon('failure')} ${words.view.error}<span class="visually-hidden">. ${words.view.noReport} ${shown.error.message}</span>
        </span>`;
      case 'report':
        return this.#of(this.moved(shown.report));
    }
  }

  #of(report: Report): TemplateResult {
    const { level, score } = report;
    return html`<span class="badge" dir=${this.direction} data-level=${level} role="img" aria-label=${spoken(report, this.words)}>
      ${icon(level)} ${this.words.level[level].word}${score === null ? '' : html` <span class="points">${score}</span>`}
    </span>`;
  }

  #plain(level: Report['level']): TemplateResult {
    return html`<span class="badge" dir=${this.direction} data-level=${level}>${icon(level)} ${this.words.level[level].word}</span>`;
  }
}
