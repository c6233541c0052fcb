import { hash } from 'node:crypto';
import { type Catalog, compileCatalog } from '../../catalog/catalog.ts';
import { readClaimsCsv } from '../../feeds/claims/claims-csv.ts';
import { readClaimsJson } from '../../feeds/claims/claims-json.ts';
import type { ClaimFileReader } from '../../feeds/claims/parsed-claims.ts';
import { planClaims } from '../../feeds/claims/plan-claims.ts';
import type { ClaimFormat, FeedFormat, MarketFormat } from '../../feeds/formats/market-feeds.ts';
import { marketFeeds } from '../../feeds/formats/market-feeds.ts';
import { type ImportOrder, type ImportReport, importReport } from '../../feeds/import-report.ts';
import { type ChangePlan, changesCatalog, type ImportRefusal, isRefused } from '../../feeds/plan/change-plan.ts';
import { planImport } from '../../feeds/plan/plan-import.ts';
import type { BrokenFeed, MarketFeed } from '../../feeds/rows/parsed-feed.ts';
import { applyChange } from '../../store/sqlite/apply-change.ts';
import { recordFeed } from '../../store/sqlite/feed-records.ts';
import { loadCatalog } from '../../store/sqlite/load.ts';
import type { Database } from '../../store/sqlite/open.ts';
import type { Origin } from '../../store/sqlite/revision.ts';
import { claimId } from '../seeding/read-seed.ts';

/** How often a change is worked out anew because others were faster, before it gives up. */
export const ATTEMPTS = 10;

const CLAIM_READERS: Readonly<Record<ClaimFormat, { readonly parserVersion: number; readonly read: ClaimFileReader }>> = {
  'claims-json': { parserVersion: 1, read: readClaimsJson },
  'claims-csv': { parserVersion: 1, read: readClaimsCsv },
};

/** Imports a file of any format as one revision. Only the writing holds the lock; reading and planning come before. */
export function importFeed(db: Database, format: FeedFormat, order: ImportOrder): ImportReport | ImportRefusal {
  return format === 'claims-json' || format === 'claims-csv'
    ? importClaims(db, format, order)
    : importMarket(db, marketFeeds[format], order);
}

/** Imports what any market feed reads. */
export function importMarket(db: Database, feed: MarketFeed<MarketFormat>, order: ImportOrder): ImportReport | ImportRefusal {
  const parsed = feed.read(order.text);
  if ('broken' in parsed) return brokenFeed(parsed);
  const { asOf, acceptGone } = order;
  const plan = (catalog: Catalog) => planImport({ catalog, imported: importedOffers(db), feed, parsed, asOf, acceptGone, claimId });
  return carryOut(db, feed, 'import', order, plan);
}

function importClaims(db: Database, format: ClaimFormat, order: ImportOrder): ImportReport | ImportRefusal {
  const { parserVersion, read } = CLAIM_READERS[format];
  return carryOut(db, { format, parserVersion }, 'operator', order, (catalog) => {
    const parsed = read(order.text, catalog);
    if ('broken' in parsed) return brokenFeed(parsed);
    const plan = planClaims({ catalog, parsed, retire: [], today: order.asOf, claimId });
    const faults = plan.faults.map(({ pointer, detail }) => `${pointer}: ${detail}`);
    return faults.length === 0 ? plan : { refused: { code: 'faulty_declarations', detail: faults.slice(0, 20).join('; ') } };
  });
}

function brokenFeed({ broken }: BrokenFeed): ImportRefusal {
  return { refused: { code: 'broken_feed', detail: broken } };
}

type Planner = (catalog: Catalog) => ChangePlan | ImportRefusal;

/** Plans on the newest revision, and writes unless another has come meanwhile: then it begins anew. */
function carryOut(
  db: Database,
  { format, parserVersion }: { readonly format: FeedFormat; readonly parserVersion: number },
  origin: Origin,
  order: ImportOrder,
  planOn: Planner,
): ImportReport | ImportRefusal {
  const { author, now, text } = order;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const catalog = compileCatalog(loadCatalog(db));
    const plan = planOn(catalog);
    if (isRefused(plan)) return plan;
    if (order.dryRun) return importReport(format, plan, null);
    const change = changesCatalog(plan) ? plan : NOTHING;
    const record = { origin, author, now, note: noteOf(format, plan), basis: catalog.revision };
    const applied = applyChange(db, change, record, (revision) =>
      recordFeed(db, { format, sha256: hash('sha256', text), parserVersion, revision, author, now }, plan.parked),
    );
    if (!applied.stale) return importReport(format, plan, applied.revision?.number ?? null);
  }
  return { refused: { code: 'busy', detail: `the catalog changed ${ATTEMPTS} times while the import was worked out` } };
}

const NOTHING = { add: {}, retire: {} };

function importedOffers(db: Database): Set<string> {
  return new Set(db.prepare<[], string>("SELECT id FROM offers WHERE retired_in IS NULL AND origin = 'import'").pluck().all());
}

function noteOf(format: FeedFormat, { rows, accepted, parked, rejected, changed, gone, ...plan }: ChangePlan): string {
  const counts = `rows: ${rows}, accepted ${accepted}, parked ${parked.length}, rejected ${rejected.length}`;
  return `${format}: ${counts}; new ${plan.new.length}, changed ${changed.length}, gone ${gone.length}`;
}
