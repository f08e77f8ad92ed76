// What the page shows at one moment.
import type { Evidence, Level, Report } from "rugrisk";
import type { Failure } from "./failure.ts";
import type { Incident } from "./incidents.ts";
import type { Wallet } from "./wallets.ts";

export type SourceKind = "example" | "losses" | "address" | "code" | "file";

/** How far a reading is. */
export interface Reading {
  /** Requests answered so far. */
  done: number;
  /** Requests known of so far; answers raise new questions. */
  total: number;
}

export type Outcome =
  | { kind: "idle" }
  | { kind: "reading"; subject: string; reading: Reading; cancel: () => void }
  | { kind: "report"; subject: string; report: Report; evidence: Evidence | null; incident?: Incident }
  | { kind: "failure"; subject: string; failure: Failure };

export interface Example {
  file: string;
  title: string;
  story: string;
}

export interface State {
  source: SourceKind;
  examples: readonly Example[];
  /** What the reports on past losses say, as far as they were made. */
  levels: ReadonlyMap<string, Level>;
  /** The file of the example, or the id of the loss, that is shown, if one is. */
  chosen: string | null;
  wallets: readonly Wallet[];
  /** The wallet to read through, when somebody has chosen; empty for a node by its address. */
  wallet: string | undefined;
  outcome: Outcome;
}
