// Vyper, which is a Python package: installed once into a virtual environment beside the sources.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const home = join(here, '../.venv');
const wanted = readFileSync(join(here, 'requirements.txt'), 'utf8');
const installed = join(home, 'installed.txt');

/** The version that is pinned. */
export const version = /^vyper==(.+)$/m.exec(wanted)[1];

/** Installs the compiler, where it is not there or another one is. */
export function install() {
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  rmSync(home, { recursive: true, force: true });
  try {
    run('python3', ['-m', 'venv', home]);
  } catch (cause) {
    const advice = 'the Vyper contracts need Python 3.10 or newer with venv (Debian: apt-get install python3-venv)';
    throw new Error(advice, { cause });
  }
  run(join(home, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', join(here, 'requirements.txt')]);
  writeFileSync(installed, wanted);
}

/** Standard JSON in, standard JSON out, as solc does it. */
export function compile(input) {
  return execFileSync(join(home, 'bin/vyper-json'), { input, encoding: 'utf8', maxBuffer: 1 << 28 });
}

function run(program, args) {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
