// Our sources with everything they import, under the names by which the compilers ask for them.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const texts = new Map();

/** The names of our own sources in the language of a compiler. */
export function ownSources(compiler) {
  const ending = compiler === 'vyper' ? '.vy' : '.sol';
  return readdirSync(join(root, 'contracts'))
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** A source and its imports: `{ 'Plain.sol': text, 'openzeppelin-5/…': text }`. */
export function closure(name, found = {}) {
  if (name in found) return found;
  found[name] = read(name);
  for (const [, target] of found[name].matchAll(/^import\s(?:[^;"']*from\s)?\s*["']([^"']+)["']/gm)) {
    closure(target.startsWith('.') ? posix.join(posix.dirname(name), target) : target, found);
  }
  return found;
}

/** The range of compiler versions that a source asks for. */
export function pragma(text) {
  const range = /pragma solidity ([^;]+);|^# pragma version (.+)$/m.exec(text)?.slice(1).find(Boolean);
  if (!range) throw new Error('a source without a pragma');
  return range;
}

function read(name) {
  const folder = /^(openzeppelin-|solady\/)/.test(name) ? 'node_modules' : 'contracts';
  if (!texts.has(name)) texts.set(name, readFileSync(join(root, folder, name), 'utf8'));
  return texts.get(name);
}
