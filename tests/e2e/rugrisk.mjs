// The shipped program and the shipped package, as a user has them.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const binary = process.env.RUGRISK_BIN ?? builtBinary();

/** Runs the program: what it wrote and how it ended. */
export function run(...args) {
  if (!existsSync(binary)) {
    throw new Error(`no program at ${binary}; make it with: cargo build -p rugrisk --features cli`);
  }
  return new Promise((resolve) => {
    execFile(binary, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

/** The report on an address, as the program prints it. */
export async function score({ url }, address, ...options) {
  const { code, stdout, stderr } = await run('score', address, '--rpc', url, '--format', 'json', ...options);
  if (code !== 0) throw new Error(`rugrisk score ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** What a transaction would expose, as the program prints it; numbers and bigints alike for the value. */
export async function exposed({ url }, { from, to, data, value }, ...options) {
  const args = ['tx', '--rpc', url, '--from', from, '--format', 'json', ...options];
  if (to) args.push('--to', to);
  if (data) args.push('--data', data);
  if (value) args.push('--value', `${value}`);
  const { code, stdout, stderr } = await run(...args);
  if (code !== 0) throw new Error(`rugrisk tx ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * With RUGRISK_UPDATE=1, keeps what is read about an address now as tests/evidence/<name>.json. The Rust test
 * `evidence` scores it again, and holds it to what tests/evidence/<area>.toml says.
 */
export async function freeze({ url }, address, name, ...options) {
  if (!process.env.RUGRISK_UPDATE) return;
  const file = join(root, 'tests/evidence', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  const { code, stderr } = await run('record', address, '--rpc', url, '--out', file, ...options);
  if (code !== 0) throw new Error(`rugrisk record ended with ${code}: ${stderr}`);
}

/** The findings above info that still count: what a user would be warned of. */
export function warnings(report) {
  return report.findings.filter(({ severity, inert }) => severity !== 'info' && !inert);
}

/** The findings of one kind. */
export function findings(report, id) {
  return report.findings.filter((finding) => finding.id === id);
}

/** The npm package, from its build. */
export async function npmPackage() {
  const entry = join(root, 'wasm/npm/dist/index.node.js');
  if (!existsSync(entry)) throw new Error(`no package at ${entry}; make it with: cargo run -p rugrisk-wasm-build`);
  return import(entry);
}

function builtBinary() {
  const metadata = execFileSync('cargo', ['metadata', '--format-version', '1', '--no-deps'], { cwd: root, maxBuffer: 1 << 26 });
  const { target_directory: target } = JSON.parse(metadata);
  const name = process.platform === 'win32' ? 'rugrisk.exe' : 'rugrisk';
  const built = ['debug', 'release'].map((profile) => join(target, profile, name)).filter((path) => existsSync(path));
  // The newest is the one that was just made.
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? join(target, 'debug', name);
}
