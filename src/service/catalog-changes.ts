import type { ClaimsOutcome, ClaimsRequestBody } from '../feeds/claims/claims-change.ts';
import type { FeedFormat } from '../feeds/formats/market-feeds.ts';
import type { ImportOrder, ImportReport } from '../feeds/import-report.ts';
import type { ImportRefusal, ParkedFeedRow } from '../feeds/plan/change-plan.ts';

/** A feed as it came, beside what the import is told. */
export type FeedOrder = Omit<ImportOrder, 'text'> & { readonly bytes: Uint8Array };

/** How the catalog is changed. Whoever gets a revision asks `catalogAt` for it before answering: then all are served from it. */
export type CatalogChanges = {
  readonly importFeed: (format: FeedFormat, order: FeedOrder) => Promise<ImportReport | ImportRefusal>;
  readonly addClaims: (body: ClaimsRequestBody, by: { readonly author: string; readonly now: Date }) => Promise<ClaimsOutcome>;
  readonly parked: (format: FeedFormat | undefined) => Promise<readonly ParkedFeedRow[]>;
};
