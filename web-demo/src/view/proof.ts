// The places that a finding stands on: selector and byte, slot and value.
import { html, nothing, type TemplateResult } from "lit";
import type { Citation } from "rugrisk";
import { hex, offset, prose } from "./hex.ts";

/** The first place in full view, the rest one step away. */
export function proof(citations: readonly Citation[], target: string | null): TemplateResult | typeof nothing {
  const [first, ...rest] = citations;
  if (first === undefined) return nothing;
  return html`
    <div class="proof">
      <h4>Proof</h4>
      <ol class="places">${place(first, target)}</ol>
      ${rest.length === 0
        ? nothing
        : html`
            <details>
              <summary>${rest.length} more ${rest.length === 1 ? "place" : "places"}</summary>
              <ol class="places" start="2">${rest.map((citation) => place(citation, target))}</ol>
            </details>
          `}
    </div>
  `;
}

function place(citation: Citation, target: string | null): TemplateResult {
  return html`
    <li>
      <span class="note">${prose(citation.note)}</span>
      <span class="where">${where(citation)}${elsewhere(citation.address, target)}</span>
    </li>
  `;
}

function where(citation: Citation): TemplateResult | typeof nothing {
  switch (citation.kind) {
    case "code":
      return html`<span class="part">${citation.selector === null ? "fallback function" : html`function ${hex(citation.selector)}`}</span>
        <span class="part">${offset(citation.offset)}</span>`;
    case "storage":
      return html`<span class="part">slot ${hex(citation.slot)}</span>
        <span class="part">= ${citation.value === null ? html`<em>not read</em>` : hex(citation.value)}</span>`;
    case "call":
      return html`<span class="part">call ${hex(citation.data)}</span>
        <span class="part">= ${hex(citation.value)}</span>`;
    case "account":
      return html`<span class="part">the account's code as a whole</span>`;
  }
}

function elsewhere(address: string | null, target: string | null): TemplateResult | typeof nothing {
  if (address === null || address.toLowerCase() === target?.toLowerCase()) return nothing;
  return html`<span class="part">in ${hex(address)}</span>`;
}
