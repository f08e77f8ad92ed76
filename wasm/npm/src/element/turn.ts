// Many elements on one page take turns, so that they never hold it for long.

/** Milliseconds of drawing before the page gets to do something else. */
const SLICE_MS = 12;
/** After so many the page has had its time. */
const REST_MS = 50;

let ends = 0;
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
    const over = performance.now() - ends;
    if (over < 0) return;
    if (over < REST_MS || waiting > 0) await laidOut();
    ends = performance.now() + SLICE_MS;
  }));
}

/** When what is on the page now is laid out, which takes as long as drawing it; soon on a page that nobody sees. */
function laidOut(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, REST_MS);
  });
}
