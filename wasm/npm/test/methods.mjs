import { readFileSync } from 'node:fs';

/** A file of the repository, from its root. */
export const text = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The methods that are ever asked of a node, as the core's own table has them. */
export const READING = [...table().matchAll(/=> "(\w+)"/g)].map(([, method]) => method);

function table() {
  return text('core/src/request.rs').split('pub const fn method(')[1].split('\n    }\n')[0];
}
