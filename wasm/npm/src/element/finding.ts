// One conclusion: how bad, what, who, how far, what to do, and why anybody should believe it.
import { html, nothing, type TemplateResult } from 'lit';

import { boundInWords, holderInWords } from '../words/phrases.js';
import type { Controller, Finding, Report } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';
import { hex, prose } from './hex.js';
import { icon } from './icons.js';
import { accountsOf } from './privileges.js';
import { proof } from './proof.js';

export function findings({ findings, target, level }: Report, words: Catalogue): TemplateResult {
  const { view } = words;
  return html`
    <section class="findings" aria-labelledby="findings-title">
      <h3 id="findings-title">
        ${view.findings} <span class="count">${view.count(findings.length)}</span>
      </h3>
      ${findings.length === 0
        ? html`<p class="none">${level === 'unknown' ? view.findingsUnread : view.findingsNone}</p>`
        : html`<ol class="finding-list">
            ${findings.map((found) => html`<li>${finding(found, target.address, words)}</li>`)}
          </ol>`}
    </section>
  `;
}

function finding(found: Finding, target: string | null, words: Catalogue): TemplateResult {
  const { view } = words;
  const bound = found.bound ? boundInWords(found.bound, words) : null;
  const { title, advice } = words.finding?.[found.id] ?? found;
  // What the report says with its numbers is English whatever the words around it are.
  const english = words.finding ? 'en' : nothing;
  return html`
    <article class="finding" data-severity=${found.severity} data-inert=${found.inert ? 'yes' : nothing} data-id=${found.id}>
      <header>
        ${icon(found.inert ? 'inert' : found.severity)}
        <p class="tags">
          <span class="severity">${words.severity[found.severity]}</span>
          ${found.inert ? html`<span>${view.inert}</span>` : nothing}
          <span>${words.state[found.state]}</span>
          <span>${words.confidence[found.confidence]}</span>
        </p>
        <h4 class="title">${title}</h4>
      </header>
      <p class="detail" lang=${english}>${prose(found.detail)}</p>
      <dl>
        ${found.controller ? row(view.who, holder(found.controller, words)) : nothing}
        ${bound === null ? nothing : row(view.reach, bound)} ${row(view.advice, prose(advice))}
      </dl>
      ${proof(found.citations, target, view)}
      <p class="id">${view.rule} <code>${found.id}</code></p>
    </article>
  `;
}

function holder(controller: Controller, words: Catalogue): TemplateResult {
  return html`<span class="who" data-kind=${controller.kind}>${holderInWords(controller, words)}</span>
    ${accountsOf(controller, words.view).map(
      ({ relation, address }) => html`<span class="address">${relation} ${hex(address)}</span>`,
    )}`;
}

export function row(term: string, description: unknown): TemplateResult {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`;
}
