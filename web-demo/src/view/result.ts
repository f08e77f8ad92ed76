// The right-hand side: nothing yet, reading, a failure, or a report. Each looks unlike the others.
import { html, nothing, type TemplateResult } from "lit";
import { en, type Evidence, type Report } from "rugrisk";
import "rugrisk/element";
import type { Failure } from "../failure.ts";
import { toPng, toSvg } from "../picture.ts";
import { save, saveJson } from "../save.ts";
import type { Outcome } from "../state.ts";
import { story } from "./gallery.ts";

export function result(outcome: Outcome): TemplateResult {
  switch (outcome.kind) {
    case "idle":
      return legend();
    case "reading":
      return reading(outcome);
    case "failure":
      return failure(outcome.subject, outcome.failure);
    case "report":
      return report(outcome);
  }
}

function report({ subject, report, evidence, incident }: Extract<Outcome, { kind: "report" }>): TemplateResult {
  return html`
    ${incident ? story(incident) : nothing}
    <rug-risk-report .report=${report}>
      <span slot="subject">${subject}</span>
      <p slot="actions" class="actions">${downloads(report, evidence)}</p>
    </rug-risk-report>
  `;
}

function downloads(report: Report, evidence: Evidence | null): TemplateResult {
  const json = (kind: string, document: unknown) => () => saveJson(`${fileStem(report)}.${kind}.json`, document);
  const picture = (event: Event) => toSvg(report, (event.currentTarget as Element).closest("rug-risk-report")!);
  const svg = (event: Event) => save(`${fileStem(report)}.svg`, new Blob([picture(event)], { type: "image/svg+xml" }));
  const png = (event: Event) => void toPng(picture(event)).then((blob) => save(`${fileStem(report)}.png`, blob));
  return html`
    <button type="button" class="quiet" @click=${json("report", report)}>Download report</button>
    ${evidence === null
      ? nothing
      : html`<button type="button" class="quiet" title="Anybody who opens it here gets this very report" @click=${json("evidence", evidence)}>Download evidence</button>`}
    <button type="button" class="quiet" @click=${svg}>SVG</button>
    <button type="button" class="quiet" @click=${png}>PNG</button>
  `;
}

function fileStem({ target }: Report): string {
  const about = target.address ?? target.codeHash?.slice(0, 18) ?? "code";
  return target.block === null ? `rugrisk-${about}` : `rugrisk-${about}-${target.block.number}`;
}

const LEGEND = ["critical", "high", "medium", "low", "unknown"] as const;

function legend(): TemplateResult {
  return html`
    <section class="legend" aria-labelledby="result-title">
      <h2 id="result-title" tabindex="-1">How to read a result</h2>
      <p>Choose an example, or give an address or code. The answer is one of five levels, with the findings behind it.</p>
      <ul>
        ${LEGEND.map((level) => html`<li><rug-risk-badge level=${level}></rug-risk-badge> <span>${en.level[level].meaning}</span></li>`)}
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
      <h2 id="result-title" tabindex="-1">${title}</h2>
      <p class="verdictless">Not checked: this says nothing about the contract.</p>
      <p id="failure-advice">${advice}</p>
      ${said === null ? nothing : html`<p class="said"><span>In detail:</span> <code>${said}</code></p>`}
    </section>
  `;
}
