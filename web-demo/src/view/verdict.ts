// The top of a report: level, score, interval, coverage, and what it is about.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Evidence, Probability, Report } from "rugrisk";
import { saveJson } from "../save.ts";
import { LEVEL, grouped, percent } from "../words.ts";
import { gauge } from "./gauge.ts";
import { hex } from "./hex.ts";
import { icon } from "./icons.ts";

export function verdict(subject: string, report: Report, evidence: Evidence | null): TemplateResult {
  const { word, meaning } = LEVEL[report.level];
  return html`
    <section class="verdict" data-level=${report.level} aria-labelledby="result-title">
      <div class="dial">${gauge(report)}</div>
      <div class="saying">
        <p class="subject">${subject}</p>
        <h2 id="result-title" tabindex="-1" data-level=${report.level}>${icon(report.level)} ${word}</h2>
        <p class="meaning">${meaning}</p>
        ${because(report)}
        <dl class="figures">
          <div>
            <dt>Range left open</dt>
            <dd data-figure="interval">${report.interval[0]} to ${report.interval[1]}</dd>
          </div>
          <div>
            <dt>Coverage</dt>
            <dd data-figure="coverage">${percent(report.coverage)} ${coverageBar(report.coverage)}</dd>
          </div>
        </dl>
        <p class="actions">
          <button type="button" class="quiet" @click=${() => saveJson(`${fileStem(report)}.report.json`, report)}>
            Download report
          </button>
          ${evidence === null
            ? nothing
            : html`<button type="button" class="quiet" @click=${() => saveJson(`${fileStem(report)}.evidence.json`, evidence)}>
                Download evidence
              </button>`}
        </p>
      </div>
    </section>
  `;
}

/** What was read, and by what: the small print. */
export function provenance({ target, probability, requests, engine }: Report): TemplateResult {
  const asked = Object.entries(requests);
  return html`
    <section class="provenance" aria-labelledby="provenance-title">
      <h3 id="provenance-title">What this is about</h3>
      <dl>
        ${target.address === null ? nothing : row("Address", hex(target.address))}
        ${target.chainId === null ? nothing : row("Chain", String(target.chainId))}
        ${target.block === null
          ? row("Block", "none: the code was analysed alone")
          : row("Block", html`${grouped(target.block.number)}, ${utc(target.block.timestamp)} <span class="address">${hex(target.block.hash)}</span>`)}
        ${target.codeHash === null ? nothing : row("Code hash", hex(target.codeHash))}
        ${row("Machine", target.vm === "evm" ? "EVM" : "EraVM (zkSync Era)")}
        ${probability.code === null ? nothing : row("Code probability", chance(probability.code, "that the code carries powers of the kind that rugs use"))}
        ${probability.exit === null ? nothing : row("Exit probability", chance(probability.exit, "that pools and holders like these are drained"))}
        ${asked.length === 0 ? nothing : row("Questions asked", asked.map(([method, count]) => html`<span class="part"><code>${method}</code> × ${count}</span> `))}
        ${row("Made by", html`rugrisk ${engine.version}, model ${engine.model}, ${engine.registry} detectors`)}
      </dl>
    </section>
  `;
}

/** The worst thing that somebody can still do, in its own words. */
function because({ findings }: Report): TemplateResult | typeof nothing {
  const worst = findings.find(({ severity, inert }) => severity !== "info" && !inert);
  return worst === undefined ? nothing : html`<p class="because">Above all: ${worst.title}.</p>`;
}

function coverageBar(coverage: number) {
  return svg`<svg class="coverage" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rest" width="100" height="6" rx="1" /><rect class="part" width=${coverage * 100} height="6" rx="1" /></svg>`;
}

function chance({ value, interval }: Probability, of: string): string {
  return `${percent(value)} (${percent(interval[0])} to ${percent(interval[1])}) ${of}`;
}

function row(term: string, description: unknown): TemplateResult {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`;
}

function utc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().replace("T", " ").slice(0, 16)} UTC`;
}

function fileStem({ target }: Report): string {
  const about = target.address ?? target.codeHash?.slice(0, 18) ?? "code";
  return target.block === null ? `rugrisk-${about}` : `rugrisk-${about}-${target.block.number}`;
}
