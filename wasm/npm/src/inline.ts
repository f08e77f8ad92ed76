import { fromBase64 } from './base64.js';
import { DEFLATED, LENGTH } from './bytes.js';
import { inflate } from './inflate.js';
import { comesAtOnce } from './module.js';

// Base64 of what is deflated is a quarter smaller on the wire than base64 that a server compresses.
comesAtOnce(() => inflate(fromBase64(DEFLATED), LENGTH));

export * from './api.js';
