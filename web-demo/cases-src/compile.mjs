// Compiles the contracts beside this file with the solc that the lock file pins.
import { readFileSync } from "node:fs";
import solc from "solc";

/** Runtime code of one of our contracts, as 0x-hex. */
export function runtimeCode(contract) {
  const file = `${contract}.sol`;
  const input = {
    language: "Solidity",
    sources: { [file]: { content: readFileSync(new URL(file, import.meta.url), "utf8") } },
    settings: {
      evmVersion: "shanghai",
      optimizer: { enabled: true, runs: 200 },
      outputSelection: { "*": { "*": ["evm.deployedBytecode.object"] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const errors = (output.errors ?? []).filter((error) => error.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join("\n"));
  return `0x${output.contracts[file][contract].evm.deployedBytecode.object}`;
}
