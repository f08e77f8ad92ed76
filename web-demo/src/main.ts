// The page: one state, drawn whole after each change.
import { html, render } from "lit";
import { init } from "rugrisk";
import { announcement } from "./announcement.ts";
import { ofAccount, ofCode, ofEvidenceText, ofFile, type Account, type Analysis } from "./analysis.ts";
import { loadExamples, type Examples } from "./examples.ts";
import { explainError, type Field } from "./failure.ts";
import { evidenceOf, INCIDENTS, keepIncidents, type Incident } from "./incidents.ts";
import type { Outcome, Reading, State } from "./state.ts";
import { watchWallets } from "./wallets.ts";
import { result } from "./view/result.ts";
import { sources, type Choices } from "./view/sources.ts";
import "./style/tokens.css";
import "./style/page.css";
import "./style/sources.css";
import "./style/result.css";

const app = element("app");
const announcer = element("announcer");

let examples: Examples = { list: [], text: () => Promise.reject(new Error("the examples are not loaded")) };
let state: State = { source: "example", examples: [], levels: new Map(), chosen: null, wallets: [], wallet: undefined, outcome: { kind: "idle" } };
/** Ends the work whose result is awaited; a newer choice always wins. */
let work = new AbortController();

const choices: Choices = {
  source: (source) => {
    show({ source });
    if (source === "losses") void rate();
  },
  example: (file) => void choose(file),
  account: (account) => void readAccount(account),
  code: (text) => void run("Pasted code", "code", () => ofCode(text)),
  file: (file) => void openFile(file),
  incident: (incident) => void openIncident(incident),
  wallet: (wallet) => show({ wallet }),
};

function show(change: Partial<State>): void {
  state = { ...state, ...change };
  render(html`${sources(state, choices)} <div id="result" class="result" tabindex="-1">${result(state.outcome)}</div>`, app);
}

/** Shows what comes of `analyse`, unless something else was chosen meanwhile. */
async function run(
  subject: string,
  field: Field,
  analyse: (signal: AbortSignal) => Promise<Analysis>,
  incident?: Incident,
): Promise<void> {
  work.abort();
  work = new AbortController();
  const { signal } = work;
  const mine = work;
  const outcome = await analyse(signal).then(
    (analysis): Outcome => ({ kind: "report", subject, ...analysis, ...(incident ? { incident } : {}) }),
    (error: unknown): Outcome => ({ kind: "failure", subject, failure: explainError(error, field) }),
  );
  if (work === mine) settle(outcome);
}

/** Shows an end result, says it aloud and leads the keyboard to it. */
function settle(outcome: Outcome): void {
  show({ outcome });
  announcer.textContent = announcement(outcome);
  const result = element("result");
  const { top } = result.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) result.scrollIntoView();
  const heading = result.querySelector<HTMLElement>("rug-risk-report, #result-title");
  heading?.focus({ preventScroll: true });
}

async function choose(file: string): Promise<void> {
  const example = examples.list.find((example) => example.file === file);
  if (example === undefined) return;
  show({ chosen: file });
  await run(`Example: ${example.title}`, "file", async () => ofEvidenceText(await examples.text(file)));
}

/** Shows a past loss. */
async function openIncident(incident: Incident): Promise<void> {
  show({ source: "losses", chosen: incident.id });
  await run(`Rebuilt: before ${incident.name}`, "file", async () => ofEvidenceText(await evidenceOf(incident)), incident);
}

/** The loss that the page's address names, if it names one. */
function openNamed(): void {
  const id = /^#loss=(.+)$/.exec(location.hash)?.[1];
  const incident = INCIDENTS.find((incident) => incident.id === id);
  if (incident !== undefined) void openIncident(incident).then(rate);
}

/** Scores every past loss, one after the other, so that the page can be used meanwhile. */
async function rate(): Promise<void> {
  for (const incident of INCIDENTS) {
    if (state.levels.has(incident.id)) continue;
    await pause();
    const rated = await evidenceOf(incident).then(ofEvidenceText).catch(() => null);
    if (rated !== null) show({ levels: new Map(state.levels).set(incident.id, rated.report.level) });
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

async function openFile(file: File): Promise<void> {
  show({ source: "file", chosen: null });
  await run(`File: ${file.name}`, "file", () => ofFile(file));
}

async function readAccount(account: Account): Promise<void> {
  const subject = account.address.trim() || "No address";
  await run(subject, "address", (signal) => {
    const analysis = ofAccount(account, signal, (reading) => {
      if (!signal.aborted) progress(subject, reading);
    });
    if (state.outcome.kind !== "reading") progress(subject, { done: 0, total: 0 });
    return analysis;
  });
}

function progress(subject: string, reading: Reading): void {
  show({ chosen: null, outcome: { kind: "reading", subject, reading, cancel: () => work.abort() } });
  announcer.textContent = announcement(state.outcome);
}

function acceptDrops(): void {
  const mark = (on: boolean) => document.body.toggleAttribute("data-dropping", on);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void openFile(file);
  });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element #${id}`);
  return found;
}

async function start(): Promise<void> {
  show({});
  acceptDrops();
  watchWallets((wallets) => show({ wallets }));
  // Everything that later work needs is fetched now, so that the page goes on without a network.
  const [loaded, ready] = await Promise.allSettled([loadExamples(), init()]);
  if (loaded.status === "fulfilled") {
    examples = loaded.value;
    show({ examples: examples.list });
  }
  const failed = [ready, loaded].find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) {
    settle({ kind: "failure", subject: "Loading the page", failure: explainError(failed.reason, null) });
  }
  addEventListener("hashchange", openNamed);
  openNamed();
  document.body.dataset["ready"] = "yes";
  await keepIncidents();
  document.body.dataset["losses"] = "kept";
}

void start();
