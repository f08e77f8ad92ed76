// One conclusion: how bad, what, who, how far, what to do, and why anybody should believe it.
import { html, nothing, type TemplateResult } from "lit";
import type { Controller, Finding, Report } from "rugrisk";
import { SEVERITY, STATE, holder, reach } from "../words.ts";
import { hex, prose } from "./hex.ts";
import { icon } from "./icons.ts";
import { proof } from "./proof.ts";

export function findings({ findings, target, level }: Report): TemplateResult {
  return html`
    <section class="findings" aria-labelledby="findings-title">
      <h3 id="findings-title">
        Findings <span class="count">${findings.length === 0 ? "none" : `${findings.length}, the worst first`}</span>
      </h3>
      ${findings.length === 0
        ? html`<p class="none">
            ${level === "unknown"
              ? "Nothing was found because too little could be read. See what is unknown below."
              : "No detector found anything in what could be read."}
          </p>`
        : html`<ol class="finding-list">${findings.map((found) => html`<li>${finding(found, target.address)}</li>`)}</ol>`}
    </section>
  `;
}

function finding(found: Finding, target: string | null): TemplateResult {
  const id = `finding-${found.id}`;
  const bound = found.bound ? reach(found.bound) : null;
  return html`
    <article class="finding" data-severity=${found.severity} data-inert=${found.inert ? "yes" : nothing} data-id=${found.id}>
      <header>
        ${icon(found.inert ? "inert" : found.severity)}
        <p class="tags">
          <span class="severity">${SEVERITY[found.severity]}</span>
          ${found.inert ? html`<span>inert: nobody can use it, not scored</span>` : nothing}
          <span>${STATE[found.state]}</span>
          <span>${found.confidence} confidence</span>
        </p>
        <h4 class="title" id=${id}>${found.title}</h4>
      </header>
      <p class="detail">${prose(found.detail)}</p>
      <dl>
        ${found.controller ? row("Who holds it", controller(found.controller)) : nothing}
        ${bound === null ? nothing : row("How far it goes", bound)} ${row("What you can do", prose(found.advice))}
      </dl>
      ${proof(found.citations, target)}
      <p class="id">Rule <code>${found.id}</code></p>
    </article>
  `;
}

function controller(value: Controller): TemplateResult {
  const { who, addresses } = holder(value);
  return html`<span class="who" data-kind=${value.kind}>${who}</span>
    ${addresses.map(({ label, value }) => html`<span class="address">${label} ${hex(value)}</span>`)}`;
}

function row(term: string, description: unknown): TemplateResult {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`;
}
