// Shapes that say the same as the colours: no two levels share one.
import { svg, type SVGTemplateResult } from 'lit';

const SHAPES: Record<string, SVGTemplateResult> = {
  critical: svg`<path d="M7.2 2h9.6L22 7.2v9.6L16.8 22H7.2L2 16.8V7.2z" fill="currentColor"/><path d="m8.5 8.5 7 7m0-7-7 7" class="cut"/>`,
  high: svg`<path d="M12 1.5 22.5 12 12 22.5 1.5 12z" fill="currentColor"/><path d="M12 7v6m0 3.4v.1" class="cut"/>`,
  medium: svg`<path d="M12 2.5 22.5 21h-21z" fill="currentColor"/><path d="M12 9.5v5m0 3v.1" class="cut"/>`,
  low: svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2.5"/><path d="M8 12h8" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/>`,
  info: svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2.5"/><path d="M12 11v5.5m0-9v.1" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/>`,
  unknown: svg`<rect x="2.5" y="2.5" width="19" height="19" rx="3" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="4 2.6"/><path d="M9.2 9.3a2.9 2.9 0 1 1 4 2.7c-.9.4-1.2 1-1.2 2m0 3v.1" fill="none" stroke="currentColor" stroke-width="2.3" stroke-linecap="round"/>`,
  inert: svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.5 3"/><path d="m6 18 12-12" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>`,
  failure: svg`<path d="M4 4h16v9.5l-4-2.5-4 3.5-4-3-4 3z" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round"/><path d="m4 19 4-2.5 4 3 4-3.5 4 2.5" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round"/>`,
};

/** The shape of a level, a severity, or a failure; words beside it say what it means. */
export function icon(name: keyof typeof SHAPES): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
