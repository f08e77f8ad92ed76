// Compiles the contracts beside this file with the solc that the lock file pins.
import { readFileSync } from "node:fs";
import solc from "solc";

const compiled = new Map();

/** Creation code of one of our contracts with its arguments, as 0x-hex. */
export function creationCode(contract, values) {
  return `0x${output(contract).bytecode.object}${words(values)}`;
}

/** Its runtime code, as 0x-hex. */
export function runtimeCode(contract) {
  return `0x${output(contract).deployedBytecode.object}`;
}

/** Calldata for a function of one of our contracts, by its name. */
export function call(contract, name, values = []) {
  const methods = Object.entries(output(contract).methodIdentifiers);
  const [, selector] = methods.find(([signature]) => signature.startsWith(`${name}(`));
  return `0x${selector}${words(values)}`;
}

/** Numbers and addresses, one word each. */
function words(values) {
  return values.map((value) => BigInt(value).toString(16).padStart(64, "0")).join("");
}

function output(contract) {
  if (!compiled.has(contract)) compiled.set(contract, compile(contract));
  return compiled.get(contract);
}

function compile(contract) {
  const file = `${contract}.sol`;
  const input = {
    language: "Solidity",
    sources: { [file]: { content: readFileSync(new URL(file, import.meta.url), "utf8") } },
    settings: {
      evmVersion: "shanghai",
      optimizer: { enabled: true, runs: 200 },
      outputSelection: { "*": { "*": ["evm.bytecode.object", "evm.deployedBytecode.object", "evm.methodIdentifiers"] } },
    },
  };
  const { contracts, errors = [] } = JSON.parse(solc.compile(JSON.stringify(input)));
  const severe = errors.filter((error) => error.severity === "error");
  if (severe.length > 0) throw new Error(severe.map((error) => error.formattedMessage).join("\n"));
  return contracts[file][contract].evm;
}
