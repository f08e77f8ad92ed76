// Findings with their proof, unknowns, contributions, who rules and holds, provenance.
import { css } from 'lit';

export const reportStyles = css`
/* Of many reports on a page only those in sight are laid out. */
:host {
  content-visibility: auto;
  contain-intrinsic-size: auto 60rem;
}

.finding-list > li + li {
  margin-top: 1.4rem;
  padding-top: 1.4rem;
  border-top: 1px solid var(--rule);
}

.finding {
  padding-inline-start: 2.4rem;
}

.finding > header {
  position: relative;
}

.finding > header .icon {
  position: absolute;
  inset-inline-start: -2.4rem;
  top: 0.1rem;
  font-size: 1.45rem;
}

.tags {
  display: flex;
  flex-wrap: wrap;
  column-gap: 0.3rem;
  color: var(--soft);
  font-size: 0.85rem;
}

.tags span:not(:last-child)::after {
  content: " ·";
  color: var(--soft);
  font-weight: 450;
}

.severity {
  color: var(--tone);
  font-weight: 650;
}

.finding .title {
  margin-top: 0.1rem;
  font-size: 1.12rem;
  font-weight: 620;
  line-height: 1.3;
  letter-spacing: -0.012em;
}

.detail {
  max-width: 42rem;
  margin-top: 0.45rem;
  text-wrap: pretty;
  overflow-wrap: anywhere;
}

.result :is(.finding dl, .provenance dl) {
  display: grid;
  gap: 0.5rem;
  margin-top: 0.9rem;
}

.result :is(.finding dl, .provenance dl) > div {
  display: grid;
  gap: 0 1rem;
}

@media (min-width: 36rem) {
  .result :is(.finding dl, .provenance dl) > div {
    grid-template-columns: 9rem minmax(0, 1fr);
  }
}

.result :is(.finding, .provenance) dt {
  color: var(--soft);
  font-size: 0.9rem;
  line-height: 1.7;
}

.finding dd,
.provenance dd {
  max-width: 42rem;
  overflow-wrap: anywhere;
}

.who {
  font-weight: 580;
}

.address {
  display: block;
  color: var(--soft);
}

.address .hex {
  color: var(--ink);
}

.proof {
  margin-top: 1rem;
  padding: 0.75rem 0.9rem;
  border-radius: 8px;
  background: var(--well);
}

.proof h4 {
  margin-bottom: 0.35rem;
  font-size: 0.85rem;
  font-weight: 620;
}

.places {
  display: grid;
  gap: 0.6rem;
}

.note {
  display: block;
  font-size: 0.92rem;
}

:is(.note, .what)::first-letter {
  text-transform: uppercase;
}

.where {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1rem;
  color: var(--soft);
  font-size: 0.9rem;
}

.where .hex {
  color: var(--ink);
}

.part .hex .padding {
  color: var(--soft);
}

.proof details,
.privileges details {
  margin-top: 0.6rem;
}

.proof summary,
.privileges summary {
  width: fit-content;
  color: var(--accent);
  font-size: 0.9rem;
  font-weight: 550;
  cursor: pointer;
}

.proof details[open] summary,
.privileges details[open] summary {
  margin-bottom: 0.6rem;
}

.id {
  margin-top: 0.6rem;
  color: var(--soft);
  font-size: 0.8rem;
}

.id code {
  font-family: var(--mono);
}

.resembles ul {
  display: grid;
  gap: 0.9rem;
}

.resembles p {
  margin: 0;
}

.resembles .traits {
  color: var(--soft);
}

.unknowns ul {
  display: grid;
  gap: 0.55rem;
}

.unknowns li {
  position: relative;
  padding-inline-start: 1.4rem;
}

.unknowns li::before {
  content: "?";
  position: absolute;
  inset-inline-start: 0.2rem;
  color: var(--unknown);
  font-weight: 650;
}

.unknowns .what {
  display: block;
  font-weight: 550;
}

.unknowns .reason {
  display: block;
  color: var(--soft);
}

section > .aside {
  margin-top: 0.6rem;
  font-size: 0.875rem;
}

.waterfall {
  display: block;
  width: 100%;
  height: 1.1rem;
}

.waterfall rect[data-sign="up"] {
  fill: var(--high);
}

.waterfall rect[data-sign="down"] {
  fill: var(--accent);
}

.waterfall .zero {
  stroke: var(--edge);
  stroke-dasharray: 2 2;
}

.provenance code {
  font-family: var(--mono);
  font-size: 0.92em;
}

.provenance .part:not(:last-child)::after {
  content: " ·";
}


.tree,
.tree ul {
  padding-inline-start: 0;
}

.tree ul {
  margin-inline-start: 0.5rem;
  padding-inline-start: 1.1rem;
  border-inline-start: 2px solid var(--rule);
}

.tree li {
  margin-top: 0.5rem;
}

.relation {
  color: var(--soft);
  font-size: 0.85rem;
}

.relation::after {
  content: ":";
}

.account {
  display: block;
}

:is(.holders, .locks, .contributions, .privileges) {
  table {
    width: 100%;
    border-collapse: collapse;
  }

  :is(th, td) {
    padding-block: 0.35rem;
    padding-inline: 0 0.9rem;
    border-bottom: 1px solid var(--rule);
    font-weight: 450;
    text-align: start;
  }

  thead th {
    color: var(--soft);
    font-size: 0.85rem;
  }

  .figure {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }

  .bars {
    width: 45%;
    padding-inline-end: 0;
  }
}

:is(.holders, .locks) .bars {
  width: 30%;
}

/* Where there is no room for columns, a row begins with a line for its first cell alone. */
@media (max-width: 36rem) {
  :is(.holders, .locks, .contributions, .privileges) {
    :is(table, thead, tbody) {
      display: block;
    }

    tr {
      display: grid;
      grid-template-columns: 5rem minmax(0, 1fr);
      padding-block: 0.35rem;
      border-bottom: 1px solid var(--rule);
    }

    :is(th, td) {
      padding-block: 0;
      border: 0;
    }

    :first-child:is(th, td) {
      grid-column: 1 / -1;
    }

    .figure {
      text-align: start;
    }

    .bars {
      align-self: center;
      width: auto;
    }
  }

  .locks tr {
    grid-template-columns: 5rem minmax(0, 1fr) 30%;
  }

  .privileges :last-child:is(th, td) {
    grid-column: 1 / -1;
  }
}

.share {
  display: block;
  width: 100%;
  height: 1.1rem;
}

.share .rest {
  fill: var(--well);
}

.share .part {
  fill: var(--accent);
}
`;
