// Looks at each call through the wallet that it was meant for, and asks the person where something is to be said.
import { init, RugRiskError, type RequestProvider, type TransactionRisk } from "rugrisk/inline";
import { asked, type Look } from "./asked.ts";
import {
  QUESTION,
  WARNING,
  type Answer,
  type Call,
  type Decision,
  type FromPage,
  type Looked,
  type ToPage,
  type Warning,
} from "./messages.ts";

/** Milliseconds that a person waits at most, however much a call asks for and however slow the node is. */
const PATIENCE_MS = 20_000;

const SIZE = { width: 560, height: 760 };

/** The questions that a person is asked at the moment, by number. */
const open = new Map<number, { warning: Warning; decide: (decision: Decision) => void }>();
let count = 0;

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === QUESTION) question(port);
  else if (port.name.startsWith(WARNING)) person(port, Number(port.name.slice(WARNING.length)));
});

/** A page that has called a wallet. */
function question(page: chrome.runtime.Port): void {
  const waiting = new Map<number, (answer: Answer) => void>();
  let gone = false;
  page.onDisconnect.addListener(() => (gone = true));
  page.onMessage.addListener((message: FromPage) => {
    if (message.kind === "answer") waiting.get(message.id)?.(message.answer);
    if (message.kind === "ask") void decide(message.call);
  });

  const provider: RequestProvider = {
    request: async (call: Call) => {
      const id = waiting.size;
      const answer = await new Promise<Answer>((resolve) => {
        waiting.set(id, resolve);
        page.postMessage({ kind: "read", id, call } satisfies ToPage);
      });
      if ("error" in answer) throw answer.error;
      return answer.result;
    },
  };

  async function decide(call: Call): Promise<void> {
    const tabId = page.sender?.tab?.id;
    const mark = (text: string) => void chrome.action.setBadgeText({ text, ...(tabId === undefined ? {} : { tabId }) }).catch(() => {});
    mark("…");
    const looked: Looked[] = [];
    const deadline = performance.now() + PATIENCE_MS;
    for (const look of looksOf(call)) {
      const left = Math.max(1, Math.ceil(deadline - performance.now()));
      looked.push(await outcome(look, provider, left));
    }
    // Whoever closed the page meanwhile has nothing left to decide.
    if (gone) return;
    const isQuiet = looked.every((each) => "risk" in each && !isToBeSaid(each.risk));
    mark(isQuiet ? "" : "!");
    const origin = page.sender?.origin ?? page.sender?.url ?? "a page";
    const decision = isQuiet ? "go-on" : await warned({ origin, method: call.method, looked });
    if (!gone) page.postMessage({ kind: "decided", decision } satisfies ToPage);
    if (!gone) page.disconnect();
  }
}

/** What cannot be read at all is looked at too, and fails with the reason. */
function looksOf(call: Call): Look[] {
  try {
    return asked(call);
  } catch {
    return [() => Promise.reject(new RugRiskError("INVALID_INPUT", `the parameters of ${call.method} cannot be read`))];
  }
}

async function outcome(look: Look, provider: RequestProvider, timeoutMs: number): Promise<Looked> {
  try {
    await init();
    return { risk: await look(provider, timeoutMs) };
  } catch (error) {
    const { code, message } = error as Partial<RugRiskError>;
    return { failure: { code: code ?? "", message: message ?? String(error) } };
  }
}

/** Low and medium pass in silence; what is not known does not, whatever stands beside it. */
function isToBeSaid({ level, exposures }: TransactionRisk): boolean {
  return [level, ...exposures.map((each) => each.level)].some((each) => each !== "low" && each !== "medium");
}

/** Opens the window that warns. Closing it sends nothing, as in a wallet. */
async function warned(warning: Warning): Promise<Decision> {
  const id = (count += 1);
  return new Promise((resolve) => {
    open.set(id, { warning, decide: resolve });
    void chrome.windows.create({ url: `warning.html#${id}`, type: "popup", focused: true, ...SIZE });
  });
}

/** The window that warns: gets what to show, and says what the person wants. */
function person(port: chrome.runtime.Port, id: number): void {
  const asked = open.get(id);
  // The worker was ended meanwhile, and with it the question.
  if (asked === undefined) return port.disconnect();
  port.postMessage(asked.warning);
  const settle = (decision: Decision) => {
    open.delete(id);
    asked.decide(decision);
  };
  port.onMessage.addListener(settle);
  port.onDisconnect.addListener(() => settle("stop"));
}
