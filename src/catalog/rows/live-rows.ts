import type { Cell } from '../kind.ts';
import type { Member } from '../kinds.ts';
import type { Origin } from '../revision.ts';

/** A row that the newest revision holds, with the cells of its kind's columns in their order. */
export type LiveRow = { readonly id: string; readonly origin: Origin; readonly cells: readonly Cell[] };

/** All that the newest revision holds, by kind and id. */
export type LiveRows = { readonly [M in Member]: ReadonlyMap<string, LiveRow> };
