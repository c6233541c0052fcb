import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { compileCatalog } from '../catalog/catalog.ts';
import { type ChangePlan, changesCatalog, isRefused, type ParkedEntry } from '../feeds/change-plan.ts';
import { type ImportReport, importReport } from '../feeds/import-report.ts';
import { marketFeeds } from '../feeds/market-feeds.ts';
import { planImport } from '../feeds/plan-import.ts';
import type { BrokenFeed, FeedFormat, FeedReading, MarketFeed } from '../feeds/reading.ts';
import { applyChange } from './apply-change.ts';
import { loadCatalog } from './load.ts';
import type { Database } from './open.ts';
import { claimId } from './read-seed.ts';

/** How often an import is worked out anew because others were faster, before it gives up. */
const ATTEMPTS = 10;

export type ImportOrder = {
  readonly bytes: Uint8Array;
  /** The day that the file speaks of. */
  readonly asOf: string;
  readonly acceptGone: boolean;
  readonly dryRun: boolean;
  readonly author: string;
  readonly now: Date;
};

/** Why nothing was changed: the file is not of its format, or would change what no true file of the feed does. */
export type ImportRefusal = { readonly refused: { readonly code: string; readonly detail: string } };

/** Imports a file of any format. */
export function importFeed(db: Database, format: FeedFormat, order: ImportOrder): ImportReport | ImportRefusal {
  if (format === 'claims-json' || format === 'claims-csv') throw new Error(`${format} cannot be imported yet`);
  return importMarketFeed(db, marketFeeds[format], order);
}

/** Reads a market feed and makes it the next revision. Only the writing holds the lock; the reading and planning come before. */
export function importMarketFeed(db: Database, feed: MarketFeed, order: ImportOrder): ImportReport | ImportRefusal {
  const reading = readFeed(feed, order.bytes);
  if ('broken' in reading) return { refused: { code: 'broken_feed', detail: reading.broken } };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const catalog = compileCatalog(loadCatalog(db));
    const { asOf, acceptGone } = order;
    const plan = planImport({ catalog, imported: importedOffers(db), feed, reading, asOf, acceptGone, claimId });
    if (isRefused(plan)) return plan;
    if (order.dryRun) return importReport(feed.format, plan, null);
    const applied = applyPlan(db, feed, plan, order, catalog.revision);
    if (!applied.stale) return importReport(feed.format, plan, applied.revision?.number ?? null);
  }
  return { refused: { code: 'busy', detail: `the catalog changed ${ATTEMPTS} times while the import was worked out` } };
}

function readFeed(feed: MarketFeed, bytes: Uint8Array): FeedReading | BrokenFeed {
  const text = textOf(bytes);
  return text === null ? { broken: 'the file is not text in UTF-8' } : feed.read(text);
}

/** Null where the bytes are not UTF-8: replacing what can't be read would change names. */
export function textOf(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : null;
}

function importedOffers(db: Database): Set<string> {
  return new Set(db.prepare<[], string>("SELECT id FROM offers WHERE retired_in IS NULL AND origin = 'import'").pluck().all());
}

function applyPlan(db: Database, feed: MarketFeed, plan: ChangePlan, order: ImportOrder, basis: number) {
  const { author, now, bytes } = order;
  const note = noteOf(feed.format, plan);
  const change = changesCatalog(plan) ? plan : { add: {}, retire: {} };
  return applyChange(db, change, { origin: 'import', author, now, note, basis }, (newest) => {
    recordFeed(db, { format: feed.format, sha256: hash('sha256', bytes), reader: feed.reader, revision: newest, author, now });
    recordParked(db, feed.format, plan.parked);
  });
}

export function noteOf(format: FeedFormat, { rows, accepted, parked, rejected, changed, gone, ...plan }: ChangePlan): string {
  const counts = `rows: ${rows}, accepted ${accepted}, parked ${parked.length}, rejected ${rejected.length}`;
  return `${format}: ${counts}; new ${plan.new.length}, changed ${changed.length}, gone ${gone.length}`;
}

type FeedRecord = {
  readonly format: FeedFormat;
  readonly sha256: string;
  readonly reader: number;
  readonly revision: number;
  readonly author: string;
  readonly now: Date;
};

/** The last file of each format; within the transaction of its import. */
function recordFeed(db: Database, { format, sha256, reader, revision, author, now }: FeedRecord): void {
  db.prepare(
    `INSERT INTO feeds_applied (format, sha256, reader, revision, author, applied_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, reader = excluded.reader, revision = excluded.revision,
       author = excluded.author, applied_at = excluded.applied_at`,
  ).run(format, sha256, reader, revision, author, now.toISOString());
}

/** The rows of the last file of the format that are parked, in place of those of the file before. */
function recordParked(db: Database, format: FeedFormat, parked: readonly ParkedEntry[]): void {
  db.prepare('DELETE FROM parked_rows WHERE format = ?').run(format);
  const park = db.prepare(
    `INSERT INTO parked_rows (format, row, code, detail, name, provider) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  for (const { row, code, detail, name, provider } of parked) park.run(format, row, code, detail, name, provider);
}
