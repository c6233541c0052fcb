import type { z } from 'zod';
import { pointerOf, zodFindings } from '../../catalog/seed/seed-fault.ts';
import type { BrokenFeed, FeedRejection, FeedRow, ParsedFeed } from './parsed-feed.ts';

/** A row as it stands in the file. */
export type RawRow = {
  /** See FeedRow.row. */
  readonly row: string;
  /** Its JSON pointer, by index where it stands in a list. */
  readonly at: string;
};

const LONGEST_ROW = 600;
const LONGEST_DETAIL = 400;

/**
 * Reads every row with `read`. Rows that the text has twice (an object's key, or an id in a list) are all refused, as nobody can tell which
 * one holds. A file of which not one row has the shape of its format is another file: broken.
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
    const twice = duplicates.find((place) => isWithin(place, raw.at) || isWithin(raw.at, place));
    const outcome =
      raw.row.length > LONGEST_ROW
        ? rejection(
            `${raw.row.slice(0, 100)}... (${raw.at.length > LONGEST_ROW ? raws.indexOf(raw) : raw.at})`,
            'malformed',
            'the name is too long',
          )
        : twice !== undefined
          ? rejection(raw.row, 'duplicate', `the key ${twice} stands in the file twice`)
          : (times.get(raw.row) as number) > 1
            ? rejection(`${raw.row} (${raw.at})`, 'duplicate', 'another row has the same id')
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

/** Whether a place is a row's own, or inside it. */
function isWithin(place: string, row: string): boolean {
  return place === row || place.startsWith(`${row}/`);
}

export function rejection(row: string, code: FeedRejection['code'], detail: string): FeedRejection {
  return { row, code, detail: detail.slice(0, LONGEST_DETAIL) };
}

/** A row that does not fit its shape: every misfit with its place in the row. */
export function misfit(row: string, error: z.ZodError): FeedRejection {
  const beyond = error.issues.every(({ code }) => code === 'too_big' || code === 'too_small');
  const findings = zodFindings(error.issues).map(({ path, message }) => `${pointerOf(path) || '/'}: ${message}`);
  return rejection(row, beyond ? 'out_of_bounds' : 'malformed', findings.join('; '));
}
