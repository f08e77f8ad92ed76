// Measures one package on the codes that come in, for `cargo run --release -p rugrisk-tests --bin
// speed -- --node`: a line {"name", "code"} for each code; {"millis", "peak_bytes"} goes out at the end.

import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

// What is loaded lazily, and what the JIT compiles first, is not measured.
const WARM_UP = 20;

const subjects = {
  rugrisk: async () => {
    const entry = new URL('../wasm/npm/dist/index.node.js', import.meta.url);
    if (!existsSync(entry)) throw new Error('no package to measure; make it with: cargo run -p rugrisk-wasm-build');
    const { analyzeBytecode } = await import(entry);
    return (code) => analyzeBytecode(code);
  },
  evmole: async () => {
    const { contractInfo } = await import('evmole');
    const asked = {
      selectors: true,
      arguments: true,
      stateMutability: true,
      storage: true,
      disassemble: true,
      basicBlocks: true,
      controlFlowGraph: true,
    };
    return (code) => contractInfo(code, asked);
  },
  'evmole-selectors': async () => {
    const { contractInfo } = await import('evmole');
    return (code) => contractInfo(code, { selectors: true, arguments: true });
  },
};

const prepare = subjects[process.argv[2]];
if (prepare === undefined) {
  console.error(`usage: node speed.mjs ${Object.keys(subjects).join('|')} < codes; or rather: npm run speed`);
  process.exit(2);
}
const analyze = await prepare().catch((error) => {
  console.error(`speed.mjs: ${error.message}`);
  process.exit(1);
});
const millis = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { code } = JSON.parse(line);
  if (millis.length < WARM_UP) analyze(code);
  millis.push(cpuMillis(() => analyze(code)));
}
console.log(JSON.stringify({ millis, peak_bytes: peakBytes() }));

/** Processor time, with that of the threads that compile and collect garbage meanwhile. */
function cpuMillis(work) {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** As Linux tells; null elsewhere. `resourceUsage` would count what the parent held when it forked. */
function peakBytes() {
  const status = '/proc/self/status';
  const kilobytes = existsSync(status) && /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1];
  return kilobytes ? Number(kilobytes) * 1024 : null;
}
