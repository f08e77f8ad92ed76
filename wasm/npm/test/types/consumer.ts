// Compiled, never run: what a consumer writes must have these types.
import { type BrowserProvider, JsonRpcProvider } from 'ethers';
import {
  analyzeBytecode,
  collectEvidence,
  init,
  isSupported,
  RugRiskError,
  score,
  scoreEvidence,
  type Evidence,
  type FindingId,
  type Report,
} from 'rugrisk';
import { createPublicClient, http, type EIP1193Provider } from 'viem';

declare const wallet: EIP1193Provider;
declare const browser: BrowserProvider;
declare const announced: { info: { uuid: string; name: string }; provider: EIP1193Provider };

export async function everyProvider(address: string): Promise<Report[]> {
  const client = createPublicClient({ transport: http() });
  const providers = [wallet, announced, client, new JsonRpcProvider(), browser];
  const fromUrls = [score('https://example.org', address), score(new URL('https://a'), address)];
  return Promise.all([...providers.map((provider) => score(provider, address)), ...fromUrls]);
}

export async function offline(): Promise<FindingId[]> {
  if (isSupported()) await init();
  const signal = new AbortController().signal;
  const onProgress = ({ done, total }: { done: number; total: number }) => done / total;
  const options = { signal, onProgress, block: 1n, chainId: 1, maxRequests: 10, timeoutMs: 5 };
  const evidence: Evidence = await collectEvidence(wallet, '0x', options);
  const { findings, score: points } = scoreEvidence(evidence);
  // @ts-expect-error the score is null where too little is known
  points.toFixed();
  // @ts-expect-error ids are a union
  findings.some(({ id }) => id === 'no-such-finding');
  // @ts-expect-error code is text or bytes
  analyzeBytecode(5);
  return findings.map(({ id }) => id);
}

/** Compiles only while every level is named. */
export function colour({ level }: Report): string {
  switch (level) {
    case 'unknown':
      return 'grey';
    case 'low':
      return 'green';
    case 'medium':
      return 'yellow';
    case 'high':
      return 'orange';
    case 'critical':
      return 'red';
  }
}

export function failed(error: unknown): string {
  if (!(error instanceof RugRiskError)) throw error;
  // @ts-expect-error codes are a union
  if (error.code === 'NO_SUCH_CODE') return '';
  return error.code === 'WASM_UNAVAILABLE' ? error.message : (error.reason ?? error.code);
}
