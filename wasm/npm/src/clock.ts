/** A day in seconds. */
export const DAY_SECS = 86_400;

/** Milliseconds for measuring how long something takes. Snaps have no `performance`. */
export function now(): number {
  return globalThis.performance?.now() ?? Date.now();
}
