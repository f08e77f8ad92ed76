import type { Cache, Kept } from './cache.js';

const STORE = 'reports';
/** Beyond it the oldest reports go. */
const MAX_REPORTS = 2000;

/** Keeps reports in the browser's IndexedDB, until the person clears the site's data. */
export function indexedDbCache(name = 'rugrisk'): Cache {
  let database: Promise<IDBDatabase> | undefined;
  const store = async (mode: IDBTransactionMode) => {
    database ??= open(name).catch((error) => {
      database = undefined;
      throw error;
    });
    return (await database).transaction(STORE, mode).objectStore(STORE);
  };
  return {
    async get(key) {
      return done<Kept | undefined>((await store('readonly')).get(key));
    },
    async set(key, kept) {
      const reports = await store('readwrite');
      await done(reports.put(kept, key));
      const surplus = (await done(reports.count())) - MAX_REPORTS;
      if (surplus <= 0) return;
      const oldest = await done(reports.index('atMs').getAllKeys(null, surplus));
      await Promise.all(oldest.map((each) => done(reports.delete(each))));
    },
  };
}

function open(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(STORE).createIndex('atMs', 'atMs');
  };
  return done(opening).then((database) => {
    // Another tab may delete the data.
    database.onversionchange = () => database.close();
    return database;
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
