// The incident record: past losses, each with the evidence of a contract of our own in the state before it.
import record from "./incidents.json";

export type Label = "rug" | "key-compromise" | "exploit" | "allegation";

export interface Incident {
  id: string;
  name: string;
  label: Label;
  /** The EIP-155 id; null where it is not known. */
  chain: number | null;
  date: string;
  loss: string;
  mechanism: string;
  sources: string[];
  /** Which of the frozen evidence. */
  evidence: string;
}

/** In the order of the library's own record. */
export const INCIDENTS = record as readonly Incident[];

const FILES = import.meta.glob<string>("../../tests/evidence/incidents/*.json", { query: "?url", import: "default", eager: true });
const texts = new Map<string, Promise<string>>();

/** The evidence, which is fetched once and is there without a network from then on. */
export function evidenceOf({ evidence }: Incident): Promise<string> {
  const kept = texts.get(evidence) ?? read(FILES[`../../tests/evidence/${evidence}.json`]);
  texts.set(evidence, kept);
  // What failed is tried again when somebody asks again.
  kept.catch(() => texts.delete(evidence));
  return kept;
}

/** Fetches all of it, so that the gallery needs no network later. */
export async function keepIncidents(): Promise<void> {
  await Promise.allSettled(INCIDENTS.map(evidenceOf));
}

async function read(url: string | undefined): Promise<string> {
  if (url === undefined) throw new Error("the evidence is not bundled");
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response.text();
}

const CHAINS: Record<number, string> = {
  1: "Ethereum",
  10: "Optimism",
  56: "BNB Smart Chain",
  137: "Polygon",
  324: "zkSync Era",
  8453: "Base",
  42161: "Arbitrum One",
  43114: "Avalanche C-Chain",
};

export function chainName(chain: number | null): string {
  if (chain === null) return "chain not known";
  return CHAINS[chain] ?? `chain ${chain}`;
}

export const LABELS: Record<Label, string> = {
  rug: "rug",
  "key-compromise": "key compromise",
  exploit: "exploit",
  allegation: "allegation",
};
