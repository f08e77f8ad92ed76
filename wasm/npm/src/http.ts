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
    const answer = await response.json().catch((error) => {
      if (response.ok) throw error;
    });
    const waitMs = retryAfter(response.headers);
    const error = answer?.error;
    const isTold = typeof error === 'object' ? error !== null : typeof error === 'string' && response.ok;
    if (isTold) throw waitMs === undefined ? error : new Refusal(error, waitMs);
    if (!response.ok) throw new HttpError(response.status, waitMs);
    if (answer?.result === undefined) throw new Error('the node did not answer with JSON-RPC');
    return answer.result;
  };
}

/** Busy and restarting servers may answer the next time: as the limit of a rate, 429. */
class HttpError extends Error {
  readonly code: number;

  constructor(status: number, readonly waitMs: number | undefined) {
    super(`the node answered with HTTP status ${status}`);
    this.code = [408, 429, 500, 502, 503, 504].includes(status) ? 429 : status;
  }
}

/** A JSON-RPC error of a node that says when to come back. */
class Refusal extends Error {
  constructor(override readonly cause: unknown, readonly waitMs: number) {
    super('the node refused for now');
  }
}

/** Milliseconds. The form with a date is rare with nodes; the usual wait does for it. */
function retryAfter(headers: Headers): number | undefined {
  const seconds = headers.get('retry-after')?.trim();
  return seconds && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
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
