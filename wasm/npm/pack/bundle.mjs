// Puts what the package's files need of other packages into those files: it has no dependencies.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PACKAGE = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, PACKAGE));

/** What is bundled, and into which file. */
const BUNDLED = { inflate: ['fflate'] };

for (const name of Object.keys(BUNDLED)) {
  await build({
    entryPoints: [path(`src/${name}.ts`)],
    outfile: path(`dist/${name}.js`),
    allowOverwrite: true,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
}

const licences = [...new Set(Object.values(BUNDLED).flat())].map(
  (name) => `${name}\n\n${readFileSync(path(`node_modules/${name}/LICENSE`), 'utf8').trim()}\n`,
);
writeFileSync(path('dist/LICENSES.txt'), licences.join('\n----\n\n'));
