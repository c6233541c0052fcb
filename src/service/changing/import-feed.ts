import { type FeedFormat, needsDay } from '../../feeds/formats/market-feeds.ts';
import type { ImportReport } from '../../feeds/import-report.ts';
import { isRefused } from '../../feeds/plan/change-plan.ts';
import type { Service } from '../deps.ts';
import { meaningless, type Refused } from '../refused.ts';
import { dayOf } from '../today.ts';

/** A file as it came and what to do with it. Left out: `acceptGone` and `dryRun` no. */
export type FeedFile = {
  readonly bytes: Uint8Array;
  /** The day that the file speaks of, YYYY-MM-DD. A file of claims may leave it out: they say theirs. */
  readonly asOf?: string | undefined;
  /** Takes a file in which more than half of the rows that stand are gone. */
  readonly acceptGone?: boolean | undefined;
  /** Only says what would change. */
  readonly dryRun?: boolean | undefined;
};

/** Imports a file as one revision, which is the newest here when this answers; a file that is broken or shrunk changes nothing. */
export async function importFeed(
  { changes, catalogAt, clock }: Pick<Service, 'changes' | 'catalogAt' | 'clock'>,
  format: FeedFormat,
  { bytes, asOf, acceptGone = false, dryRun = false }: FeedFile,
  author: string,
): Promise<ImportReport | Refused> {
  if (asOf === undefined && needsDay(format)) return lacksDay(format);
  const now = clock();
  const outcome = await changes.importFeed(format, { bytes, asOf: asOf ?? dayOf(now), acceptGone, dryRun, author, now });
  if (isRefused(outcome)) {
    const { code, detail } = outcome.refused;
    return code === 'busy' ? { refused: 'busy', detail: `${detail}.` } : meaningless([{ pointer: '#', code, detail }]);
  }
  if (outcome.revision !== null) await catalogAt(outcome.revision);
  return outcome;
}

function lacksDay(format: FeedFormat): Refused {
  const detail = `A file of ${format} does not say its day: send as_of=YYYY-MM-DD, the day that it was published or fetched.`;
  return meaningless([{ parameter: 'as_of', code: 'missing', detail }]);
}
