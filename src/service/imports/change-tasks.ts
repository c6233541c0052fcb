import { feedText } from '../../feed-io/feed-text.ts';
import type { ClaimsOutcome, ClaimsRequestBody } from '../../feeds/claims/claims-change.ts';
import type { FeedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ImportOrder, ImportReport } from '../../feeds/import-report.ts';
import type { ImportRefusal } from '../../feeds/plan/change-plan.ts';
import { type Database, openDatabase } from '../../store/sqlite/open.ts';
import { addClaims } from './add-claims.ts';
import { importFeed } from './import-feed.ts';

/** What runs in the thread of change-thread.ts, each on a connection of its own. */

export type ImportTask = {
  readonly file: string;
  readonly format: FeedFormat;
  readonly order: Omit<ImportOrder, 'text'> & { readonly bytes: Uint8Array };
};
export type ClaimsTask = {
  readonly file: string;
  readonly body: ClaimsRequestBody;
  readonly by: { readonly author: string; readonly now: Date };
};

export function importTask({ file, format, order: { bytes, ...order } }: ImportTask): ImportReport | ImportRefusal {
  const read = feedText(bytes);
  if ('refused' in read) return { refused: { code: 'broken_feed', detail: read.refused } };
  return withDatabase(file, (db) => importFeed(db, format, { ...order, text: read.text }));
}

export function claimsTask({ file, body, by }: ClaimsTask): ClaimsOutcome {
  return withDatabase(file, (db) => addClaims(db, body, by));
}

function withDatabase<T>(file: string, use: (db: Database) => T): T {
  const db = openDatabase(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
}
