// The top of a report: level, score, interval, coverage; and what it is about, the small print.
import { html, nothing, svg, type TemplateResult } from 'lit';

import type { Probability, Report } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';
import { grouped, inWordsOf } from '../words/phrases.js';
import { row } from './finding.js';
import { gauge } from './gauge.js';
import { hex } from './hex.js';
import { icon } from './icons.js';

export function verdict(report: Report, words: Catalogue): TemplateResult {
  const { view } = words;
  const { word, meaning, aboveAll } = inWordsOf(words, report);
  return html`
    <section class="verdict" data-level=${report.level} aria-labelledby="result-title">
      <div class="dial">${gauge(report, words)}</div>
      <div class="saying">
        <p class="subject"><slot name="subject">${report.target.address ?? ''}</slot></p>
        <h2 id="result-title" tabindex="-1" data-level=${report.level}>${icon(report.level)} ${word}</h2>
        <p class="meaning">${meaning}</p>
        ${aboveAll === null ? nothing : html`<p class="because">${view.aboveAll(aboveAll)}</p>`}
        <dl class="figures">
          <div>
            <dt>${view.rangeOpen}</dt>
            <dd data-figure="interval">${view.to(...report.interval)}</dd>
          </div>
          <div>
            <dt>${view.coverage}</dt>
            <dd data-figure="coverage">${percent(report.coverage)} ${coverageBar(report.coverage)}</dd>
          </div>
        </dl>
        <slot name="actions"></slot>
      </div>
    </section>
  `;
}

/** What was read, and by what. */
export function provenance({ target, probability, requests, engine }: Report, { view, kind }: Catalogue): TemplateResult {
  const kinds = target.kinds ?? [];
  const asked = Object.entries(requests);
  return html`
    <section class="provenance" aria-labelledby="provenance-title">
      <h3 id="provenance-title">${view.about}</h3>
      <dl>
        ${target.address === null ? nothing : row(view.address, hex(target.address))}
        ${target.chainId === null ? nothing : row(view.chain, String(target.chainId))}
        ${target.block === null
          ? row(view.block, view.blockNone)
          : row(view.block, html`${grouped(target.block.number)}, ${utc(target.block.timestamp)} <span class="address">${hex(target.block.hash)}</span>`)}
        ${target.codeHash === null ? nothing : row(view.codeHash, hex(target.codeHash))}
        ${kinds.length === 0 ? nothing : row(view.kinds, kinds.map((each) => kind[each]).join(view.and))}
        ${row(view.machine, target.vm === 'evm' ? 'EVM' : 'EraVM (zkSync Era)')}
        ${probability.code === null ? nothing : row(view.codeProbability, chance(probability.code, view.codeChance, view))}
        ${probability.exit === null ? nothing : row(view.exitProbability, chance(probability.exit, view.exitChance, view))}
        ${asked.length === 0 ? nothing : row(view.asked, asked.map(([method, count]) => html`<span class="part"><code>${method}</code> × ${count}</span> `))}
        ${row(view.madeBy, html`rugrisk ${engine.version}, ${engine.model}, ${view.detectors(engine.registry)}`)}
      </dl>
    </section>
  `;
}

function coverageBar(coverage: number) {
  return svg`<svg class="coverage" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rest" width="100" height="6" rx="1" /><rect class="part" width=${coverage * 100} height="6" rx="1" /></svg>`;
}

function chance({ value, interval: [low, high] }: Probability, of: string, view: Catalogue['view']): string {
  return `${percent(value)} ${of} (${view.to(Math.round(low * 100), Math.round(high * 100))} %)`;
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

function utc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 16)} UTC`;
}
