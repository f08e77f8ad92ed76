// The right-hand side: nothing yet, reading, a failure, or a report. Each looks unlike the others.
import { html, nothing, type TemplateResult } from "lit";
import type { Failure } from "../failure.ts";
import type { Outcome } from "../state.ts";
import { LEVEL } from "../words.ts";
import { contributions } from "./contributions.ts";
import { findings } from "./finding.ts";
import { icon } from "./icons.ts";
import { resembles } from "./resembles.ts";
import { unknowns } from "./unknowns.ts";
import { provenance, verdict } from "./verdict.ts";

export function result(outcome: Outcome): TemplateResult {
  switch (outcome.kind) {
    case "idle":
      return legend();
    case "reading":
      return reading(outcome);
    case "failure":
      return failure(outcome.subject, outcome.failure);
    case "report": {
      const { subject, report, evidence } = outcome;
      return html`${verdict(subject, report, evidence)} ${findings(report)} ${resembles(report)} ${unknowns(report)} ${contributions(report)} ${provenance(report)}`;
    }
  }
}

const LEGEND = ["critical", "high", "medium", "low", "unknown"] as const;

function legend(): TemplateResult {
  return html`
    <section class="legend" aria-labelledby="result-title">
      <h2 id="result-title" tabindex="-1">How to read a result</h2>
      <p>Choose an example, or give an address or code. The answer is one of five levels, with the findings behind it.</p>
      <ul>
        ${LEGEND.map(
          (level) => html`<li data-level=${level}>${icon(level)} <div><strong>${LEVEL[level].word}</strong> <span>${LEVEL[level].meaning}</span></div></li>`,
        )}
      </ul>
    </section>
  `;
}

function reading({ subject, reading, cancel }: Extract<Outcome, { kind: "reading" }>): TemplateResult {
  return html`
    <section class="reading" aria-labelledby="result-title" aria-busy="true">
      <p class="subject">${subject}</p>
      <h2 id="result-title" tabindex="-1">Reading, no verdict yet</h2>
      <progress aria-label="Reading from the node"></progress>
      <p class="steps">
        ${reading.done === 0 ? "Waiting for the first answer." : `${reading.done} of ${reading.total} questions answered; answers can raise new ones.`}
      </p>
      <p class="actions"><button type="button" class="quiet" @click=${cancel}>Cancel</button></p>
    </section>
  `;
}

function failure(subject: string, { title, advice, said }: Failure): TemplateResult {
  return html`
    <section class="failure" role="alert" aria-labelledby="result-title">
      <p class="subject">${subject}</p>
      <h2 id="result-title" tabindex="-1">${icon("failure")} ${title}</h2>
      <p class="verdictless">Not checked: this says nothing about the contract.</p>
      <p id="failure-advice">${advice}</p>
      ${said === null ? nothing : html`<p class="said"><span>In detail:</span> <code>${said}</code></p>`}
    </section>
  `;
}
