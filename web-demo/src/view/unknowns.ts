// Everything that was looked for and is not known, and why.
import { html, type TemplateResult } from "lit";
import type { Report } from "rugrisk";
import { REASON } from "../words.ts";
import { prose } from "./hex.ts";

export function unknowns({ unknowns }: Report): TemplateResult {
  return html`
    <section class="unknowns" aria-labelledby="unknowns-title">
      <h3 id="unknowns-title">Unknown <span class="count">${unknowns.length === 0 ? "nothing" : unknowns.length}</span></h3>
      ${unknowns.length === 0
        ? html`<p class="none">Everything that was looked for is known.</p>`
        : html`<ul>
            ${unknowns.map(({ what, reason }) => html`<li><span class="what">${prose(what)}</span> <span class="reason">${REASON[reason]}</span></li>`)}
          </ul>`}
    </section>
  `;
}
