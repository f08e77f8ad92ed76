// Compiles units with one compiler and reports each; runs as a process of its own, because a loaded
// compiler holds a core and some hundred megabytes.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import { closure } from './sources.mjs';

// Stands where an immutable will stand: a code without its constructor's words would compare with zero.
const IMMUTABLE = '0a11ce'.padStart(64, '0');

process.once('message', ({ compiler, units }) => {
  const solc = createRequire(import.meta.url)(compiler);
  const compile = solc.compileStandardWrapper ?? solc.compile;
  for (const unit of units) {
    const errors = build(compile, unit);
    process.send({ unit, errors });
    if (errors.length > 0) break;
  }
});

function build(compile, { source, settings, artifact, hash }) {
  const sources = Object.fromEntries(Object.entries(closure(source)).map(([name, content]) => [name, { content }]));
  const wanted = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode', 'evm.methodIdentifiers', 'storageLayout'];
  const input = {
    language: 'Solidity',
    sources,
    settings: { ...settings, outputSelection: { [source]: { '*': wanted } } },
  };
  const output = JSON.parse(compile(JSON.stringify(input)));
  const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors.map(({ formattedMessage, message }) => formattedMessage ?? message);
  const contracts = {};
  for (const [name, { abi, evm, storageLayout }] of Object.entries(output.contracts[source])) {
    if (!evm.deployedBytecode.object) continue;
    contracts[name] = {
      runtime: `0x${withImmutables(evm.deployedBytecode)}`,
      creation: `0x${evm.bytecode.object}`,
      constructor: (abi.find(({ type }) => type === 'constructor')?.inputs ?? []).map(argument),
      methods: Object.fromEntries(Object.entries(evm.methodIdentifiers).map(([method, id]) => [method, `0x${id}`])),
      layout: storageLayout?.storage?.length ? layout(storageLayout) : undefined,
    };
  }
  write(artifact, JSON.stringify({ hash, contracts }, null, 1));
  return [];
}

/** The type of an argument as signatures write it: a struct is the list of its members. */
function argument({ type, components }) {
  return type.replace(/^tuple/, () => `(${components.map(argument).join(',')})`);
}

function withImmutables({ object, immutableReferences = {} }) {
  for (const { start, length } of Object.values(immutableReferences).flat()) {
    object = object.slice(0, 2 * start) + IMMUTABLE.slice(-2 * length) + object.slice(2 * (start + length));
  }
  return object;
}

/** Where each state variable stands: `{ owner: { slot: '0x3', bit: 0, bits: 160 } }`. */
function layout({ storage, types }) {
  return Object.fromEntries(
    storage.map(({ label, slot, offset, type }) => [
      label,
      { slot: `0x${BigInt(slot).toString(16)}`, bit: 8 * offset, bits: 8 * Math.min(32, Number(types[type].numberOfBytes)) },
    ]),
  );
}

/** Whole or not at all: an interrupted run must not leave half an artifact with a valid name. */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}
