// The incident record: a list to choose from, and what is said of one loss above its report.
import { html, nothing, type TemplateResult } from "lit";
import "rugrisk/element";
import { chainName, INCIDENTS, LABELS, type Incident } from "../incidents.ts";
import type { State } from "../state.ts";

export function gallery({ chosen, levels }: State, choose: (incident: Incident) => void): TemplateResult {
  return html`
    <p class="hint">
      ${INCIDENTS.length} past losses. What stands behind each is a contract of our own, rebuilt in the state before the loss; the
      badge is what the report said then. They need no network.
    </p>
    <ul class="examples">
      ${INCIDENTS.map((incident) => {
        const level = levels.get(incident.id);
        return html`
          <li>
            <button type="button" aria-pressed=${incident.id === chosen} @click=${() => choose(incident)}>
              <strong>${incident.name}</strong>
              <span>${LABELS[incident.label]} of ${incident.date}, ${chainName(incident.chain)}</span>
              ${level === undefined ? nothing : html`<rug-risk-badge level=${level}></rug-risk-badge>`}
            </button>
          </li>
        `;
      })}
    </ul>
  `;
}

/** What happened, beside what the report says of the state before. */
export function story({ id, name, label, chain, date, loss, mechanism, sources }: Incident): TemplateResult {
  return html`
    <section class="loss" aria-labelledby="loss-title">
      <h2 id="loss-title">${name}</h2>
      <p class="subject">${LABELS[label]} of ${date}, ${chainName(chain)}: ${loss}</p>
      <p>${mechanism}</p>
      <p class="rebuilt">
        Below is the report on a rebuilt contract, read before the loss. It stands on code and state alone, and knows nothing of this story.
      </p>
      <p class="sources-of">Sources: ${sources.join("; ")}. <a href=${`#loss=${id}`}>Link to this loss</a></p>
    </section>
  `;
}
