// Errors in plain words: what happened, and what to do about it.

/** An input field that an error can be about. */
export type Field = "address" | "rpc" | "chain" | "patience" | "code" | "file";

export interface Failure {
  /** What happened, in a few words. */
  title: string;
  /** What to do. */
  advice: string;
  /** What the library, the node or the browser said. */
  said: string | null;
  /** The field that it is about. */
  field: Field | null;
}

/** A mistake in what the person gave, found before the library is asked. */
export class InputError extends Error {
  constructor(
    readonly field: Field,
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

const WORDS: Record<string, { title: string; advice: string }> = {
  ABORTED: { title: "Stopped", advice: "You stopped the reading. Start it again whenever you like." },
  BUDGET: {
    title: "Too many questions for one reading",
    advice: "The contract needs more reads than one reading may make. Try a node that answers faster, or the code alone.",
  },
  CHAIN_MISMATCH: {
    title: "The node is on another chain",
    advice: "Use a node of the chain that you mean, or correct the chain id; left empty, the node's own is taken.",
  },
  NOT_CONTRACT: {
    title: "There is no contract at this address",
    advice: "Check the address and the chain: an account without code, or a contract of another chain, looks like this.",
  },
  PROVIDER: {
    title: "The node gave no usable answer",
    advice: "Check the address of the node and that it lets web pages ask it (CORS), then try again or use another one.",
  },
  REORG: {
    title: "The chain moved while it was read",
    advice: "The block that was read is no longer part of the chain. Read it again.",
  },
  WASM_UNAVAILABLE: {
    title: "This browser did not run the analysis",
    advice: "WebAssembly is switched off or blocked. Allow it for this page, or use another browser.",
  },
  INVALID_INPUT: {
    title: "This cannot be analysed",
    advice: "Check what was given and try again.",
  },
};

const INPUT_ADVICE: Partial<Record<Field, string>> = {
  code: "Paste the runtime code as eth_getCode returns it: hex digits, two for each byte, with or without 0x.",
  file: "Choose an evidence file: the JSON that this page saves, or that `rugrisk record` writes.",
  address: "Give the contract's address: 0x and 40 hex digits.",
};

/** Explains an error that came out of working on `field`. */
export function explainError(error: unknown, field: Field | null): Failure {
  if (error instanceof InputError) {
    return { title: error.message, advice: error.advice, said: null, field: error.field };
  }
  const code = codeOf(error);
  const words = WORDS[code];
  const said = error instanceof Error ? error.message : String(error);
  if (words === undefined) {
    return {
      title: "Something went wrong in this page",
      advice: "Nothing was concluded. Reload the page and try again; if it happens again, please report it.",
      said,
      field: null,
    };
  }
  const input = code === "INVALID_INPUT";
  return {
    title: words.title,
    advice: (input && field !== null ? INPUT_ADVICE[field] : undefined) ?? words.advice,
    said: code === "ABORTED" ? null : said,
    field: input ? field : null,
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
