import { createHash } from 'node:crypto';
import { compareIds } from '../../catalog/catalog.ts';
import { type CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import type { FeedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ParkedFeedRow } from '../../feeds/plan/change-plan.ts';
import type { Service } from '../deps.ts';

/** A parked row with an id to page by. */
export type ParkedEntry = { readonly id: string; readonly parked: ParkedFeedRow };

/** What the last import of each format (or of one) could not match, in order of id. */
export async function listParkedRows(
  { catalog, changes }: Pick<Service, 'catalog' | 'changes'>,
  format: FeedFormat | undefined,
): Promise<{ readonly catalog: CatalogStamp; readonly rows: readonly ParkedEntry[] }> {
  const rows = await changes.parked(format);
  const entries = rows.map((parked) => ({ id: idOf(parked), parked })).sort((a, b) => compareIds(a.id, b.id));
  return { catalog: stampOf(catalog()), rows: entries };
}

/** By format and row, and short enough for a cursor: a row can be as long as what a feed has for a name. */
function idOf({ format, row }: ParkedFeedRow): string {
  return `${format} ${row.slice(0, 100)} ${createHash('sha256').update(row).digest('hex').slice(0, 16)}`;
}
