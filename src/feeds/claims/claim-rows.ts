import { modeKey } from '../../catalog/claim.ts';
import type { Path } from '../../catalog/seed/seed-fault.ts';
import { type ClaimVocabulary, readClaimRow } from './claim-row.ts';
import type { ClaimRejection, ClaimRow, ParsedClaims } from './parsed-claims.ts';

/** A claim of a file: its pointer, its value, and the pointer of a path inside it. */
export type ClaimRecord = { readonly row: string; readonly json: unknown; readonly at: (path: Path) => string };

/** Reads every claim. Of two claims on the same subject and attribute, from the same source, under the same conditions and in the same mode, the second is rejected. */
export function readClaimRows(records: readonly ClaimRecord[], vocabulary: ClaimVocabulary): Pick<ParsedClaims, 'rows' | 'rejected'> {
  const rows: ClaimRow[] = [];
  const rejected: ClaimRejection[] = [];
  const seen = new Map<string, string>();
  for (const { row, json, at } of records) {
    const outcome = readClaimRow(row, json, vocabulary, at);
    if (Array.isArray(outcome)) {
      rejected.push({ row, faults: outcome });
      continue;
    }
    const { subject, entry, source } = outcome;
    const topic = JSON.stringify([subject, entry.attribute, source, entry.when, entry.conditions, modeKey(entry.mode)]);
    const other = seen.get(topic);
    if (other === undefined) rows.push(outcome);
    else
      rejected.push({
        row,
        faults: [{ pointer: row, code: 'duplicate', detail: `the same subject, attribute, source, conditions and mode as ${other}` }],
      });
    seen.set(topic, other ?? row);
  }
  return { rows, rejected };
}
