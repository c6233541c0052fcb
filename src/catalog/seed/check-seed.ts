import type { CatalogData } from '../catalog-data.ts';
import type { SeedClaim } from '../claim.ts';
import type { ClaimCheck, Contradiction, Verdict } from '../entries.ts';
import { type Contents, MEMBERS_BY_ID } from '../kinds.ts';
import { claimContent } from '../rows/claim-content.ts';
import { checkAttributes, checkClaims, checkNames } from './check-names.ts';
import { draftSeed } from './draft-seed.ts';
import type { Declared, SeedDraft, SeedFile } from './seed-draft.ts';
import { faultAt, pointerOf, type SeedFault, type SeedLocation } from './seed-fault.ts';
import { requestFaults, type SeedRequestCheck } from './seed-requests.ts';

/** All that the seed states, checked, with claim ids in place of refs. */
export type Seed = Omit<CatalogData, 'revision' | 'hash' | 'created_at' | 'claims'> & { readonly claims: readonly SeedClaim[] };
export type CheckedSeed =
  | { readonly seed: Seed; readonly faults: readonly [] }
  | { readonly seed: null; readonly faults: readonly SeedFault[] };

export type SeedChecks = {
  /** The id of a claim from its content (claimContent): a hash, which the pure part has none of. */
  readonly claimId: (content: string) => string;
  /** What is wrong with a stored ranking request, given the vocabulary and names it will meet (no claims). */
  readonly request: SeedRequestCheck;
};

/** Holds the parsed files of a seed against their shapes and each other; names every fault of every file at once. */
export function checkSeed(files: readonly SeedFile[], checks: SeedChecks): CheckedSeed {
  const draft = draftSeed(files);
  checkNames(draft);
  checkAttributes(draft);
  checkClaims(draft);
  const claims = identifyClaims(draft, checks.claimId);
  const seed = assemble(draft, claims);
  draft.faults.push(...requestFaults(draft, { ...seed, claims: [], revision: 0, hash: '', created_at: '' }, checks.request));
  return draft.faults.length === 0 ? { seed, faults: [] } : { seed: null, faults: draft.faults.toSorted(byFile) };
}

function byFile(a: SeedFault, b: SeedFault): number {
  return a.file === b.file ? 0 : a.file < b.file ? -1 : 1;
}

/** Gives every claim its id, and its position among what one source says of one attribute of one subject: elsewhere nothing depends on it. */
function identifyClaims(draft: SeedDraft, claimId: SeedChecks['claimId']): SeedClaim[] {
  const locations = new Map<string, string>();
  const said = new Map<string, number>();
  return draft.claims.map(({ location, subject, entry }) => {
    const id = claimId(claimContent(subject, entry));
    const here = `${location.file}${pointerOf(location.path)}`;
    const other = locations.get(id);
    if (other !== undefined) draft.faults.push(faultAt(location, `duplicate claim: the same as ${other}`));
    locations.set(id, here);
    const topic = `${subject} ${entry.attribute} ${entry.source}`;
    const position = said.get(topic) ?? 0;
    said.set(topic, position + 1);
    return { ...entry, id, subject, position };
  });
}

function assemble(draft: SeedDraft, claims: readonly SeedClaim[]): Seed {
  const claimsNamed = refReader(draft, claims);
  const verdicts: Verdict[] = [...draft.declared.verdicts.values()].flatMap(({ location, entry }) =>
    entry === null ? [] : [{ ...entry, supporting_claims: claimsNamed(location, entry.supporting_claims, 'supporting_claims') }],
  );
  const contradictions: Contradiction[] = [...draft.contradictions].flatMap(([id, { location, entry }]) =>
    entry === null ? [] : [{ id, ...entry, claims: claimsNamed(location, entry.claims, 'claims') }],
  );
  return {
    ...(Object.fromEntries(MEMBERS_BY_ID.map((member) => [member, entriesOf(draft.declared[member])])) as unknown as Contents),
    picks: Object.fromEntries([...draft.picks].flatMap(([id, { entry }]) => (entry === null ? [] : [[id, entry]]))),
    claim_checks: checksOf(draft, claimsNamed),
    claims,
    verdicts,
    contradictions,
  };
}

/** The ids of the claims that carry a ref, or each of a list of refs. */
type RefReader = (location: SeedLocation, refs: string | readonly string[], member: string) => string[];

function refReader(draft: SeedDraft, claims: readonly SeedClaim[]): RefReader {
  const byRef = Map.groupBy(claims, ({ ref }) => ref);
  const claimsMayHide = [...draft.unread].some((file) => /^(?:models|families|providers)\//.test(file));
  const idsOf = (location: SeedLocation, ref: string, ...path: PropertyKey[]) => {
    const named = byRef.get(ref);
    if (named === undefined && !draft.faultyRefs.has(ref) && !claimsMayHide)
      draft.faults.push(faultAt(location, `no claim has the ref ${ref}`, ...path));
    return (named ?? []).map(({ id }) => id);
  };
  return (location, refs, member) =>
    typeof refs === 'string'
      ? idsOf(location, refs, member)
      : [...new Set(refs.flatMap((ref, index) => idsOf(location, ref, member, index)))];
}

/** One check for every claim that carries the ref. */
function checksOf(draft: SeedDraft, claimsNamed: RefReader): ClaimCheck[] {
  const seen = new Set<string>();
  return draft.checks.flatMap(({ location, entry }) => {
    if (seen.has(entry.claim)) draft.faults.push(faultAt(location, `duplicate check of ${entry.claim}`, 'claim'));
    seen.add(entry.claim);
    const facts = claimsNamed(location, entry.facts, 'facts');
    return claimsNamed(location, entry.claim, 'claim').map((claim) => ({ ...entry, claim, facts }));
  });
}

function entriesOf(declared: ReadonlyMap<string, Declared<object>>): object[] {
  return [...declared.values()].flatMap(({ entry }) => (entry === null ? [] : [entry]));
}
