import { RugRiskError } from './error.js';
import { httpRequest } from './http.js';

/** EIP-1193: wallets, viem clients. */
export interface RequestProvider {
  request(call: any): Promise<any>;
}

/** An ethers provider. */
export interface SendProvider {
  send(method: string, params: any[]): Promise<any>;
}

/** EIP-6963: what a wallet announces. */
export interface ProviderDetail {
  provider: RequestProvider;
}

/** What answers JSON-RPC: a provider object, or the http(s) URL of a node. */
export type Provider = RequestProvider | SendProvider | ProviderDetail | string | URL;

/** One JSON-RPC call. The signal is aborted when nobody waits for the answer any more. */
export type Request = (
  method: string,
  params: readonly unknown[],
  signal: AbortSignal,
) => Promise<unknown>;

/** @throws {RugRiskError} `INVALID_INPUT` where it is none of those. */
export function requestOf(provider: Provider): Request {
  if (typeof provider === 'string' || provider instanceof URL) return httpRequest(provider);
  if (has(provider, 'request')) {
    return async (method, params) => provider.request({ method, params });
  }
  if (has(provider, 'send')) {
    return async (method, params) => provider.send(method, [...params]);
  }
  if (has((provider as ProviderDetail | null)?.provider, 'request')) {
    return requestOf((provider as ProviderDetail).provider);
  }
  throw new RugRiskError(
    'INVALID_INPUT',
    'not a provider: give an EIP-1193 provider, a viem client, an ethers provider or a URL',
    'NOT_A_PROVIDER',
  );
}

function has<K extends 'request' | 'send'>(
  value: unknown,
  method: K,
): value is K extends 'request' ? RequestProvider : SendProvider {
  return typeof (value as Record<K, unknown> | null | undefined)?.[method] === 'function';
}
