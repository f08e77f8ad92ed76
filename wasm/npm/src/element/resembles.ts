// Past incidents that the contract is like, with what matches and what does not.
import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';

export function resembles({ resembles }: Report, { view }: Catalogue): TemplateResult | typeof nothing {
  if (resembles.length === 0) return nothing;
  return html`
    <section class="resembles" aria-labelledby="resembles-title">
      <h3 id="resembles-title">${view.resembles} <span class="count">${resembles.length}</span></h3>
      <ul>
        ${resembles.map(
          ({ text, matched, missing, unknown }) => html`<li>
            <p>${text}</p>
            ${traits(view.here, matched)} ${traits(view.notHere, missing)} ${traits(view.notKnown, unknown)}
          </li>`,
        )}
      </ul>
    </section>
  `;
}

function traits(heading: string, traits: string[]): TemplateResult | typeof nothing {
  return traits.length === 0 ? nothing : html`<p class="traits"><strong>${heading}:</strong> ${traits.join(", ")}</p>`;
}
