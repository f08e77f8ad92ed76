import { comesFrom } from './module.js';

// Bundlers copy the file because of this very expression. Nothing is loaded before it is needed.
comesFrom(() => new URL('./rugrisk_bg.wasm', import.meta.url));

export * from './api.js';
