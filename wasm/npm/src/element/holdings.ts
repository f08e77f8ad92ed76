// Who holds the token, as far as the findings cite it, and who holds its liquidity until when.
import { html, nothing, svg, type TemplateResult } from 'lit';

import { DAY_SECS } from '../clock.js';
import type { Citation, FindingId, Report, ReportShare } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';
import { hex } from './hex.js';

/** `balanceOf(address)` of ERC-20. */
const BALANCE_OF = '0x70a08231';
const ABOUT_HOLDERS: FindingId[] = ['holder-concentration', 'supply-held-by-privileged'];
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

/** Who holds what is in the deepest pool, and from when on it can be taken out: a timeline that is a table. */
export function liquidity({ target }: Report, { view, locale, liquidity }: Catalogue): TemplateResult | typeof nothing {
  const parts = (target.liquidity?.shares ?? []).flatMap(partsOf).filter(({ bps }) => bps > 0);
  if (parts.length === 0) return nothing;
  const now = target.block?.timestamp ?? 0;
  const ends = parts.flatMap(({ end }) => (end > now && end < MAX_SECS ? [end] : []));
  const last = Math.max(now + DAY_SECS, ...ends);
  const when = (end: number) => {
    if (end <= now) return view.lockNow;
    return end < MAX_SECS ? `${day(end, locale)} (${view.days(Math.floor((end - now) / DAY_SECS))})` : view.lockNever;
  };
  return html`
    <section class="locks" aria-labelledby="locks-title">
      <h3 id="locks-title">${view.locks}</h3>
      <table>
        <thead>
          <tr><th scope="col">${view.account}</th><th scope="col" class="figure">${view.share}</th><th scope="col">${view.lockEnds}</th><th scope="col" class="bars"><span class="visually-hidden">${view.asBar}</span></th></tr>
        </thead>
        <tbody>
          ${parts.map(
            ({ holder, bps, kind, end }) => html`<tr>
              <th scope="row">${hex(holder)} <span class="aside">${liquidity[kind]}</span></th>
              <td class="figure">${(bps / 100).toFixed(2)} %</td>
              <td>${when(end)}</td>
              <td class="bars">${bar((end - now) / (last - now))}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <p class="aside">${view.locksNote}</p>
    </section>
  `;
}

/** Making one takes longer than drawing a whole report. */
const days = new Map<string, Intl.DateTimeFormat>();

function day(seconds: number, locale: string): string {
  const format = days.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  days.set(locale, format);
  return format.format(seconds * 1000);
}

interface Part {
  holder: string;
  bps: number;
  kind: ReportShare['kind'];
  /** When it can be taken out: 0 for now, and {@link MAX_SECS} for never. */
  end: number;
}

/** What of a share is free, and each lock of it. */
function partsOf({ holder, bps, kind, locks }: ReportShare): Part[] {
  const locked = locks.map((lock) => ({ holder, kind, bps: lock.bps, end: Math.min(lock.untilSecs, MAX_SECS) }));
  const rest = bps - locked.reduce((sum, lock) => sum + lock.bps, 0);
  const end = kind === 'burnt' ? MAX_SECS : 0;
  return rest > 0 || locked.length === 0 ? [...locked, { holder, kind, bps: Math.max(rest, 0), end }] : locked;
}

/** Whose balance the token was asked for. */
function holderAsked(citation: Citation, token: string | null): string | null {
  if (citation.kind !== 'call' || citation.address !== token) return null;
  if (!citation.data.startsWith(BALANCE_OF) || citation.data.length !== 10 + 64) return null;
  return `0x${citation.data.slice(-40)}`;
}

function bar(fraction: number) {
  const width = Math.max(Math.min(fraction, 1) * 200, 0);
  return svg`<svg class="share" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rest" y="3" width="200" height="10" rx="1" /><rect class="part" y="3" width=${width} height="10" rx="1" /></svg>`;
}
