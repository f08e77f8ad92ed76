// Compiles units with one compiler and reports each; runs as a process of its own, because a loaded
// compiler holds a core and some hundred megabytes.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import { closure } from './sources.mjs';
import * as vyper from './vyper.mjs';

// Stands where an immutable will stand: a code without its constructor's words would compare with zero.
const IMMUTABLE = '0a11ce'.padStart(64, '0');

process.once('message', ({ compiler, units }) => {
  const build = compiler === 'vyper' ? buildVyper : buildSolidity(compiler);
  for (const unit of units) {
    const errors = build(unit);
    process.send({ unit, errors });
    if (errors.length > 0) break;
  }
});

function buildSolidity(compiler) {
  const solc = createRequire(import.meta.url)(compiler);
  const compile = solc.compileStandardWrapper ?? solc.compile;
  const wanted = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode', 'evm.methodIdentifiers', 'storageLayout'];
  return ({ source, settings, artifact, hash }) => {
    const output = run(compile, 'Solidity', closure(source), { ...settings, outputSelection: { [source]: { '*': wanted } } });
    if (output.failures.length > 0) return output.failures;
    const contracts = {};
    for (const [name, { abi, evm, storageLayout }] of Object.entries(output.contracts[source])) {
      if (!evm.deployedBytecode.object) continue;
      contracts[name] = {
        runtime: `0x${withImmutables(evm.deployedBytecode)}`,
        creation: `0x${evm.bytecode.object}`,
        constructor: inputs(abi),
        methods: methods(evm),
        layout: storageLayout?.storage?.length ? layout(storageLayout) : undefined,
      };
    }
    write(artifact, JSON.stringify({ hash, contracts }, null, 1));
    return [];
  };
}

function buildVyper({ source, settings, artifact, hash }) {
  const wanted = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.methodIdentifiers', 'layout'];
  const output = run(vyper.compile, 'Vyper', closure(source), { ...settings, outputSelection: { '*': wanted } });
  if (output.failures.length > 0) return output.failures;
  const contracts = {};
  for (const [name, { abi, evm, layout }] of Object.entries(output.contracts[source])) {
    const variables = Object.entries(layout.storage_layout ?? {});
    contracts[name] = {
      runtime: evm.deployedBytecode.object,
      creation: evm.bytecode.object,
      constructor: inputs(abi),
      methods: methods(evm),
      layout: Object.fromEntries(
        variables.map(([label, { slot }]) => [label, { slot: `0x${slot.toString(16)}`, bit: 0, bits: 256 }]),
      ),
    };
  }
  write(artifact, JSON.stringify({ hash, contracts }, null, 1));
  return [];
}

function run(compile, language, texts, settings) {
  const sources = Object.fromEntries(Object.entries(texts).map(([name, content]) => [name, { content }]));
  const output = JSON.parse(compile(JSON.stringify({ language, sources, settings })));
  const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  return { ...output, failures: errors.map(({ formattedMessage, message }) => formattedMessage ?? message) };
}

/** Selectors by signature; Vyper writes small ones without their leading zeros. */
function methods({ methodIdentifiers }) {
  const selector = (id) => `0x${id.replace(/^0x/, '').padStart(8, '0')}`;
  return Object.fromEntries(Object.entries(methodIdentifiers).map(([method, id]) => [method, selector(id)]));
}

/** The types that the constructor takes. */
function inputs(abi) {
  return (abi.find(({ type }) => type === 'constructor')?.inputs ?? []).map(argument);
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
