import type { Store } from '../contract/store.ts';
import { catalogLog } from './catalog-log.ts';
import { decisionStore } from './decisions.ts';
import { feedRefreshes } from './feed-refreshes.ts';
import { keyStore } from './keys.ts';
import { migrate } from './migrate.ts';
import { type Database, openDatabase, openWriter } from './open.ts';
import { newestRevision } from './revisions.ts';
import { watchStore } from './watches.ts';

/** Opens a database file (or `:memory:`), made where there is none, and brings its schema up to date. Throws one clear line where it can't. */
export function openStore(file: string, now: Date): Store {
  const db = openDatabase(file);
  try {
    migrate(db, now);
    return storeOn(db, db.memory ? db : openWriter(db.name));
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * The store over connections that are open, to a database whose schema is up to date; closing it closes them. `writer` is for short writes: it
 * does not wait inside SQLite (`openWriter`). One connection for all of it will do where nothing else has to be served meanwhile.
 */
export function storeOn(db: Database, writer: Database = db): Store {
  return {
    catalog: catalogLog(db, writer),
    decisions: decisionStore(db, writer),
    watches: watchStore(db, writer),
    keys: keyStore(db, writer),
    refreshes: feedRefreshes(db, writer),
    isReady: async () => newestRevision(db) !== null,
    async close() {
      writer.close();
      db.close();
    },
  };
}
