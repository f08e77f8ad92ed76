// Many elements on one page take turns, so that they never hold it for long.

/** Milliseconds of drawing before the page gets to do something else. */
const SLICE_MS = 12;
/** How much longer it takes to lay out what was drawn, where it is in sight. */
const LAYOUT = 3;
/** After so many more the page has had its time. */
const REST_MS = 50;

let ends = 0;
let restsFrom = 0;
let waiting = 0;
let line = Promise.resolve();

/**
 * Comes true when it is the caller's turn to draw: at once where it is alone on a page that is at rest. Whoever puts
 * many on a page at once has used that frame up, and the first to be drawn takes the longest.
 */
export function turn(): Promise<void> {
  waiting += 1;
  return (line = line.then(async () => {
    waiting -= 1;
    const now = performance.now();
    if (now < ends) return;
    if (now < restsFrom || waiting > 0) await laidOut();
    ends = performance.now() + SLICE_MS;
    restsFrom = ends + REST_MS;
  }));
}

/** Takes off the turn what the page needs to lay out what it took so many milliseconds to draw. */
export function isSeen(drawing: number): void {
  ends -= LAYOUT * drawing;
}

/** When what is on the page now is laid out; soon where nobody sees the page. */
function laidOut(): Promise<void> {
  return new Promise((resolve) => {
    // Documents that are never drawn, as in tests, may know of no frames.
    globalThis.requestAnimationFrame?.(() => setTimeout(resolve));
    setTimeout(resolve, REST_MS);
  });
}
