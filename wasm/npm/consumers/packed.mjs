// The package as npm would publish it, installed into clean projects.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);
export const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** Whoever slot 0 names may destroy the contract. */
export const CODE = '0x335f5414600857005b33ff';

/** Packs, and gives a maker of projects that have the package installed. */
export async function pack() {
  const root = await mkdtemp(join(tmpdir(), 'rugrisk-packed-'));
  const [{ filename }] = JSON.parse(
    (await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', root], { cwd: PACKAGE })).stdout,
  );
  const installed = join(root, 'installed');
  await mkdir(installed);
  await writeFile(join(installed, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', join(root, filename)], { cwd: installed });
  return {
    tarball: join(root, filename),
    /** A project of these files, by path, that has nothing but the package; `within` another folder it finds what that has. */
    async project(name, files, within) {
      const folder = within === undefined ? join(root, name) : await mkdtemp(join(within, `.${name}-`));
      await cp(join(installed, 'node_modules'), join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
      const all = { 'package.json': '{ "private": true, "type": "module" }', ...files };
      for (const [path, text] of Object.entries(all)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      return folder;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
