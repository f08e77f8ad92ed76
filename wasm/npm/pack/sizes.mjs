// What a user downloads: the bytes of each entry, bundled and minified, raw and compressed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const DIST = new URL('../dist/', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, DIST));

const sizes = {};
for (const name of process.argv.slice(2)) {
  const bytes = name.endsWith('.js') ? await bundled(path(name)) : readFileSync(path(name));
  const compressed = [gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes)];
  sizes[name] = [bytes, ...compressed].map((each) => each.length);
}
console.log(JSON.stringify(sizes));

async function bundled(entry) {
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false };
  const { outputFiles } = await build({ entryPoints: [entry], ...options, legalComments: 'none' });
  return outputFiles[0].contents;
}
