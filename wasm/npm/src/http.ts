import { RugRiskError } from './error.js';
import type { Request } from './provider.js';

/** Calls a node by HTTP; nothing but the call leaves: no cookies, no referrer, no redirect. */
export function httpRequest(address: string | URL): Request {
  const url = parse(address);
  return async (method, params, signal) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal,
    });
    // Nodes send JSON-RPC errors with any HTTP status.
    const answer = await response.json();
    if (answer?.error) throw answer.error;
    if (!response.ok) throw new Error(`the node answered with HTTP status ${response.status}`);
    return answer?.result;
  };
}

function parse(address: string | URL): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new RugRiskError(
    'INVALID_INPUT',
    'not the URL of a node: it begins with http:// or https://',
    'NOT_A_URL',
  );
}
