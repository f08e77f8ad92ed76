// Bundled with the function that it calls: the package has no runtime dependency.
import { inflateSync } from 'fflate';

/** The `length` bytes that were deflated. */
export function inflate(deflated: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  inflateSync(deflated, { out });
  return out;
}
