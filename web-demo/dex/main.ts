// The page around it: a wallet, a token, an amount.
import { html, nothing, render } from "lit";
import { init, score, type Report, type TransactionRisk } from "rugrisk";
import "rugrisk/element";
import { createWalletClient, custom, defineChain, isAddress, parseEther, publicActions, type Hex } from "viem";
import { explainError } from "../src/failure.ts";
import { result } from "../src/view/before-you-sign.ts";
import { watchWallets, type Wallet as Announced } from "../src/wallets.ts";
import { prepare, swap, type Wallet } from "./swap.ts";
import "../src/style/tokens.css";
import "../src/style/page.css";
import "../src/style/sources.css";
import "../src/style/result.css";
import "../src/style/sign.css";

/** What the right-hand side shows. */
type Shown =
  | { kind: "idle" }
  | { kind: "working"; words: string }
  | { kind: "warned"; risk: TransactionRisk | Error; answer: (goOn: boolean) => void }
  | { kind: "done"; hash: Hex | null }
  | { kind: "failed"; error: unknown };

/** Its node is the wallet's. */
const mainnet = defineChain({
  id: 1,
  name: "Ethereum",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [] } },
});

const app = document.getElementById("app")!;
let announced: Announced | undefined;
let wallet: Wallet | undefined;
let token = "";
let report: Promise<Report> | undefined;
let shown: Shown = { kind: "idle" };

function show(next: Shown = shown): void {
  shown = next;
  render(page(), app);
}

async function connect(): Promise<void> {
  if (announced === undefined) return;
  const transport = custom(announced.provider);
  const [account] = await createWalletClient({ chain: mainnet, transport }).requestAddresses();
  if (account === undefined) return;
  wallet = createWalletClient({ account, chain: mainnet, transport }).extend(publicActions);
  look();
}

/** The badge says something as soon as there is a token, and "checking" before that. */
function look(): void {
  report = wallet !== undefined && isAddress(token) ? score(wallet, token, { chainId: mainnet.id }) : undefined;
  show();
}

async function buy(amount: string): Promise<void> {
  if (wallet === undefined || !isAddress(token)) return;
  try {
    show({ kind: "working", words: "Looking at the swap" });
    const prepared = await prepare(wallet, token, parseEther(amount));
    const hash = await swap(wallet, prepared, (risk) => new Promise((answer) => show({ kind: "warned", risk, answer })));
    show({ kind: "done", hash });
  } catch (error) {
    show({ kind: "failed", error });
  }
}

function page() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void buy(String(new FormData(event.currentTarget as HTMLFormElement).get("amount")));
  };
  const name = (event: Event) => {
    token = (event.currentTarget as HTMLInputElement).value.trim();
    look();
  };
  return html`
    <section class="sources" aria-label="Swap">
      ${wallet === undefined
        ? html`<button type="button" class="quiet" ?disabled=${announced === undefined} @click=${() => void connect()}>
            ${announced === undefined ? "No wallet announces itself" : `Connect ${announced.name}`}
          </button>`
        : html`<p class="hint">Connected: <code>${wallet.account.address}</code></p>`}
      <form novalidate @submit=${submit}>
        <div class="line">
          <label for="amount">Pay, in ETH</label>
          <input id="amount" name="amount" type="text" inputmode="decimal" value="1" autocomplete="off" />
        </div>
        <div class="line">
          <label for="token">Token to buy</label>
          <input id="token" name="token" type="text" class="mono" placeholder="0x…" autocomplete="off" spellcheck="false" @change=${name} />
        </div>
        ${report === undefined ? nothing : html`<p><rug-risk-badge .report=${report}></rug-risk-badge></p>`}
        <button type="submit" ?disabled=${report === undefined}>Swap</button>
      </form>
    </section>
    <div id="result" class="result" role="status">${outcome()}</div>
  `;
}

function outcome() {
  switch (shown.kind) {
    case "idle":
      return html`<section class="before"><h2>Nothing to swap yet</h2><p>Connect a wallet and name a token.</p></section>`;
    case "working":
      return html`<section class="before"><h2>${shown.words}</h2><progress aria-label=${shown.words}></progress></section>`;
    case "done":
      return shown.hash === null
        ? html`<section class="before"><h2>Nothing was sent</h2></section>`
        : html`<section class="before"><h2>Sent</h2><p><code>${shown.hash}</code></p></section>`;
    case "failed":
      return html`<section class="before"><h2>The swap failed</h2><p>${shown.error instanceof Error ? shown.error.message : String(shown.error)}</p></section>`;
    case "warned": {
      const { risk, answer } = shown;
      const said = { said: "" };
      return html`
        ${risk instanceof Error ? result({ ...said, kind: "failure", failure: explainError(risk, null) }) : result({ ...said, kind: "risk", risk })}
        <p class="actions">
          <button type="button" class="quiet" @click=${() => answer(false)}>Do not swap</button>
          <button type="button" class="quiet" @click=${() => answer(true)}>Swap anyway</button>
        </p>
      `;
    }
  }
}

show();
watchWallets(([first]) => {
  announced ??= first;
  show();
});
void init().then(() => (document.body.dataset["ready"] = "yes"));
