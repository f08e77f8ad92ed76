import { css } from 'lit';

export const badgeStyles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
  }

  .badge {
    --icon-cut: var(--ground);
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    padding: 0.2em 0.6em;
    border: 1px solid color-mix(in srgb, var(--tone) 45%, transparent);
    border-radius: 999px;
    background: var(--ground);
    color: var(--tone);
    font-weight: 600;
    line-height: 1.4;
    white-space: nowrap;
  }

  .badge[data-level='unknown'] {
    border: 1px dashed var(--tone);
  }

  .badge[data-state] {
    border: 1px dashed var(--edge);
    background: var(--sheet);
    color: var(--ink);
  }

  .points {
    font-variant-numeric: tabular-nums;
    font-weight: 450;
  }

  .ring {
    width: 0.9em;
    height: 0.9em;
    border: 2px solid var(--edge);
    border-block-start-color: transparent;
    border-radius: 50%;
  }

  @media (prefers-reduced-motion: no-preference) {
    .ring {
      animation: turn 1s linear infinite;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @media (forced-colors: active) {
    .badge {
      border-color: CanvasText;
    }
  }
`;
