// What moved the code probability: a table whose last column is a waterfall.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Contribution, Report } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';

/** Width of the waterfall in its own units. */
const WIDTH = 200;
const HEIGHT = 16;

export function contributions(
  { contributions, exitContributions }: Report,
  { view }: Catalogue,
): (TemplateResult | typeof nothing)[] {
  return [
    waterfall('contributions', view.contributions, contributions, view),
    waterfall('exit-contributions', view.exitContributions, exitContributions, view),
  ];
}

function waterfall(
  id: string,
  title: string,
  contributions: Contribution[],
  view: Catalogue['view'],
): TemplateResult | typeof nothing {
  if (contributions.length === 0) return nothing;
  const steps = stack(contributions);
  const scale = scaleOf(steps);
  return html`
    <section class="contributions" aria-labelledby=${`${id}-title`}>
      <h3 id=${`${id}-title`}>${title}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">${view.feature}</th>
            <th scope="col" class="figure">${view.logOdds}</th>
            <th scope="col" class="bars"><span class="visually-hidden">${view.asBar}</span></th>
          </tr>
        </thead>
        <tbody>
          ${steps.map(
            ({ feature, value, from, to }) => html`
              <tr>
                <th scope="row">${feature}</th>
                <td class="figure">${signed(value)}</td>
                <td class="bars">${bar(scale(from), scale(to), scale(0), value)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      <p class="aside">${view.contributionsNote}</p>
    </section>
  `;
}

interface Step extends Contribution {
  from: number;
  to: number;
}

function stack(contributions: readonly Contribution[]): Step[] {
  let sum = 0;
  return contributions.map((contribution) => {
    const from = sum;
    sum += contribution.value;
    return { ...contribution, from, to: sum };
  });
}

function scaleOf(steps: readonly Step[]): (value: number) => number {
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  return (value) => (high === low ? 0 : ((value - low) / (high - low)) * WIDTH);
}

function bar(from: number, to: number, zero: number, value: number): SVGTemplateResult {
  const x = Math.min(from, to);
  const width = Math.max(Math.abs(to - from), 1);
  return svg`
    <svg class="waterfall" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path class="zero" d="M${zero} 0V${HEIGHT}" vector-effect="non-scaling-stroke" />
      <rect data-sign=${value < 0 ? "down" : "up"} x=${x} y="3" width=${width} height=${HEIGHT - 6} rx="1" />
    </svg>
  `;
}

function signed(value: number): string {
  return `${value < 0 ? "\u2212" : "+"}${Math.abs(value).toFixed(2)}`;
}
