// A report's states and its top: nothing here may make an unknown look like a low.
import { css } from 'lit';

export const verdictStyles = css`
.result {
  scroll-margin-top: 1rem;
  display: grid;
  gap: 1.25rem;
  min-width: 0;
}

.result > section {
  padding: clamp(1.1rem, 2.5vw, 1.75rem);
  border: 1px solid var(--rule);
  border-radius: var(--round);
  background: var(--sheet);
}

.result h2 {
  display: flex;
  align-items: center;
  gap: 0.55rem;
  font-size: 1.6rem;
  font-weight: 640;
  line-height: 1.2;
  letter-spacing: -0.02em;
}

.result h3 {
  margin-bottom: 0.9rem;
  font-size: 1.05rem;
  font-weight: 620;
  letter-spacing: -0.01em;
}

.count {
  margin-inline-start: 0.35rem;
  color: var(--soft);
  font-weight: 450;
  font-size: 0.9rem;
}

.none {
  color: var(--soft);
}

.subject {
  margin-bottom: 0.35rem;
  color: var(--soft);
  font-size: 0.9rem;
  overflow-wrap: anywhere;
}

.actions {
  display: flex;
  flex-wrap: wrap;
  gap: 0.6rem;
  margin-top: 1.1rem;
}

.reading progress {
  width: 100%;
  height: 6px;
  margin-block: 1.1rem 0.6rem;
  accent-color: var(--accent);
}

.steps {
  color: var(--soft);
  font-size: 0.9rem;
}

.result > .failure {
  border: 2px dashed var(--edge);
  background: var(--paper);
}

.failure .icon {
  --tone: var(--ink);
}

.verdictless {
  margin-block: 0.6rem;
  font-weight: 580;
}

.said {
  margin-top: 0.9rem;
  padding: 0.6rem 0.75rem;
  border-radius: 7px;
  background: var(--well);
  font-size: 0.9rem;
  overflow-wrap: anywhere;
}

.said code {
  font-family: var(--mono);
  font-size: 0.92em;
}

.result > .verdict {
  --icon-cut: var(--ground);
  display: grid;
  gap: 1.25rem 2rem;
  align-items: center;
  border-color: color-mix(in srgb, var(--tone) 45%, transparent);
  background: var(--ground);
}

.result > .verdict[data-level="unknown"] {
  border: 2px dashed var(--tone);
}

@media (min-width: 42rem) {
  .result > .verdict {
    grid-template-columns: 15rem minmax(0, 1fr);
  }
}

.verdict h2 {
  color: var(--tone);
}

.meaning {
  max-width: 34rem;
  margin-top: 0.35rem;
  text-wrap: pretty;
}

.because {
  max-width: 34rem;
  margin-top: 0.5rem;
  font-weight: 580;
}

.figures {
  display: flex;
  flex-wrap: wrap;
  gap: 0.75rem 2rem;
  margin-top: 1.1rem;
}

.figures dt {
  color: var(--soft);
  font-size: 0.85rem;
}

.verdict .figures dt {
  color: color-mix(in srgb, var(--ink) 78%, var(--ground));
}

.figures dd {
  display: flex;
  align-items: center;
  gap: 0.6rem;
  font-size: 1.1rem;
  font-weight: 600;
}

.coverage {
  width: 4.5rem;
  height: 6px;
}

.coverage .rest {
  fill: color-mix(in srgb, var(--tone) 22%, transparent);
}

.coverage .part {
  fill: var(--tone);
}

.verdict .quiet {
  border-color: color-mix(in srgb, var(--tone) 60%, var(--ink));
}

.verdict .quiet:hover {
  background: color-mix(in srgb, var(--tone) 10%, transparent);
}

.dial {
  max-width: 17rem;
  margin-inline: auto;
  width: 100%;
}

.gauge {
  display: block;
  width: 100%;
}

.gauge .band {
  fill: color-mix(in srgb, var(--tone) 34%, var(--sheet));
}

.gauge .band[data-here] {
  fill: var(--tone);
}

.gauge .interval {
  fill: var(--ink);
  opacity: 0.62;
}

.gauge[data-level="unknown"] .interval {
  fill: none;
  stroke: var(--tone);
  stroke-width: 1.5;
  stroke-dasharray: 4 3;
  opacity: 1;
}

.gauge .marker {
  stroke: var(--ink);
  stroke-width: 5;
  stroke-linecap: round;
}

.gauge .marker-halo {
  stroke: var(--ground);
  stroke-width: 10;
  stroke-linecap: round;
}

.gauge .number {
  fill: var(--tone);
  font-size: 54px;
  font-weight: 620;
  letter-spacing: -0.03em;
}

.gauge :is(.of, .tick) {
  fill: var(--ink);
  font-size: 12px;
}
`;
