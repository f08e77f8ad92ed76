// Puts what the package's files need of other packages into those files: it has no dependencies.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const PACKAGE = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, PACKAGE));

/** What is bundled, and into which file. */
const BUNDLED = {
  inflate: ['fflate'],
  element: ['lit', 'lit-element', 'lit-html', '@lit/reactive-element', 'd3-shape', 'd3-path'],
};

/** Styles are text to a bundler of scripts. */
const smallerStyles = {
  name: 'smaller-styles',
  setup({ onLoad }) {
    onLoad({ filter: /\.css\.ts$/ }, async ({ path }) => {
      const [, before, styles, after] = /^([^]*css`)([^]*)(`;\s*)$/.exec(readFileSync(path, 'utf8'));
      // In a template an escape of CSS would be one of JavaScript.
      const { code } = await transform(styles, { loader: 'css', minify: true, charset: 'utf8' });
      if (code.includes('\\')) throw new Error(`${path}: an escape`);
      return { contents: before + code.trim() + after, loader: 'ts' };
    });
  },
};

/** A page may have Lit itself, and a Trusted Types policy of one name can be made only once. */
const ownPolicy = {
  name: 'own-policy',
  setup({ onLoad }) {
    onLoad({ filter: /lit-html\/lit-html\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const contents = text.replace('createPolicy("lit-html"', 'createPolicy("rugrisk"');
      if (contents === text) throw new Error('lit-html makes its policy in another way now');
      return { contents, loader: 'js' };
    });
  },
};

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
    // Lit's build without its checks for developers.
    conditions: ['production'],
    plugins: [smallerStyles, ownPolicy],
  });
}

const licences = [...new Set(Object.values(BUNDLED).flat())].map(
  (name) => `${name}\n\n${readFileSync(path(`node_modules/${name}/LICENSE`), 'utf8').trim()}\n`,
);
writeFileSync(path('dist/LICENSES.txt'), licences.join('\n----\n\n'));
