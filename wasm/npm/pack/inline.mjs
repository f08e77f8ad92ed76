// Writes the module's bytes as a text of JavaScript, for `./inline`.
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);

const bytes = readFileSync(new URL('rugrisk_bg.wasm', DIST));
const deflated = deflateRawSync(bytes, { level: 9, memLevel: 9 }).toString('base64');

write('bytes.js', `export const LENGTH = ${bytes.length};\nexport const DEFLATED = '${deflated}';\n`);
write('bytes.d.ts', 'export const LENGTH: number;\nexport const DEFLATED: string;\n');

function write(name, text) {
  writeFileSync(new URL(name, DIST), text);
}
