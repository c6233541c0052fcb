import { hash } from 'node:crypto';
import { type Catalog, compileCatalog } from '../../catalog/catalog.ts';
import type { Origin } from '../../catalog/revision.ts';
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
import type { CatalogLog } from '../../store/contract/catalog-log.ts';
import { claimId } from '../seeding/read-seed.ts';
import { ATTEMPTS } from './attempts.ts';

const CLAIM_READERS: Readonly<Record<ClaimFormat, { readonly parserVersion: number; readonly read: ClaimFileReader }>> = {
  'claims-json': { parserVersion: 1, read: readClaimsJson },
  'claims-csv': { parserVersion: 1, read: readClaimsCsv },
};

/** Imports a file of any format as one revision. Only the writing holds others up; reading and planning come before. */
export function importFeed(log: CatalogLog, format: FeedFormat, order: ImportOrder): Promise<ImportReport | ImportRefusal> {
  return format === 'claims-json' || format === 'claims-csv'
    ? importClaims(log, format, order)
    : importMarket(log, marketFeeds[format], order);
}

/** Imports what any market feed reads. */
export async function importMarket(
  log: CatalogLog,
  feed: MarketFeed<MarketFormat>,
  order: ImportOrder,
): Promise<ImportReport | ImportRefusal> {
  const parsed = feed.read(order.text);
  if ('broken' in parsed) return brokenFeed(parsed);
  const { asOf, acceptGone } = order;
  return carryOut(log, { ...feed, origin: 'import' }, order, async (catalog) => {
    const imported = await log.importedOffers();
    return planImport({ catalog, imported, feed, parsed, asOf, acceptGone, claimId });
  });
}

function importClaims(log: CatalogLog, format: ClaimFormat, order: ImportOrder): Promise<ImportReport | ImportRefusal> {
  const { parserVersion, read } = CLAIM_READERS[format];
  return carryOut(log, { format, parserVersion, origin: 'operator' }, order, async (catalog) => {
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

/** What it reads beside the catalog may be of a later revision: then the change is stale, and planned anew. */
type Planner = (catalog: Catalog) => Promise<ChangePlan | ImportRefusal>;

/** What the file was read as, and how what it says comes about. */
type Reading = { readonly format: FeedFormat; readonly parserVersion: number; readonly origin: Origin };

/** Plans on the newest revision, and writes unless another has come meanwhile: then it begins anew. */
async function carryOut(
  log: CatalogLog,
  { format, parserVersion, origin }: Reading,
  order: ImportOrder,
  planOn: Planner,
): Promise<ImportReport | ImportRefusal> {
  const { author, now, text } = order;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const catalog = compileCatalog(await log.read());
    const plan = await planOn(catalog);
    if (isRefused(plan)) return plan;
    if (order.dryRun) return importReport(format, plan, null);
    const change = changesCatalog(plan) ? plan : NOTHING;
    const record = { origin, author, now, note: noteOf(format, plan), basis: catalog.revision };
    const feed = { format, sha256: hash('sha256', text), parserVersion, parked: plan.parked };
    const applied = await log.apply(change, record, { feed });
    if (!applied.stale) return importReport(format, plan, applied.revision?.number ?? null);
  }
  return { refused: { code: 'busy', detail: `the catalog changed ${ATTEMPTS} times while the import was worked out` } };
}

const NOTHING = { add: {}, retire: {} };

function noteOf(format: FeedFormat, { rows, accepted, parked, rejected, changed, gone, ...plan }: ChangePlan): string {
  const counts = `rows: ${rows}, accepted ${accepted}, parked ${parked.length}, rejected ${rejected.length}`;
  return `${format}: ${counts}; new ${plan.new.length}, changed ${changed.length}, gone ${gone.length}`;
}
