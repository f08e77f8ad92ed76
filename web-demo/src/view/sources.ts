// The left-hand side: what to look at. Radio buttons choose, and bring their keyboard with them.
import { html, nothing, type TemplateResult } from "lit";
import type { Account } from "../analysis.ts";
import type { Field } from "../failure.ts";
import type { Incident } from "../incidents.ts";
import type { SourceKind, State } from "../state.ts";
import { gallery } from "./gallery.ts";
import { line, through } from "./through.ts";

export interface Choices {
  source(kind: SourceKind): void;
  example(file: string): void;
  account(account: Account): void;
  code(text: string): void;
  file(file: File): void;
  incident(incident: Incident): void;
  wallet(uuid: string): void;
}

const KINDS: readonly { kind: SourceKind; label: string }[] = [
  { kind: "example", label: "Example" },
  { kind: "losses", label: "Losses" },
  { kind: "address", label: "Address" },
  { kind: "code", label: "Code" },
  { kind: "file", label: "File" },
];

export function sources(state: State, choices: Choices): TemplateResult {
  return html`
    <section class="sources" aria-labelledby="sources-title">
      <h2 id="sources-title" class="visually-hidden">What to look at</h2>
      <fieldset class="kinds">
        <legend>Look at</legend>
        ${KINDS.map(
          ({ kind, label }) => html`
            <label>
              <input type="radio" name="source" value=${kind} .checked=${state.source === kind} @change=${() => choices.source(kind)} />
              <span>${label}</span>
            </label>
          `,
        )}
      </fieldset>
      ${panel(state, choices)}
    </section>
  `;
}

function panel(state: State, choices: Choices): TemplateResult {
  const field = state.outcome.kind === "failure" ? state.outcome.failure.field : null;
  switch (state.source) {
    case "example":
      return examples(state, choices);
    case "losses":
      return gallery(state, choices.incident);
    case "address":
      return accountForm(state, field, choices);
    case "code":
      return codeForm(field, choices);
    case "file":
      return fileForm(field, choices);
  }
}

function examples({ examples, chosen }: State, choices: Choices): TemplateResult {
  return html`
    <p class="hint">Small contracts of our own, with the state they were read in. They need no network.</p>
    <ul class="examples">
      ${examples.map(
        ({ file, title, story }) => html`
          <li>
            <button type="button" aria-pressed=${file === chosen} @click=${() => choices.example(file)}>
              <strong>${title}</strong><span>${story}</span>
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}

function accountForm({ wallets, wallet }: State, wrong: Field | null, choices: Choices): TemplateResult {
  const submit = (event: SubmitEvent) => {
    const values = read(event);
    choices.account({ address: values("address"), wallet: values("wallet"), rpc: values("rpc"), chain: values("chain"), patience: values("patience") });
  };
  return html`
    <form novalidate @submit=${submit}>
      <p class="hint">The page asks your wallet's node, or one that you name, read-only questions: code, storage and view calls at one block.</p>
      ${line("address", "Contract address", wrong, { placeholder: "0x…", mono: true })}
      ${through({ wallets, chosen: wallet, choose: choices.wallet }, wrong)}
      <div class="pair">
        ${line("chain", "Chain id (optional)", wrong, { placeholder: "the node's", inputmode: "numeric" })}
        ${line("patience", "Time limit (s)", wrong, { value: "30", inputmode: "numeric" })}
      </div>
      <button type="submit">Read and score</button>
    </form>
  `;
}

function codeForm(wrong: Field | null, choices: Choices): TemplateResult {
  return html`
    <form novalidate @submit=${(event: SubmitEvent) => choices.code(read(event)("code"))}>
      <div class="line">
        <label for="code">Runtime code</label>
        <p class="hint" id="code-hint">As <code>eth_getCode</code> returns it. With code alone, who holds the powers is not known.</p>
      </div>
      <textarea id="code" name="code" rows="9" spellcheck="false" autocomplete="off" placeholder="0x6080…"
        aria-describedby=${wrong === "code" ? "code-hint failure-advice" : "code-hint"} aria-invalid=${wrong === "code" ? "true" : nothing}></textarea>
      <button type="submit">Analyse the code</button>
    </form>
  `;
}

function fileForm(wrong: Field | null, choices: Choices): TemplateResult {
  const change = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file !== undefined) choices.file(file);
    // Choosing the same file again is a new choice.
    input.value = "";
  };
  return html`
    <div class="line">
      <label for="file">Evidence file</label>
      <p class="hint" id="file-hint">The JSON that this page or <code>rugrisk record</code> saved. Drop it anywhere on the page, or choose it.</p>
    </div>
    <input id="file" type="file" accept=".json,application/json" @change=${change}
      aria-describedby=${wrong === "file" ? "file-hint failure-advice" : "file-hint"} aria-invalid=${wrong === "file" ? "true" : nothing} />
  `;
}

/** Keeps the form on the page and gives a reader of its fields. */
function read(event: SubmitEvent): (name: string) => string {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement);
  return (name) => String(data.get(name) ?? "");
}
