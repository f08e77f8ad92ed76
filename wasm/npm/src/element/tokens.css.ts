// Colours, type and what both elements share. Text on its ground is at least 4.5 to 1 in both schemes.
// Whether it is light or dark is the color-scheme of the page, or of the element.
import { css } from 'lit';

export const tokens = css`
:host {
  --paper: light-dark(#f6f7f9, #10141a);
  --sheet: light-dark(#ffffff, #171c24);
  --well: light-dark(#f0f2f5, #1f2630);
  --ink: light-dark(#161b24, #e8ecf2);
  --soft: light-dark(#515c6c, #a5b0bf);
  --rule: light-dark(#dde1e7, #2b333f);
  --edge: light-dark(#7b8696, #6d7988);
  --accent: light-dark(#1d4f8c, #8dbbf0);
  --on-accent: light-dark(#ffffff, #0e1a29);

  /* A level has an ink for words and shapes, and a ground behind them. */
  --low: light-dark(#1a6552, #7fcdb5);
  /* Low is close to no colour at all: it warns of nothing and promises nothing. */
  --low-ground: light-dark(#f4f8f7, #18211f);
  --medium: light-dark(#79560a, #e3bf66);
  --medium-ground: light-dark(#f9f1dc, #2e2612);
  --high: light-dark(#a1430b, #f2a274);
  --high-ground: light-dark(#fceadf, #361f13);
  --critical: light-dark(#a01a2c, #ff9aa0);
  --critical-ground: light-dark(#fbe6e7, #3a161b);
  --unknown: light-dark(#5a4a78, #c3b4e3);
  --unknown-ground: light-dark(#efebf6, #251f33);
  --info: light-dark(#3c5a7d, #a3bfdf);

  --text: inherit;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --round: 10px;
}

[data-level="low"],
[data-severity="low"] {
  --tone: var(--low);
  --ground: var(--low-ground);
}
[data-level="medium"],
[data-severity="medium"] {
  --tone: var(--medium);
  --ground: var(--medium-ground);
}
[data-level="high"],
[data-severity="high"] {
  --tone: var(--high);
  --ground: var(--high-ground);
}
[data-level="critical"],
[data-severity="critical"] {
  --tone: var(--critical);
  --ground: var(--critical-ground);
}
[data-level="unknown"] {
  --tone: var(--unknown);
  --ground: var(--unknown-ground);
}
[data-severity="info"],
[data-inert] {
  --tone: var(--info);
  --ground: var(--well);
}

:host {
  display: block;
  color: var(--ink);
  line-height: 1.55;
}

:host([hidden]) {
  display: none;
}

*,
*::before,
*::after {
  box-sizing: border-box;
}

:is(h2, h3, h4, p, ul, ol, dl, dd) {
  margin: 0;
}

:is(ul, ol) {
  padding: 0;
  list-style: none;
}

:where(a, button, summary, [tabindex]):focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}

/* Headings take the focus so that they are read out; the ring is for what can be worked. */
:where(h2):focus-visible {
  outline: none;
}

.visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

.icon {
  flex: none;
  width: 1em;
  height: 1em;
  color: var(--tone, var(--soft));
  fill: none;
}

.icon .cut {
  stroke: var(--icon-cut, var(--sheet));
  stroke-width: 2.4;
  stroke-linecap: round;
}

.hex {
  font: 0.86em/1.5 var(--mono);
  overflow-wrap: anywhere;
}

/* Figures and hex read from left to right everywhere, and the report's own sentences as English does, on the side of
   the words around them. */
:is(.hex, .figure, [data-figure]) {
  direction: ltr;
  unicode-bidi: isolate;
}

:is(.title, .detail, .finding dd, .note, .what, .traits, .aside) {
  text-align: -webkit-match-parent;
  text-align: match-parent;
  unicode-bidi: plaintext;
}

.hex .padding,
.aside {
  color: var(--soft);
}

@media (forced-colors: active) {
  :host {
    --tone: CanvasText;
    --high: CanvasText;
    --ink: CanvasText;
    --soft: CanvasText;
    --accent: LinkText;
    --rule: CanvasText;
    --edge: CanvasText;
    --sheet: Canvas;
    --well: Canvas;
    --ground: Canvas;
    --paper: Canvas;
  }

  [data-level],
  [data-severity],
  [data-inert] {
    --tone: CanvasText;
    --ground: Canvas;
  }
}
`;
