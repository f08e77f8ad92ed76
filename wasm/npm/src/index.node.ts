import { readFileSync } from 'node:fs';

import { comesAtOnce } from './module.js';

// Node cannot fetch a file: URL, and can read at once, so that no `init` is needed here.
comesAtOnce(() => readFileSync(new URL('./rugrisk_bg.wasm', import.meta.url)));

export * from './api.js';
