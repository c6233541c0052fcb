import type { ClaimEntry } from '../../catalog/claim.ts';
import { SANITY_CHECKS } from './registry.ts';
import type { CheckedRow, Doubt } from './sanity-check.ts';

const MAX_NOTE_LENGTH = 1000;

/** What a check found in a row. */
export type FoundDoubt = Doubt & { readonly check: string };
/** The claims of a row with their marks; `parked` says why none of them counts. */
export type Examined = { readonly entries: readonly ClaimEntry[]; readonly doubts: readonly FoundDoubt[]; readonly parked: string | null };

/** Puts the claims of a row to every check. */
export function examine(row: CheckedRow): Examined {
  const doubts = SANITY_CHECKS.flatMap(({ id, find }) => find(row).map((doubt): FoundDoubt => ({ ...doubt, check: id })));
  const parking = doubts.find(({ amend }) => amend === null);
  const entries = row.entries.map((entry) => doubts.filter((doubt) => doubt.entry === entry).reduce(marked, entry));
  return { entries, doubts, parked: parking?.detail ?? null };
}

function marked(entry: ClaimEntry, { amend, detail }: FoundDoubt): ClaimEntry {
  const note = [entry.note, `doubtful: ${detail}`].filter((part) => part !== undefined).join('; ');
  return { ...entry, ...amend, note: note.slice(0, MAX_NOTE_LENGTH) };
}
