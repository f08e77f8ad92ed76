// What to read through: a wallet, where there is one, or a node by its address.
import { html, nothing, type TemplateResult } from "lit";
import type { Field } from "../failure.ts";
import type { Wallet } from "../wallets.ts";

export interface Through {
  wallets: readonly Wallet[];
  /** The wallet's number; empty for a node by its address, and undefined before somebody chose. */
  chosen: string | undefined;
  choose(uuid: string): void;
}

export function through({ wallets, chosen, choose }: Through, wrong: Field | null): TemplateResult {
  // A wallet's node knows the person already; another one would learn something.
  const uuid = wallets.find((wallet) => wallet.uuid === chosen)?.uuid ?? (chosen === "" ? "" : (wallets[0]?.uuid ?? ""));
  return html`
    ${wallets.length === 0
      ? nothing
      : html`
          <div class="line">
            <label for="wallet">Read through</label>
            <select id="wallet" name="wallet" @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>
              ${wallets.map((wallet) => html`<option value=${wallet.uuid} ?selected=${wallet.uuid === uuid}>${wallet.name}</option>`)}
              <option value="" ?selected=${uuid === ""}>A node that I name</option>
            </select>
          </div>
        `}
    ${uuid === "" ? line("rpc", "Node (RPC URL)", wrong, { placeholder: "https://…", inputmode: "url" }) : nothing}
  `;
}

export interface LineOptions {
  placeholder?: string;
  value?: string;
  inputmode?: string;
  mono?: boolean;
}

/** One line of a form. */
export function line(name: string, label: string, wrong: Field | null, options: LineOptions): TemplateResult {
  const invalid = wrong === name;
  return html`
    <div class="line">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} class=${options.mono ? "mono" : nothing} type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
        inputmode=${options.inputmode ?? nothing} placeholder=${options.placeholder ?? nothing} value=${options.value ?? nothing}
        aria-invalid=${invalid ? "true" : nothing} aria-describedby=${invalid ? "failure-advice" : nothing} />
    </div>
  `;
}
