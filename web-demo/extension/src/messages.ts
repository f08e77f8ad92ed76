// What the parts of the extension say to each other. Everything is plain data.
import type { TransactionRisk } from "rugrisk";

/** A call of EIP-1193 as it passes from the page to the wallet. */
export interface Call {
  method: string;
  params: unknown[];
}

/** What a wallet or a node answers. */
export type Answer = { result: unknown } | { error: { code: number; message: string; data?: unknown } };

/** From the page, through the bridge, to the worker: one call that wants to reach a wallet, and what the node said. */
export type FromPage = { kind: "ask"; call: Call } | { kind: "answer"; id: number; answer: Answer } | { kind: "alive" };

/** Back to the page: a question to the node, or what became of the call. */
export type ToPage = { kind: "read"; id: number; call: Call } | { kind: "decided"; decision: Decision };

/** What became of a call. Nothing is blocked: only a person stops one. */
export type Decision = "go-on" | "stop";

/** The name of the connection that a question lives on. */
export const QUESTION = "question";
/** The name of the connection of the window that warns; its number follows. */
export const WARNING = "warning/";

/** One thing that a call asks for, and what came of looking at it. */
export type Looked = { risk: TransactionRisk } | { failure: { code: string; message: string } };

/** What the window that warns shows. */
export interface Warning {
  /** Where the page is from, as the browser says. */
  origin: string;
  method: string;
  looked: Looked[];
}

/** What may be asked of the node behind a wallet: reading, and nothing else. */
export const READING: readonly string[] = [
  "eth_chainId",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getStorageAt",
  "eth_call",
  "eth_getLogs",
];
