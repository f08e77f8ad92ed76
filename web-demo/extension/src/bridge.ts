// Carries messages between the page's world and the worker: the page's world has no way to the extension,
// and this one none to the page's wallet.
import { QUESTION, type FromPage, type ToPage } from "./messages.ts";

/** A worker without an event for half a minute is ended; a person may take longer to decide. */
const PULSE_MS = 20_000;

// The page's scripts have not run yet, so that this is the first listener, and the port is nobody else's.
addEventListener("message", receive, true);

function receive(event: MessageEvent): void {
  if (event.source !== window || event.data !== QUESTION || event.ports[0] === undefined) return;
  removeEventListener("message", receive, true);
  event.stopImmediatePropagation();
  const port = event.ports[0];
  port.onmessage = ({ data, ports: [answers] }: MessageEvent<FromPage>) => {
    if (data.kind === "ask" && answers !== undefined) question(data, answers);
  };
}

/** One call's way: its own connection to the worker, for as long as it is undecided. */
function question(ask: FromPage, page: MessagePort): void {
  const worker = connected();
  if (worker === null) {
    // The extension was removed or replaced while the page stood open: there is nobody left who could look.
    page.postMessage({ kind: "decided", decision: "go-on" } satisfies ToPage);
    return;
  }
  const pulse = setInterval(() => worker.postMessage({ kind: "alive" } satisfies FromPage), PULSE_MS);
  worker.onMessage.addListener((message: ToPage) => {
    if (message.kind === "decided") clearInterval(pulse);
    page.postMessage(message);
  });
  worker.onDisconnect.addListener(() => {
    clearInterval(pulse);
    page.postMessage(null);
  });
  page.onmessage = ({ data }: MessageEvent<FromPage>) => {
    if (data.kind === "answer") worker.postMessage(data);
  };
  worker.postMessage(ask);
}

function connected(): chrome.runtime.Port | null {
  try {
    return chrome.runtime.connect({ name: QUESTION });
  } catch {
    return null;
  }
}
