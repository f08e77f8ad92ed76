// Many elements on one page take turns, so that they never hold it for long.

/** Milliseconds of drawing before the page gets to do something else. */
const SLICE_MS = 8;
/** After so many the page has had its time. */
const REST_MS = 50;

let ends = 0;
let line = Promise.resolve();

/** Comes true when it is the caller's turn to draw: at once on a page that is at rest. */
export function turn(): Promise<void> {
  return (line = line.then(async () => {
    const over = performance.now() - ends;
    if (over < 0) return;
    if (over < REST_MS) await new Promise((resolve) => setTimeout(resolve));
    ends = performance.now() + SLICE_MS;
  }));
}
