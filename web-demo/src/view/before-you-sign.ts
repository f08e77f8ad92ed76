// What is asked of a person about a transaction, and what it would expose.
import { html, nothing, type TemplateResult } from "lit";
import type { Exposure, Leave, Report, TransactionRisk } from "rugrisk";
import { en } from "rugrisk/slim";
import type { Failure } from "../failure.ts";
import { line, through, type Through } from "./through.ts";

/** What the form holds, as typed. */
export interface Asked {
  /** The number of a wallet to read through; empty for a node by its address. */
  wallet: string;
  rpc: string;
  from: string;
  to: string;
  data: string;
  value: string;
  /** Typed data; where there is any, the fields of a transaction are not read. */
  message: string;
}

/** What the right-hand side shows, and what is said of it aloud. */
export type Shown = { said: string } & (
  | { kind: "idle" }
  | { kind: "reading" }
  | { kind: "failure"; failure: Failure }
  | { kind: "risk"; risk: TransactionRisk }
);

const LINES: readonly [keyof Asked, string, string][] = [
  ["from", "Your account", "0x…"],
  ["to", "To", "0x…"],
  ["value", "Value in wei", "0"],
];

export function form(ask: (asked: Asked) => void, reading: Through): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    const value = (name: string) => String(values.get(name) ?? "").trim();
    ask({ wallet: value("wallet"), rpc: value("rpc"), from: value("from"), to: value("to"), data: value("data"), value: value("value"), message: value("message") });
  };
  return html`
    <section class="sources" aria-labelledby="sources-title">
      <h2 id="sources-title" class="visually-hidden">What you are asked to sign</h2>
      <form novalidate @submit=${submit}>
        ${through(reading, null)}
        ${LINES.map(([name, label, placeholder]) => line(name, label, null, { placeholder, mono: true }))}
        <div class="line">
          <label for="data">Data</label>
          <textarea id="data" name="data" rows="4" spellcheck="false" autocomplete="off" placeholder="0x095ea7b3…"></textarea>
        </div>
        <div class="line">
          <label for="message">Or typed data, as JSON</label>
          <textarea id="message" name="message" rows="4" spellcheck="false" autocomplete="off" placeholder='{"domain": …, "message": …}'></textarea>
        </div>
        <button type="submit">Look before signing</button>
      </form>
    </section>
  `;
}

/** What a result is about, where more than one stands on a page. */
export interface Part {
  id: string;
  name: string;
}

export function result(shown: Shown, part?: Part): TemplateResult {
  switch (shown.kind) {
    case "idle":
      return section(part, "Nothing looked at yet", html`<p>Fill in the form. Each power that somebody would get becomes one sentence with a level.</p>`);
    case "reading":
      return section(part, "Reading, no verdict yet", html`<progress aria-label="Reading from the node"></progress>`);
    case "failure":
      return html`<div role="alert">${section(part, shown.failure.title, html`
        <p>Not checked: this says nothing about the transaction.</p>
        <p>${shown.failure.advice}</p>
        ${shown.failure.said === null ? nothing : html`<p class="said"><code>${shown.failure.said}</code></p>`}
      `)}</div>`;
    case "risk":
      return ofRisk(shown.risk, part);
  }
}

function ofRisk({ level, exposures, leaves, calls, unknowns, reports }: TransactionRisk, part?: Part): TemplateResult {
  return section(part, TITLES[level], html`
    ${exposures.length === 0 ? html`<p>Nobody gets a power by this.</p>` : nothing}
    <ul class="exposures">
      ${exposures.map((each) => html`
        <li data-risk=${each.level}>
          <strong>${each.level}</strong>
          <p>${each.sentence}</p>
          ${why(each, reports)}
          <p class="whole">${[each.holder, each.asset].filter((part) => part?.startsWith("0x")).map((part) => html`<code>${part}</code> `)}</p>
        </li>
      `)}
    </ul>
    ${list("What is left or comes back", leaves.map(leaf))}
    ${list("Calls", calls.map(({ kind, contract, name, selector }) => `${kind}: ${contract ?? "a new contract"} ${name ?? selector ?? ""}`))}
    ${list("Not known", unknowns.map(({ what }) => what))}
  `, level);
}

function leaf({ kind, amount, asset }: Leave): string {
  if (!/^\d+$/.test(amount)) return `${kind}: ${asset}`;
  return asset === "coin" ? `${kind}: ${coins(amount)} of the chain's coin` : `${kind}: ${amount} units of ${asset}`;
}

/** Wei in coins, with every digit. */
function coins(wei: string): string {
  const digits = wei.padStart(19, "0");
  const rest = digits.slice(-18).replace(/0+$/, "");
  return rest === "" ? digits.slice(0, -18) : `${digits.slice(0, -18)}.${rest}`;
}

/** What in the contract makes it as bad as that: the worst that somebody can do, and the loss that it is like. */
function why({ contract, level }: Exposure, reports: TransactionRisk["reports"]): TemplateResult | typeof nothing {
  const report: Report | undefined = contract === null ? undefined : reports?.[contract];
  const reason = report && (level === "unknown" ? unread(report) : worst(report));
  return reason ? html`<p class="why"><strong>Why:</strong> ${reason}</p>` : nothing;
}

function worst({ findings, resembles }: Report): string | undefined {
  const found = findings.find(({ severity, inert }) => severity !== "info" && !inert);
  return found && [`${found.title}.`, resembles[0]?.text].filter(Boolean).join(" ");
}

/** What kept the contract from being judged; nothing where it was. */
function unread({ level, unknowns: [first] }: Report): string | undefined {
  if (level !== "unknown" || first === undefined) return undefined;
  const { what, reason } = first;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} is not known: ${en.reason[reason]}.`;
}

const TITLES: Record<TransactionRisk["level"], string> = {
  critical: "Critical risk",
  high: "High risk",
  medium: "Medium risk",
  low: "Low risk",
  unknown: "Unknown risk",
};

function list(title: string, items: readonly string[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<h3>${title}</h3><ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function section(part: Part | undefined, title: string, body: TemplateResult, level?: string): TemplateResult {
  const id = part?.id ?? "result-title";
  return html`
    <section class="before" aria-labelledby=${part ? `${id}-name ${id}` : id} data-risk=${level ?? nothing}>
      ${part ? html`<p class="subject" id=${`${id}-name`}>${part.name}</p>` : nothing}
      <h2 id=${id} tabindex="-1">${title}</h2>
      ${body}
    </section>
  `;
}
