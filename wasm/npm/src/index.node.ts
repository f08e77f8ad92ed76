import { readFileSync } from 'node:fs';

import { readModuleWith } from './module.js';

// Node cannot fetch a file: URL, and can read at once, so that no `init` is needed here.
readModuleWith(() => readFileSync(new URL('./rugrisk_bg.wasm', import.meta.url)));

export * from './index.js';
