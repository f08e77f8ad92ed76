/** What went wrong, for programs. These never change their meaning. */
export type ErrorCode =
  /** The caller's signal was aborted. */
  | 'ABORTED'
  /** The provider is on another chain than the one asked for. */
  | 'CHAIN_MISMATCH'
  | 'REORG'
  /** An argument that is not what the function takes. */
  | 'INVALID_INPUT'
  /** The provider gave no chain id, or no block to read at. */
  | 'PROVIDER'
  /** The WebAssembly module is not loaded, or cannot be. */
  | 'WASM_UNAVAILABLE';

/** The only error that this package throws. */
export class RugRiskError extends Error {
  override readonly name = 'RugRiskError';

  constructor(
    /** What went wrong. */
    readonly code: ErrorCode,
    message: string,
    /** More exactly what went wrong, where that is known: `ODD_HEX`, `EMPTY_CODE`, … */
    readonly reason?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What an aborted signal throws. */
export function aborted(signal: AbortSignal): RugRiskError {
  return new RugRiskError('ABORTED', 'aborted by the caller', undefined, { cause: signal.reason });
}
