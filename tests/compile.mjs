// Compiles tests/contracts with every build that fits into tests/artifacts/<build>/<source>.json.
// A unit whose sources, compiler and settings are unchanged is not compiled again.

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import semver from 'semver';

import { builds } from './compile/builds.mjs';
import { closure, ownSources, pragma } from './compile/sources.mjs';
import * as vyper from './compile/vyper.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const artifacts = join(here, 'artifacts');
const format = createHash('sha256').update(readFileSync(join(here, 'compile/worker.mjs'))).digest('hex');

const units = plan();
removeStale(units);
const due = units.filter((unit) => !isFresh(unit));
if (due.length === 0) {
  console.log(`${units.length} artifacts are up to date`);
} else {
  if (due.some(({ compiler }) => compiler === 'vyper')) vyper.install();
  await compileAll(due);
  console.log(`${due.length} of ${units.length} artifacts compiled`);
}

function plan() {
  const require = createRequire(import.meta.url);
  return builds.flatMap(({ name, compiler, settings, skip }) => {
    const { version } = compiler === 'vyper' ? vyper : require(`${compiler}/package.json`);
    return ownSources(compiler)
      .filter((source) => !skip?.test(source))
      .filter((source) => semver.satisfies(version, pragma(closure(source)[source])))
      .map((source) => ({
        source,
        compiler,
        settings,
        artifact: join(artifacts, name, source.replace(/\.(sol|vy)$/, '.json')),
        hash: createHash('sha256')
          .update(JSON.stringify([format, version, settings, closure(source)]))
          .digest('hex'),
      }));
  });
}

function isFresh({ artifact, hash }) {
  return existsSync(artifact) && JSON.parse(readFileSync(artifact, 'utf8')).hash === hash;
}

function removeStale(wanted) {
  if (!existsSync(artifacts)) return;
  const keep = new Set(wanted.map(({ artifact }) => artifact));
  for (const name of readdirSync(artifacts, { recursive: true })) {
    const path = join(artifacts, name);
    if (name.includes('.json') && !keep.has(path)) rmSync(path);
  }
}

async function compileAll(due) {
  const batches = batch(due);
  let done = 0;
  const worker = async () => {
    for (let next = batches.shift(); next; next = batches.shift()) {
      await compileBatch(next, (unit) => progress(++done, due.length, unit));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** Batches of one compiler each, a share of the whole large enough to pay for loading it. */
function batch(due) {
  const size = Math.max(8, Math.ceil(due.length / 12));
  return [...groupByCompiler(due)].flatMap(([compiler, units]) =>
    Array.from({ length: Math.ceil(units.length / size) }, (_, i) => ({
      compiler,
      units: units.slice(i * size, (i + 1) * size),
    })),
  );
}

function groupByCompiler(due) {
  const groups = new Map();
  for (const unit of due) groups.set(unit.compiler, [...(groups.get(unit.compiler) ?? []), unit]);
  return groups;
}

function compileBatch(work, onDone) {
  return new Promise((resolve, reject) => {
    const worker = fork(join(here, 'compile/worker.mjs'));
    let left = work.units.length;
    worker.on('message', ({ unit, errors }) => {
      if (errors.length > 0) {
        reject(new Error(`${unit.source} does not compile with ${work.compiler}:\n${errors.join('\n')}`));
      } else {
        left -= 1;
        onDone(unit);
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (left === 0) resolve();
      else reject(new Error(`the ${work.compiler} worker ended with code ${code} and ${left} units to go`));
    });
    worker.send(work);
  });
}

function progress(done, total, { source, artifact }) {
  const build = dirname(artifact).slice(artifacts.length + 1);
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\x1b[K${done}/${total} ${source} ${build}${done === total ? '\n' : ''}`);
  } else if (done % 25 === 0 || done === total) {
    process.stderr.write(`compiled ${done}/${total}\n`);
  }
}
