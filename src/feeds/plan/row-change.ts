import { dayNumber } from '../../catalog/calendar-date.ts';
import { compareIds } from '../../catalog/catalog.ts';
import type { Claim, ClaimEntry, SeedClaim } from '../../catalog/claim.ts';
import { claimContent } from '../../catalog/rows/claim-content.ts';
import type { ValueChange } from './change-plan.ts';
import type { ImportRequest } from './import-request.ts';
import type { MatchedRow } from './match-rows.ts';
import { contentKey } from './row-claims.ts';

/** A claim that the feed repeats after this many days is replaced by one of the new day, so that `as_of` says how fresh it is. */
export const RESTATED_AFTER_DAYS = 30;

type IdentifiedEntry = { readonly entry: ClaimEntry; readonly id: string };
export type RowChange = {
  readonly match: MatchedRow;
  readonly stated: readonly IdentifiedEntry[];
  readonly added: readonly SeedClaim[];
  readonly retired: readonly Claim[];
  readonly outcome: 'new' | 'changed' | 'confirmed' | 'unchanged';
  readonly changes: readonly ValueChange[];
};

/** Compares the claims of a row with the active ones on its subject. */
export function rowChange(
  { catalog, asOf, claimId }: ImportRequest,
  match: MatchedRow,
  entries: readonly ClaimEntry[],
  active: readonly Claim[],
): RowChange {
  const byContent = new Map(active.map((claim) => [contentKey(claim), claim]));
  const kept = new Set<Claim>();
  const stale = new Set<Claim>();
  const stated: IdentifiedEntry[] = [];
  const added: SeedClaim[] = [];
  const fresh: SeedClaim[] = [];
  const said = new Map<string, number>();
  for (const entry of entries) {
    const position = said.get(entry.attribute) ?? 0;
    said.set(entry.attribute, position + 1);
    const old = byContent.get(contentKey(entry));
    if (old !== undefined && !isStale(old, asOf)) {
      kept.add(old);
      stated.push({ entry: old, id: old.id });
      continue;
    }
    const claim: SeedClaim = { ...entry, id: claimId(claimContent(match.subject, entry)), subject: match.subject, position };
    stated.push({ entry, id: claim.id });
    // an operator may have stated the very same claim
    if (catalog.claims.get(claim.id)?.retired_in === null) continue;
    added.push(claim);
    if (old === undefined) fresh.push(claim);
    else stale.add(old);
  }
  const vanished = active.filter((claim) => !kept.has(claim) && !stale.has(claim));
  const changed = fresh.length + vanished.length > 0;
  const outcome = active.length === 0 ? 'new' : changed ? 'changed' : added.length > 0 ? 'confirmed' : 'unchanged';
  return { match, stated, added, retired: [...stale, ...vanished], outcome, changes: valueChanges(vanished, fresh) };
}

function isStale({ as_of }: Claim, asOf: string): boolean {
  return as_of === null || dayNumber(asOf) - dayNumber(as_of) > RESTATED_AFTER_DAYS;
}

/** The values before and after, attribute by attribute. */
function valueChanges(before: readonly ClaimEntry[], after: readonly ClaimEntry[]): ValueChange[] {
  const attributes = [...new Set([...before, ...after].map(({ attribute }) => attribute))].sort(compareIds);
  return attributes.flatMap((attribute) => {
    const left = before.filter((claim) => claim.attribute === attribute);
    const right = after.filter((claim) => claim.attribute === attribute);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => ({
      attribute,
      before: left[i]?.value ?? null,
      after: right[i]?.value ?? null,
    }));
  });
}
