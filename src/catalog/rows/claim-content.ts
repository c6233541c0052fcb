import { ClaimEntry } from '../claim.ts';

const FIELDS = Object.keys(ClaimEntry.shape) as (keyof ClaimEntry)[];

/** The text that a claim's id is the hash of: all that it states, and about what. Its place in the source and its origin are not part of it. */
export function claimContent(subject: string, claim: ClaimEntry): string {
  return canonicalJson({ subject, ...Object.fromEntries(FIELDS.map((field) => [field, claim[field]])) });
}

/** JSON with the keys of every object in order: equal values give equal text. Members that are undefined are left out. */
function canonicalJson(value: object): string {
  return JSON.stringify(value, (_key, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
