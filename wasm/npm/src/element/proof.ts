// The places that a finding stands on: selector and byte, slot and value.
import { html, nothing, type TemplateResult } from 'lit';
import type { Citation } from '../report.schema.js';
import type { ViewWords } from '../words/catalogue.js';
import { hex, offset, prose } from './hex.js';

/** The first place in full view, the rest one step away. */
export function proof(citations: readonly Citation[], target: string | null, view: ViewWords): TemplateResult | typeof nothing {
  const [first, ...rest] = citations;
  if (first === undefined) return nothing;
  return html`
    <div class="proof">
      <h4>${view.proof}</h4>
      <ol class="places">${place(first, target, view)}</ol>
      ${rest.length === 0
        ? nothing
        : html`
            <details>
              <summary>${view.more(rest.length)}</summary>
              <ol class="places" start="2">${rest.map((citation) => place(citation, target, view))}</ol>
            </details>
          `}
    </div>
  `;
}

function place(citation: Citation, target: string | null, view: ViewWords): TemplateResult {
  return html`
    <li>
      <span class="note">${prose(citation.note)}</span>
      <span class="where">${where(citation, view)}${elsewhere(citation.address, target, view)}</span>
    </li>
  `;
}

function where(citation: Citation, view: ViewWords): TemplateResult | typeof nothing {
  switch (citation.kind) {
    case "code":
      return html`<span class="part">${citation.selector === null ? view.fallback : html`${view.fn} ${hex(citation.selector)}`}</span>
        <span class="part">${offset(citation.offset, view.byte)}</span>`;
    case "storage":
      return html`<span class="part">${view.slot} ${hex(citation.slot)}</span>
        <span class="part">= ${citation.value === null ? html`<em>${view.notRead}</em>` : hex(citation.value)}</span>`;
    case "call":
      return html`<span class="part">${view.call} ${hex(citation.data)}</span>
        <span class="part">= ${hex(citation.value)}</span>`;
    case "account":
      return html`<span class="part">${view.wholeAccount}</span>`;
  }
}

function elsewhere(address: string | null, target: string | null, view: ViewWords): TemplateResult | typeof nothing {
  if (address === null || address.toLowerCase() === target?.toLowerCase()) return nothing;
  return html`<span class="part">${view.inAccount} ${hex(address)}</span>`;
}
