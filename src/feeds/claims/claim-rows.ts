import type { Path } from '../../catalog/seed/seed-fault.ts';
import { type ClaimSurroundings, readClaimRow } from './claim-row.ts';
import type { ClaimReading, ClaimRejection, ClaimRow } from './parsed-claims.ts';

/** A claim as it stands in its file: the place, the value, and the place of a path inside it. */
export type ClaimRecord = { readonly row: string; readonly json: unknown; readonly at: (path: Path) => string };

/** Reads every claim. Two claims of one file on the same thing, from the same source, under the same conditions, can't both be meant. */
export function readClaimRows(records: readonly ClaimRecord[], known: ClaimSurroundings): Pick<ClaimReading, 'rows' | 'rejected'> {
  const rows: ClaimRow[] = [];
  const rejected: ClaimRejection[] = [];
  const seen = new Map<string, string>();
  for (const { row, json, at } of records) {
    const outcome = readClaimRow(row, json, known, at);
    if (Array.isArray(outcome)) {
      rejected.push({ row, faults: outcome });
      continue;
    }
    const { subject, entry, source } = outcome;
    const topic = JSON.stringify([subject, entry.attribute, source, entry.when, entry.conditions]);
    const other = seen.get(topic);
    if (other === undefined) rows.push(outcome);
    else
      rejected.push({
        row,
        faults: [{ pointer: row, code: 'duplicate', detail: `the same subject, attribute, source and conditions as ${other}` }],
      });
    seen.set(topic, other ?? row);
  }
  return { rows, rejected };
}
