// The window that warns: what the page asks for, what it would expose, and the person's two ways on.
import { html, render, type TemplateResult } from "lit";
import "rugrisk/element";
import { explainError } from "../../src/failure.ts";
import { result, type Part } from "../../src/view/before-you-sign.ts";
import { WARNING, type Decision, type Looked, type Warning } from "./messages.ts";
import "../../src/style/tokens.css";
import "../../src/style/page.css";
import "../../src/style/sources.css";
import "../../src/style/result.css";
import "../../src/style/sign.css";
import "./warning.css";

const app = document.getElementById("app")!;
const port = chrome.runtime.connect({ name: WARNING + location.hash.slice(1) });
port.onMessage.addListener((warning: Warning) => show(warning));
port.onDisconnect.addListener(() => close());

function show(warning: Warning): void {
  render(page(warning), app);
  // Reading comes first: neither way on is a key press away.
  app.querySelector<HTMLElement>("h1")?.focus();
}

function page({ origin, method, looked }: Warning): TemplateResult {
  return html`
    <h1 tabindex="-1"><code>${origin}</code> asks you to ${ASKS[method] ?? "sign something"}</h1>
    ${looked
      .map((each, index) => ({ each, about: { id: `part-${index}`, name: nameOf(index, looked.length) } }))
      .sort((one, other) => rank(one.each) - rank(other.each))
      .map(({ each, about }) => part(each, about))}
    <footer>
      <p>Nothing has reached your wallet yet. This is a warning; the choice is yours.</p>
      <p class="actions">
        <button type="button" class="stop" @click=${() => decide("stop")}>Stop</button>
        <button type="button" class="quiet" @click=${() => decide("go-on")}>Go on to the wallet</button>
      </p>
    </footer>
  `;
}

const ASKS: Record<string, string> = {
  eth_sendTransaction: "send a transaction",
  eth_signTransaction: "sign a transaction",
  wallet_sendCalls: "send several calls at once",
  eth_signTypedData_v3: "sign a message",
  eth_signTypedData_v4: "sign a message",
};

/** The worst comes first: it is what the window is there for. */
function rank(looked: Looked): number {
  return ["critical", "high", "unknown", "medium", "low"].indexOf("risk" in looked ? looked.risk.level : "unknown");
}

function nameOf(index: number, count: number): string {
  return count === 1 ? "What you would give away" : `Call ${index + 1} of ${count}`;
}

/** What to do, where that is something else than in a page that asks a node itself. */
const ADVICE: Record<string, string> = {
  PROVIDER: "Nothing could be read through your wallet. Stop and try again later, or choose another node in the wallet.",
  WASM_UNAVAILABLE: "The extension could not run its analysis. Stop, load the extension again, and try once more.",
};

function part(looked: Looked, about: Part): TemplateResult {
  if ("failure" in looked) {
    const failure = explainError(Object.assign(new Error(looked.failure.message), { code: looked.failure.code }), null);
    const advice = ADVICE[looked.failure.code] ?? failure.advice;
    return result({ kind: "failure", failure: { ...failure, advice }, said: "" }, about);
  }
  const reports = Object.entries(looked.risk.reports ?? {});
  return html`
    ${result({ kind: "risk", risk: looked.risk, said: "" }, about)}
    ${reports.map(
      ([address, report]) => html`
        <details name="reports">
          <summary>Everything about <code>${address}</code> <rug-risk-badge .report=${report}></rug-risk-badge></summary>
          <rug-risk-report .report=${report}></rug-risk-report>
        </details>
      `,
    )}
  `;
}

function decide(decision: Decision): void {
  port.postMessage(decision);
  close();
}
