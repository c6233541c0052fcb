import type { ClaimsOutcome, ClaimsRequestBody } from '../feeds/claims/claims-change.ts';
import type { FeedFormat } from '../feeds/formats/market-feeds.ts';
import type { ImportOrder, ImportReport } from '../feeds/import-report.ts';
import type { ImportRefusal, ParkedFeedRow } from '../feeds/plan/change-plan.ts';
import { refusal } from '../problems.ts';

/** A feed as it came, beside what the import is told. */
export type FeedOrder = Omit<ImportOrder, 'text'> & { readonly bytes: Uint8Array };

/** How the catalog is changed over HTTP. Whoever gets a revision asks `catalogAt` for it before answering: then all are served from it. */
export type CatalogChanges = {
  readonly importFeed: (format: FeedFormat, order: FeedOrder) => Promise<ImportReport | ImportRefusal>;
  readonly addClaims: (body: ClaimsRequestBody, by: { readonly author: string; readonly now: Date }) => Promise<ClaimsOutcome>;
  readonly parked: (format: FeedFormat | undefined) => Promise<readonly ParkedFeedRow[]>;
};

/** Of a service without a database of its own: it answers, and changes nothing. */
export const NO_CHANGES: CatalogChanges = {
  importFeed: () => Promise.reject(unchangeable()),
  addClaims: () => Promise.reject(unchangeable()),
  parked: async () => [],
};

function unchangeable(): Error {
  return refusal('unavailable', { detail: 'This service has no database that could be changed.' });
}
