// What is timed, in the page itself: it loads nothing before it is told to.
import { score, type Report } from "rugrisk";
import moduleUrl from "rugrisk/wasm?url";
import "rugrisk/element";

/** Milliseconds to compile and instantiate nothing but the module, as far as that goes without its imports. */
async function compile(): Promise<number> {
  const began = performance.now();
  await WebAssembly.compileStreaming(fetch(moduleUrl));
  return performance.now() - began;
}

/** Milliseconds from nothing at all to the first report, that of the code, and to the last. */
async function coldStart(address: string, answers: Record<string, unknown>): Promise<{ first: number; whole: number }> {
  const provider = { request: async (call: unknown) => answers[JSON.stringify(call)] };
  const began = performance.now();
  let first = 0;
  await score(provider, address, {
    onReport: () => {
      first ||= performance.now() - began;
    },
  });
  const whole = performance.now() - began;
  return { first: first || whole, whole };
}

/** Shows every report at once, and says how long the page was blocked at a time, at most. */
async function show(tag: "rug-risk-badge" | "rug-risk-report", reports: Report[]): Promise<{ shown: number; blocked: number; whole: number }> {
  await idle();
  let blocked = 0;
  let isOver = false;
  // What cannot run every millisecond is kept from it by something that blocks the page.
  const channel = new MessageChannel();
  let last = performance.now();
  const beat = () => {
    const now = performance.now();
    blocked = Math.max(blocked, now - last);
    last = now;
    if (!isOver) channel.port2.postMessage(null);
  };
  channel.port1.onmessage = beat;
  beat();
  const began = performance.now();
  const elements = reports.map((report) => Object.assign(document.createElement(tag), { report }));
  document.body.append(...elements);
  for (const element of elements) await (element as unknown as { updateComplete: Promise<boolean> }).updateComplete;
  await idle();
  isOver = true;
  const shown = elements.filter((element) => element.shadowRoot!.querySelector("[data-level]")).length;
  return { shown, blocked, whole: performance.now() - began };
}

/** Two frames on, when what was changed is on the screen. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

Object.assign(globalThis, { timed: { compile, coldStart, show } });
