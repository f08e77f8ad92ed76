// Everything that was looked for and is not known, and why.
import { html, type TemplateResult } from 'lit';
import type { Report } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';
import { prose } from './hex.js';

export function unknowns({ unknowns }: Report, { view, reason: reasons }: Catalogue): TemplateResult {
  return html`
    <section class="unknowns" aria-labelledby="unknowns-title">
      <h3 id="unknowns-title">${view.unknown} <span class="count">${unknowns.length}</span></h3>
      ${unknowns.length === 0
        ? html`<p class="none">${view.unknownNone}</p>`
        : html`<ul>
            ${unknowns.map(({ what, reason }) => html`<li><span class="what">${prose(what)}</span> <span class="reason">${reasons[reason]}</span></li>`)}
          </ul>`}
    </section>
  `;
}
