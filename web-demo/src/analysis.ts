// From what a person gives to what the library says. Nothing here touches the page.
import { analyzeBytecode, collectEvidence, init, scoreEvidence, type Evidence, type Provider, type Report } from "rugrisk";
import { InputError } from "./failure.ts";
import type { Reading } from "./state.ts";
import { providerOf } from "./wallets.ts";

export interface Analysis {
  report: Report;
  /** What the report stands on; null for pasted code, which is its own evidence. */
  evidence: Evidence | null;
}

/** What the address form holds, as typed. */
export interface Account {
  address: string;
  /** The number of a wallet to read through; empty for a node by its address. */
  wallet: string;
  rpc: string;
  chain: string;
  patience: string;
}

/** Evidence files beyond this are no evidence: the largest codes and every read fit many times. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;
const MAX_PATIENCE_SECONDS = 600;

export async function ofCode(code: string): Promise<Analysis> {
  await init();
  return { report: analyzeBytecode(code.trim()), evidence: null };
}

export async function ofEvidenceText(text: string): Promise<Analysis> {
  const evidence = parseEvidence(text);
  await init();
  return { report: scoreEvidence(evidence), evidence };
}

export async function ofFile(file: File): Promise<Analysis> {
  if (file.size > MAX_FILE_BYTES) {
    throw new InputError("file", "This file is too large to be evidence", "Choose the JSON that this page saves, or that `rugrisk record` writes.");
  }
  return ofEvidenceText(await file.text());
}

export async function ofAccount(
  account: Account,
  signal: AbortSignal,
  onReading: (reading: Reading) => void,
): Promise<Analysis> {
  const { address, provider, options } = checkAccount(account);
  await init();
  const evidence = await collectEvidence(provider, address, { ...options, signal, onProgress: onReading });
  return { report: scoreEvidence(evidence), evidence };
}

function checkAccount({ address, wallet, rpc, chain, patience }: Account) {
  if (!/^0x[0-9a-f]{40}$/i.test(address.trim())) {
    throw new InputError("address", "This is not an address", "An address is 0x and 40 hex digits.");
  }
  const chainId = chain.trim() === "" ? null : Number(chain);
  if (chainId !== null && !(Number.isSafeInteger(chainId) && chainId > 0)) {
    throw new InputError("chain", "This is not a chain id", "A chain id is a whole number, such as 1 or 324. Left empty, the node's own is taken.");
  }
  const seconds = Number(patience);
  if (!(seconds > 0 && seconds <= MAX_PATIENCE_SECONDS)) {
    throw new InputError("patience", "This is not a time to wait", `Give a number of seconds up to ${MAX_PATIENCE_SECONDS}.`);
  }
  const options = { timeoutMs: seconds * 1000, ...(chainId === null ? {} : { chainId }) };
  return { address: address.trim(), provider: checkProvider(wallet, rpc), options };
}

/** The wallet that was chosen, or the node at an address that is one. */
export function checkProvider(wallet: string, rpc: string): Provider {
  const provider = providerOf(wallet, rpc);
  return typeof provider === "string" ? checkRpc(provider) : provider;
}

function checkRpc(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new InputError("rpc", "This is not the address of a node", "Give an address that begins with https://, such as your wallet's settings show.");
  }
  const local = ["localhost", "127.0.0.1"].includes(url.hostname);
  if (url.protocol === "http:" && !local) {
    throw new InputError("rpc", "This node's address is not encrypted", "Use https://; http:// is only for a node on this machine (localhost or 127.0.0.1).");
  }
  return url.href;
}

function parseEvidence(text: string): Evidence {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError("file", "This file is not JSON", "Choose the JSON that this page saves, or that `rugrisk record` writes.");
  }
  const schema = typeof value === "object" && value !== null && "schema" in value ? String(value.schema) : "";
  if (schema.startsWith("rugrisk/report/")) {
    throw new InputError(
      "file",
      "This is a report, not evidence",
      "Choose the evidence file instead: the page makes the report from it, so that nobody has to be believed.",
    );
  }
  if (!schema.startsWith("rugrisk/evidence/")) {
    throw new InputError("file", "This is not an evidence file", "Choose the JSON that this page saves, or that `rugrisk record` writes.");
  }
  // The library checks the rest and says where it is wrong.
  return value as Evidence;
}
