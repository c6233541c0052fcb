import type { z } from 'zod';
import { pointerOf, zodFindings } from '../../catalog/seed/seed-fault.ts';
import type { BrokenFeed, FeedRejection, FeedRow, ParsedFeed } from './parsed-feed.ts';

/** A row of the file before it is read. */
export type RawRow = {
  /** See FeedRow.row. */
  readonly row: string;
  /** Its JSON pointer, by index where it is a member of a list. */
  readonly pointer: string;
};

const MAX_ROW_LENGTH = 600;
const MAX_DETAIL_LENGTH = 400;

/**
 * Reads every row with `read`. Rows that the file has twice (an object's key, or an id in a list) are all rejected, as nobody can tell which
 * one counts. A file of which no row has the shape of the format is another file: broken.
 */
export function readRows<Raw extends RawRow>(
  raws: readonly Raw[],
  duplicates: readonly string[],
  read: (raw: Raw) => FeedRow | FeedRejection,
): ParsedFeed | BrokenFeed {
  const rows: FeedRow[] = [];
  const rejected: FeedRejection[] = [];
  const times = new Map<string, number>();
  for (const { row } of raws) times.set(row, (times.get(row) ?? 0) + 1);
  for (const raw of raws) {
    const repeatedKey = duplicates.find((key) => isWithin(key, raw.pointer) || isWithin(raw.pointer, key));
    const outcome =
      raw.row.length > MAX_ROW_LENGTH
        ? rejection(
            `${raw.row.slice(0, 100)}... (${raw.pointer.length > MAX_ROW_LENGTH ? raws.indexOf(raw) : raw.pointer})`,
            'malformed',
            'the name is too long',
          )
        : repeatedKey !== undefined
          ? rejection(raw.row, 'duplicate', `the key ${repeatedKey} stands in the file twice`)
          : (times.get(raw.row) ?? 0) > 1
            ? rejection(`${raw.row} (${raw.pointer})`, 'duplicate', 'another row has the same id')
            : read(raw);
    if ('code' in outcome) rejected.push(outcome);
    else rows.push(outcome);
  }
  if (rows.length === 0 && rejected.every(({ code }) => code === 'malformed' || code === 'not_a_model'))
    return {
      broken:
        raws.length === 0
          ? 'the file has no rows'
          : `none of the ${raws.length} rows has the shape of this format; the first: ${rejected[0]?.detail}`,
    };
  return { count: raws.length, rows, rejected };
}

/** Whether a pointer is that of the row, or of something inside it. */
function isWithin(pointer: string, row: string): boolean {
  return pointer === row || pointer.startsWith(`${row}/`);
}

export function rejection(row: string, code: FeedRejection['code'], detail: string): FeedRejection {
  return { row, code, detail: detail.slice(0, MAX_DETAIL_LENGTH) };
}

/** The rejection of a row that does not fit its schema, with every misfit and its pointer in the row. */
export function misfit(row: string, error: z.ZodError): FeedRejection {
  const beyond = error.issues.every(({ code }) => code === 'too_big' || code === 'too_small');
  const findings = zodFindings(error.issues).map(({ path, message }) => `${pointerOf(path) || '/'}: ${message}`);
  return rejection(row, beyond ? 'out_of_bounds' : 'malformed', findings.join('; '));
}
