import type { Report } from './report.schema.js';

/** A report and when it was read. */
export interface Kept {
  report: Report;
  /** As `Date.now()` has it. */
  atMs: number;
}

/**
 * Where reports are kept: {@link memoryCache}, {@link indexedDbCache}, or two functions of your own,
 * over `chrome.storage` for example. One that throws is one that has nothing.
 */
export interface Cache {
  get(key: string): Promise<Kept | undefined> | Kept | undefined;
  set(key: string, kept: Kept): Promise<void> | void;
}

/** Keeps the reports that were used last, in memory. */
export function memoryCache(limit = 500): Cache {
  // A map remembers the order in which its keys came.
  const entries = new Map<string, string>();
  return {
    get(key) {
      const text = entries.get(key);
      if (text === undefined) return undefined;
      entries.delete(key);
      entries.set(key, text);
      return JSON.parse(text);
    },
    set(key, kept) {
      entries.delete(key);
      entries.set(key, JSON.stringify(kept));
      for (const oldest of entries.keys()) {
        if (entries.size <= limit) return;
        entries.delete(oldest);
      }
    },
  };
}
