// Who holds the token, and until when its liquidity is locked: as far as the findings cite it.
import { html, nothing, svg, type TemplateResult } from 'lit';

import type { Citation, FindingId, Report } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';
import { hex } from './hex.js';

/** `balanceOf(address)` of ERC-20. */
const BALANCE_OF = '0x70a08231';
const ABOUT_HOLDERS: FindingId[] = ['holder-concentration', 'supply-held-by-privileged'];
const DAY_SECS = 86_400;
/** Ends beyond it are no date that JavaScript knows. */
const MAX_SECS = 8_640_000_000_000;

/** The shares that were read of the token's accounts, as bars with their figures. */
export function holders({ findings, target }: Report, { view }: Catalogue): TemplateResult | typeof nothing {
  const supply = target.token?.supply ? BigInt(target.token.supply) : 0n;
  if (supply === 0n) return nothing;
  const balances = new Map<string, bigint>();
  for (const { id, citations } of findings) {
    if (!ABOUT_HOLDERS.includes(id)) continue;
    for (const citation of citations) {
      const holder = holderAsked(citation, target.address);
      if (holder !== null && citation.kind === 'call') balances.set(holder, BigInt(citation.value));
    }
  }
  if (balances.size === 0) return nothing;
  const shares = [...balances]
    .map(([holder, balance]) => ({ holder, share: Number((balance * 10_000n) / supply) / 100 }))
    .sort((one, other) => other.share - one.share);
  return html`
    <section class="holders" aria-labelledby="holders-title">
      <h3 id="holders-title">${view.holders}</h3>
      <table>
        <thead>
          <tr><th scope="col">${view.account}</th><th scope="col" class="figure">${view.share}</th><th scope="col" class="bars"><span class="visually-hidden">${view.asBar}</span></th></tr>
        </thead>
        <tbody>
          ${shares.map(
            ({ holder, share }) => html`<tr>
              <th scope="row">${hex(holder)}</th>
              <td class="figure">${share.toFixed(2)} %</td>
              <td class="bars">${bar(share / 100)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>
  `;
}

/** The locks that end soon, from the block that was read. */
export function locks({ findings, target }: Report, { view, locale }: Catalogue): TemplateResult | typeof nothing {
  const now = target.block?.timestamp ?? 0;
  const ends = findings
    .filter(({ id }) => id === 'lp-lock-expiring')
    .flatMap(({ citations }) => citations)
    .flatMap((citation) => (citation.kind === 'call' ? [{ locker: citation.address, end: BigInt(citation.value) }] : []))
    .filter(({ end }) => end > BigInt(now) && end < BigInt(MAX_SECS))
    .map(({ locker, end }) => ({ locker, end: Number(end) }))
    .sort((one, other) => one.end - other.end);
  const last = ends.at(-1);
  if (last === undefined) return nothing;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return html`
    <section class="locks" aria-labelledby="locks-title">
      <h3 id="locks-title">${view.locks}</h3>
      <table>
        <thead>
          <tr><th scope="col">${view.account}</th><th scope="col">${view.lockEnds}</th><th scope="col" class="figure">${view.lockShare}</th><th scope="col" class="bars"><span class="visually-hidden">${view.asBar}</span></th></tr>
        </thead>
        <tbody>
          ${ends.map(
            ({ locker, end }) => html`<tr>
              <th scope="row">${hex(locker)}</th>
              <td>${day.format(end * 1000)}</td>
              <td class="figure">${Math.floor((end - now) / DAY_SECS)}</td>
              <td class="bars">${bar((end - now) / (last.end - now))}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <p class="aside">${view.locksNote}</p>
    </section>
  `;
}

/** Whose balance the token was asked for. */
function holderAsked(citation: Citation, token: string | null): string | null {
  if (citation.kind !== 'call' || citation.address !== token) return null;
  if (!citation.data.startsWith(BALANCE_OF) || citation.data.length !== 10 + 64) return null;
  return `0x${citation.data.slice(-40)}`;
}

function bar(fraction: number) {
  const width = Math.max(Math.min(fraction, 1) * 200, 1);
  return svg`<svg class="share" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rest" y="3" width="200" height="10" rx="1" /><rect class="part" y="3" width=${width} height="10" rx="1" /></svg>`;
}
