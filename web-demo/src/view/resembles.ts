// Past incidents that the contract is like, with what matches and what does not.
import { html, nothing, type TemplateResult } from "lit";
import type { Report } from "rugrisk";

export function resembles({ resembles }: Report): TemplateResult | typeof nothing {
  if (resembles.length === 0) return nothing;
  return html`
    <section class="resembles" aria-labelledby="resembles-title">
      <h3 id="resembles-title">Looks like <span class="count">${resembles.length}</span></h3>
      <ul>
        ${resembles.map(
          ({ text, matched, missing, unknown }) => html`<li>
            <p>${text}</p>
            ${traits("Here", matched)} ${traits("Not here", missing)} ${traits("Not known", unknown)}
          </li>`,
        )}
      </ul>
    </section>
  `;
}

function traits(heading: string, traits: string[]): TemplateResult | typeof nothing {
  return traits.length === 0 ? nothing : html`<p class="traits"><strong>${heading}:</strong> ${traits.join(", ")}</p>`;
}
