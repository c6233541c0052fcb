import type { ClaimEntry } from './claim.ts';

/** JSON with the keys of every object in order: equal values give equal text. Members that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** The text that a claim's id is the hash of: all that it states, and about what. Its place in the source and its origin are not part of it. */
export function claimContent(subject: string, claim: ClaimEntry): string {
  const {
    attribute,
    value,
    value_status,
    qualifier,
    source,
    as_of,
    confidence,
    conditions,
    when,
    locator,
    note,
    via,
    corroborated_by,
    ref,
  } = claim;
  return canonicalJson({
    subject,
    attribute,
    value,
    value_status,
    qualifier,
    source,
    as_of,
    confidence,
    conditions,
    when,
    locator,
    note,
    via,
    corroborated_by,
    ref,
  });
}
