// The page "before you sign": one form, one result.
import { html, render } from "lit";
import { init, scoreTransaction, scoreTypedData, type TransactionRisk } from "rugrisk";
import { checkProvider } from "./analysis.ts";
import { explainError } from "./failure.ts";
import { watchWallets, type Wallet } from "./wallets.ts";
import { form, result, type Asked, type Shown } from "./view/before-you-sign.ts";
import "./style/tokens.css";
import "./style/page.css";
import "./style/sources.css";
import "./style/sign.css";

const app = element("app");
const announcer = element("announcer");
let work = new AbortController();
let now: Shown = { kind: "idle", said: "" };
let wallets: readonly Wallet[] = [];
let wallet: string | undefined;

function show(shown: Shown): void {
  now = shown;
  const choose = (uuid: string) => {
    wallet = uuid;
    show(now);
  };
  render(html`${form(ask, { wallets, chosen: wallet, choose })} <div id="result" class="result" tabindex="-1">${result(shown)}</div>`, app);
  announcer.textContent = shown.said;
}

async function ask(asked: Asked): Promise<void> {
  work.abort();
  const mine = (work = new AbortController());
  show({ kind: "reading", said: "Reading" });
  const shown = await risk(asked, mine.signal).then(
    (risk): Shown => ({ kind: "risk", risk, said: `Level ${risk.level}, ${risk.exposures.length} exposures` }),
    (error: unknown): Shown => {
      const failure = explainError(error, null);
      return { kind: "failure", failure, said: failure.title };
    },
  );
  if (work !== mine) return;
  show(shown);
  document.getElementById("result-title")?.focus({ preventScroll: true });
}

async function risk({ wallet, rpc, from, to, data, value, message }: Asked, signal: AbortSignal): Promise<TransactionRisk> {
  const provider = checkProvider(wallet, rpc);
  await init();
  if (message !== "") return scoreTypedData(provider, message, { signal, ...(from === "" ? {} : { from }) });
  return scoreTransaction(provider, { from, to: to === "" ? null : to, data: data === "" ? "0x" : data, value: value === "" ? 0 : value }, { signal });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element #${id}`);
  return found;
}

show(now);
watchWallets((found) => {
  wallets = found;
  show(now);
});
void init().then(
  () => (document.body.dataset["ready"] = "yes"),
  (error: unknown) => show({ kind: "failure", failure: explainError(error, null), said: "The page did not load" }),
);
