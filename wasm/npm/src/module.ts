import { RugRiskError, type ErrorCode } from './error.js';
import type { Weights } from './options.js';
import * as glue from './rugrisk.js';

/** Where the WebAssembly module comes from: its address, its bytes, or itself. */
export type ModuleSource = string | URL | Response | BufferSource | WebAssembly.Module;

/** The smallest module: its magic number and version. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let loading: Promise<void> | undefined;
let loaded = false;
let readNow: (() => BufferSource) | undefined;
let address: (() => URL) | undefined;
/** How often the instance was replaced. */
let replaced = 0;

/** Whether this page or process may run WebAssembly at all. */
export function isSupported(): boolean {
  try {
    return new WebAssembly.Module(EMPTY_MODULE) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/**
 * Loads the WebAssembly module, once: later calls wait for the first and ignore their argument.
 * A failed load can be tried again.
 *
 * @param source the module that comes with the package unless given
 * @throws {RugRiskError} `WASM_UNAVAILABLE`
 */
export function init(source?: ModuleSource): Promise<void> {
  loading ??= load(source).catch((error: unknown) => {
    loading = undefined;
    throw unavailable(error);
  });
  return loading;
}

/**
 * Loads the WebAssembly module at once, from its bytes or compiled: for sandboxes and workers in which
 * nothing may be fetched. Later calls do nothing.
 *
 * @throws {RugRiskError} `WASM_UNAVAILABLE`
 */
export function initSync(source: BufferSource | WebAssembly.Module): void {
  if (!loaded) instantiate(source);
}

/** Says where the package's own module is; it is fetched when it is first needed. */
export function comesFrom(from: () => URL): void {
  address = from;
}

/** Says how to have the module's bytes without waiting, where that is possible. */
export function comesAtOnce(read: () => BufferSource): void {
  readNow = read;
}

/**
 * Calls the module and gives its errors a type. An instance that trapped is replaced: its memory
 * may be in any state.
 */
export function call<T>(work: (module: typeof glue) => T): T {
  loadNow();
  try {
    return work(glue);
  } catch (error) {
    throw isTrap(error) ? replaceInstance(error) : typed(error);
  }
}

/** The caller's models, if there are any; whoever takes them frees them. */
export function modelsOf(module: typeof glue, weights: Weights | undefined): glue.Models | undefined {
  return weights && new module.Models(weights.code, weights.exit);
}

/**
 * A value in the module's memory. When its instance is replaced it is gone: neither used nor freed,
 * because its address means something else in the new one.
 */
export class Held<T extends { free(): void }> {
  readonly #born = replaced;
  readonly #value: T;

  constructor(make: (module: typeof glue) => T) {
    this.#value = call(make);
  }

  use<R>(work: (value: T) => R): R {
    if (this.#born === replaced) return call(() => work(this.#value));
    const message = 'the module was replaced after another call stopped it: try again';
    throw new RugRiskError('WASM_UNAVAILABLE', message, 'REPLACED');
  }

  free(): void {
    if (this.#born === replaced) this.#value.free();
  }
}

async function load(source: ModuleSource | undefined): Promise<void> {
  if (loaded) return;
  if (source === undefined && readNow) return loadNow();
  const module_or_path = source ?? address?.();
  if (module_or_path === undefined) throw notBrought();
  await glue.default({ module_or_path });
  // Loaded at once meanwhile: what that instance held is gone with it.
  if (loaded) replaced += 1;
  loaded = true;
}

function loadNow(): void {
  if (loaded) return;
  if (readNow) return instantiate(readNow());
  if (!address) throw notBrought();
  throw new RugRiskError('WASM_UNAVAILABLE', 'the module is not loaded: `await init()` first');
}

function instantiate(source: BufferSource | WebAssembly.Module): void {
  try {
    glue.initSync({ module: source });
  } catch (error) {
    throw unavailable(error);
  }
  loaded = true;
}

/** The slim entry has no module of its own. */
function notBrought(): RugRiskError {
  const message = 'bring the module first: `await init(source)`, or `initSync(bytesOrModule)`';
  return new RugRiskError('WASM_UNAVAILABLE', message);
}

function isTrap(error: unknown): boolean {
  // Engines report an exhausted stack as a RangeError, every other trap as a RuntimeError.
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

function replaceInstance(cause: unknown): RugRiskError {
  replaced += 1;
  glue.__wbg_reset_state();
  const message = 'the module stopped and was replaced; please report the input that did it';
  return new RugRiskError('WASM_UNAVAILABLE', message, 'TRAPPED', { cause });
}

/** Errors thrown by the bindings carry their code. */
function typed(error: unknown): RugRiskError {
  const { code = 'WASM_UNAVAILABLE', reason, message } = error as BindingError;
  return new RugRiskError(code, message, reason, { cause: error });
}

interface BindingError extends Error {
  code?: ErrorCode;
  reason?: string;
}

function unavailable(cause: unknown): RugRiskError {
  if (cause instanceof RugRiskError) return cause;
  return new RugRiskError('WASM_UNAVAILABLE', whyUnavailable(cause), undefined, { cause });
}

function whyUnavailable(cause: unknown): string {
  if (typeof WebAssembly === 'undefined') return 'WebAssembly is switched off here';
  if (isSupported()) return `the module could not be loaded: ${String(cause)}`;
  return (
    'this page may not compile WebAssembly: its Content-Security-Policy needs ' +
    "script-src 'wasm-unsafe-eval'"
  );
}
