import { feedText } from '../../feed-io/feed-text.ts';
import type { ClaimsOutcome, ClaimsRequestBody } from '../../feeds/claims/claims-change.ts';
import type { FeedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ImportOrder, ImportReport } from '../../feeds/import-report.ts';
import type { ImportRefusal } from '../../feeds/plan/change-plan.ts';
import type { CatalogLog } from '../../store/contract/catalog-log.ts';
import { addClaims } from './add-claims.ts';
import { importFeed } from './import-feed.ts';

/** What a thread is told: nothing but what can be sent to it. */
export type ImportTask = {
  readonly format: FeedFormat;
  readonly order: Omit<ImportOrder, 'text'> & { readonly bytes: Uint8Array };
};
export type ClaimsTask = {
  readonly body: ClaimsRequestBody;
  readonly by: { readonly author: string; readonly now: Date };
};

export async function carryOutImport(
  log: CatalogLog,
  { format, order: { bytes, ...order } }: ImportTask,
): Promise<ImportReport | ImportRefusal> {
  const read = feedText(bytes);
  if ('refused' in read) return { refused: { code: 'broken_feed', detail: read.refused } };
  return importFeed(log, format, { ...order, text: read.text });
}

export function carryOutClaims(log: CatalogLog, { body, by }: ClaimsTask): Promise<ClaimsOutcome> {
  return addClaims(log, body, by);
}
