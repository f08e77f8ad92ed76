// The score on its scale from 0 to 100, with the band that the unknowns leave open.
import { arc } from 'd3-shape';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Report } from '../report.schema.js';
import type { Catalogue } from '../words/catalogue.js';

/** Where the levels begin, as the score's defaults have it. */
const BANDS = [
  { level: "low", from: 0, to: 25 },
  { level: "medium", from: 25, to: 50 },
  { level: "high", from: 50, to: 80 },
  { level: "critical", from: 80, to: 100 },
] as const;
/** Named where the marker does not cover them. */
const TICKS = [0, 25, 50, 80, 100];

const TRACK = { innerRadius: 92, outerRadius: 104 };
const INTERVAL = { innerRadius: 80, outerRadius: 87 };
const GAP = 0.012;

const draw = arc<{ from: number; to: number; innerRadius: number; outerRadius: number }>()
  .startAngle((band) => angle(band.from))
  .endAngle((band) => angle(band.to))
  .padAngle(GAP)
  .cornerRadius(2);

export function gauge(report: Report, words: Catalogue): SVGTemplateResult {
  const { score, interval, level } = report;
  const known = score !== null;
  return svg`
    <svg class="gauge" data-level=${level} viewBox="-124 -122 248 144" role="img" aria-label=${spoken(report, words)}>
      <g class="track">
        ${BANDS.map((band) => svg`<path class="band" data-level=${known ? band.level : "unknown"} data-here=${band.level === level ? "yes" : nothing} d=${path(band.from, band.to, TRACK)} />`)}
      </g>
      <path class="interval" d=${path(interval[0], Math.max(interval[1], interval[0] + 1), INTERVAL)} />
      ${TICKS.filter((at) => !known || Math.abs(at - score) > 4).map(tick)}
      ${known ? marker(score) : nothing}
      <text class="number" y="-16" text-anchor="middle">${known ? score : "?"}</text>
      <text class="of" y="6" text-anchor="middle">${known ? words.view.ofHundred : words.view.noScore}</text>
    </svg>
  `;
}

function marker(score: number): SVGTemplateResult {
  const turn = `rotate(${(angle(score) * 180) / Math.PI})`;
  return svg`<g transform=${turn}><path class="marker-halo" d="M0 -74V-110" /><path class="marker" d="M0 -74V-110" /></g>`;
}

function tick(score: number): SVGTemplateResult {
  const radius = TRACK.outerRadius + 10;
  const x = Math.sin(angle(score)) * radius;
  const y = -Math.cos(angle(score)) * radius;
  // The ends of the scale are written below it, where the band has its width.
  const end = score === 0 || score === 100;
  const middle = (TRACK.innerRadius + TRACK.outerRadius) / 2;
  return end
    ? svg`<text class="tick" x=${Math.sign(x) * middle} y="15" text-anchor="middle">${score}</text>`
    : svg`<text class="tick" x=${x.toFixed(1)} y=${(y + 3).toFixed(1)} text-anchor="middle">${score}</text>`;
}

function path(from: number, to: number, radii: typeof TRACK): string {
  return draw({ from, to, ...radii }) ?? "";
}

/** 0 at nine o'clock, 100 at three o'clock. */
function angle(score: number): number {
  return ((score - 50) / 100) * Math.PI;
}

/** The gauge in a sentence or two. */
export function spoken({ score, interval, level }: Report, { view, level: levels }: Catalogue): string {
  const [low, high] = interval;
  const points = score === null ? `${view.noScore}.` : view.score(score);
  return `${levels[level].word}. ${points}${low === high ? '' : ` ${view.open(low, high)}`}`;
}
