// What moved the code probability: a table whose last column is a waterfall.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Contribution, Report } from "rugrisk";

/** Width of the waterfall in its own units. */
const WIDTH = 200;
const HEIGHT = 16;

export function contributions({ contributions, probability }: Report): TemplateResult | typeof nothing {
  if (contributions.length === 0) return nothing;
  const steps = stack(contributions);
  const scale = scaleOf(steps);
  return html`
    <section class="contributions" aria-labelledby="contributions-title">
      <h3 id="contributions-title">What moved the code probability</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Feature of the code</th>
            <th scope="col" class="figure">Log-odds</th>
            <th scope="col" class="bars"><span class="visually-hidden">As a bar</span></th>
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
      ${probability.code === null
        ? nothing
        : html`<p class="aside">Each bar begins where the one above it ends. Right raises the probability, left lowers it.</p>`}
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
