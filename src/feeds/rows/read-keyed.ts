import { z } from 'zod';
import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import type { BrokenFeed, FeedRejection, FeedRow, ParsedFeed } from './parsed-feed.ts';
import { readJson } from './read-json.ts';
import { readRows } from './read-rows.ts';

/** A row of a file that is one object: its key and its value. */
export type KeyedRow = { readonly row: string; readonly pointer: string; readonly key: string; readonly model: unknown };

/** Reads a file that is one object with models by name. */
export function readKeyed(text: string, readModel: (row: KeyedRow) => FeedRow | FeedRejection): ParsedFeed | BrokenFeed {
  const read = readJson(text);
  if ('broken' in read) return read;
  const models = z.record(z.string(), z.unknown()).safeParse(read.json);
  if (!models.success) return { broken: 'the top level is no object of models' };
  const rows = Object.entries(models.data).map(
    ([key, model]): KeyedRow => ({ row: pointerOf([key]), pointer: pointerOf([key]), key, model }),
  );
  return readRows(rows, read.duplicates, readModel);
}
