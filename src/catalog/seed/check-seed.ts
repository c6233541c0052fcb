import type { Claim } from '../claim.ts';
import { claimContent } from '../claim-content.ts';
import { HOSTING } from '../facts/fact-view.ts';
import type { CatalogData, ClaimCheck, Contradiction, Verdict } from '../kinds/entries.ts';
import { clausesOf } from '../license-clauses.ts';
import { attributeFindings } from './check-attribute.ts';
import { claimFindings } from './check-value.ts';
import { type Declared, draftSeed, type SeedDraft, type SeedFile } from './seed-draft.ts';
import { faultAt, type Place, pointerOf, type SeedFault } from './seed-fault.ts';
import { requestFaults, type SeedRequestCheck } from './seed-requests.ts';

/** A claim that has not been given a revision yet. */
export type SeedClaim = Omit<Claim, 'origin' | 'added_in' | 'retired_in'>;
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
  return draft.faults.length === 0 ? { seed, faults: [] } : { seed: null, faults: draft.faults.toSorted(byPlace) };
}

function byPlace(a: SeedFault, b: SeedFault): number {
  return a.file === b.file ? 0 : a.file < b.file ? -1 : 1;
}

type Declarations = ReadonlyMap<string, Declared<unknown>>;

/** What the files below a path declare. */
const NOUNS: Readonly<Record<string, string>> = {
  'attributes/': 'attribute',
  'sources.json': 'source',
  'providers/': 'provider',
  'families/': 'family',
  'verdicts/': 'verdict',
  'models/': 'model',
};

/** Reports a name that nothing declares, unless a file that can't be read may have declared it. */
function expect(draft: SeedDraft, where: Place, folder: string, known: Declarations, name: string, ...path: PropertyKey[]) {
  if (known.has(name) || [...draft.unread].some((file) => file.startsWith(folder))) return;
  draft.faults.push(faultAt(where, `unknown ${NOUNS[folder]} ${name}`, ...path));
}

function checkNames(draft: SeedDraft): void {
  for (const [id, { place }] of draft.models)
    if (draft.families.has(id)) draft.faults.push(faultAt(place, `${id} is a family already: models and families share one namespace`));
  for (const { place, entry } of draft.models.values())
    if (entry !== null && entry.family !== null) expect(draft, place, 'families/', draft.families, entry.family, 'family');
  for (const { place, entry } of draft.offers.values()) expect(draft, place, 'providers/', draft.providers, entry.provider, 'provider');
  for (const [id, { place, entry }] of draft.groups) {
    if (draft.attributes.has(id))
      draft.faults.push(faultAt(place, `${id} is an attribute already: attributes and groups share one namespace`));
    for (const name of Object.keys(entry?.weights ?? {})) expect(draft, place, 'attributes/', draft.attributes, name, 'weights', name);
    if (entry !== null && Object.keys(entry.weights).length === 0) draft.faults.push(faultAt(place, 'a group has criteria', 'weights'));
  }
  for (const { place, entry } of draft.aliases.values()) {
    if (entry.kind === 'model') expect(draft, place, 'models/', draft.models, entry.target);
    else expect(draft, place, 'providers/', draft.providers, entry.target);
  }
  for (const { place, entry } of draft.licenses.values()) {
    if (entry === null) continue;
    expect(draft, place, 'sources.json', draft.sources, entry.source, 'source');
    for (const { path, clause } of clausesOf(entry.terms))
      expect(draft, place, 'sources.json', draft.sources, clause.source, 'terms', ...path, 'source');
  }
  for (const { place, entry } of draft.gpus.values())
    if (entry !== null) expect(draft, place, 'sources.json', draft.sources, entry.source, 'source');
  for (const [verdict, { place, entry }] of draft.picks) {
    expect(draft, place, 'verdicts/', draft.verdicts, verdict);
    if (entry !== null && entry !== 'both') expect(draft, place, 'families/', draft.families, entry);
  }
  for (const [verdict, { place }] of draft.verdicts)
    if (!draft.picks.has(verdict) && !draft.unread.has('verdict-picks.json'))
      draft.faults.push(faultAt(place, `verdict-picks.json has no pick for ${verdict}`));
}

function checkAttributes(draft: SeedDraft): void {
  const hosting = draft.attributes.get(HOSTING)?.entry;
  for (const { place, entry } of draft.attributes.values()) {
    if (entry === null) continue;
    for (const { path, message } of attributeFindings(entry)) draft.faults.push(faultAt(place, message, ...path));
    if (entry.inherited_by !== undefined) expect(draft, place, 'attributes/', draft.attributes, HOSTING, 'inherited_by');
    for (const [index, kind] of (entry.inherited_by ?? []).entries())
      if (hosting?.values?.includes(kind) === false)
        draft.faults.push(faultAt(place, `${kind} is no kind of hosting`, 'inherited_by', index));
  }
}

function checkClaims(draft: SeedDraft): void {
  for (const { place, entry } of draft.claims) {
    expect(draft, place, 'attributes/', draft.attributes, entry.attribute, 'attribute');
    expect(draft, place, 'sources.json', draft.sources, entry.source, 'source');
    if (entry.via !== undefined) expect(draft, place, 'sources.json', draft.sources, entry.via, 'via');
    for (const [index, source] of (entry.corroborated_by ?? []).entries())
      expect(draft, place, 'sources.json', draft.sources, source, 'corroborated_by', index);
    const { from, until } = entry.when ?? {};
    if (from !== undefined && until !== undefined && from >= until)
      draft.faults.push(faultAt(place, 'from is not before until: it never holds', 'when'));
    const attribute = draft.attributes.get(entry.attribute)?.entry;
    if (attribute) for (const { path, message } of claimFindings(attribute, entry)) draft.faults.push(faultAt(place, message, ...path));
  }
}

/** Gives every claim its id, and its place among what one source says of one attribute of one subject: elsewhere nothing depends on it. */
function identifyClaims(draft: SeedDraft, claimId: SeedChecks['claimId']): SeedClaim[] {
  const places = new Map<string, string>();
  const said = new Map<string, number>();
  return draft.claims.map(({ place, subject, entry }) => {
    const id = claimId(claimContent(subject, entry));
    const here = `${place.file}${pointerOf(place.path)}`;
    const other = places.get(id);
    if (other !== undefined) draft.faults.push(faultAt(place, `duplicate claim: the same as ${other}`));
    places.set(id, here);
    const topic = `${subject} ${entry.attribute} ${entry.source}`;
    const position = said.get(topic) ?? 0;
    said.set(topic, position + 1);
    return { ...entry, id, subject, position };
  });
}

function assemble(draft: SeedDraft, claims: readonly SeedClaim[]): Seed {
  const claimsNamed = refReader(draft, claims);
  const verdicts: Verdict[] = [...draft.verdicts.values()].flatMap(({ place, entry }) =>
    entry === null ? [] : [{ ...entry, supporting_claims: claimsNamed(place, entry.supporting_claims, 'supporting_claims') }],
  );
  const contradictions: Contradiction[] = [...draft.contradictions].flatMap(([id, { place, entry }]) =>
    entry === null ? [] : [{ id, ...entry, claims: claimsNamed(place, entry.claims, 'claims') }],
  );
  return {
    attributes: entriesOf(draft.attributes),
    sources: entriesOf(draft.sources),
    families: entriesOf(draft.families),
    models: entriesOf(draft.models),
    providers: entriesOf(draft.providers),
    offers: entriesOf(draft.offers),
    groups: entriesOf(draft.groups),
    profiles: entriesOf(draft.profiles),
    picks: Object.fromEntries([...draft.picks].flatMap(([id, { entry }]) => (entry === null ? [] : [[id, entry]]))),
    claim_checks: checksOf(draft, claimsNamed),
    claims,
    verdicts,
    contradictions,
    licenses: entriesOf(draft.licenses),
    aliases: entriesOf(draft.aliases),
    gpus: entriesOf(draft.gpus),
  };
}

/** The ids of the claims that carry a ref, or each of a list of refs. */
type RefReader = (place: Place, refs: string | readonly string[], member: string) => string[];

function refReader(draft: SeedDraft, claims: readonly SeedClaim[]): RefReader {
  const byRef = Map.groupBy(claims, ({ ref }) => ref);
  const claimsMayHide = [...draft.unread].some((file) => /^(?:models|families|providers)\//.test(file));
  const idsOf = (place: Place, ref: string, ...path: PropertyKey[]) => {
    const named = byRef.get(ref);
    if (named === undefined && !draft.faultyRefs.has(ref) && !claimsMayHide)
      draft.faults.push(faultAt(place, `no claim has the ref ${ref}`, ...path));
    return (named ?? []).map(({ id }) => id);
  };
  return (place, refs, member) =>
    typeof refs === 'string' ? idsOf(place, refs, member) : [...new Set(refs.flatMap((ref, index) => idsOf(place, ref, member, index)))];
}

/** One check for every claim that carries the ref. */
function checksOf(draft: SeedDraft, claimsNamed: RefReader): ClaimCheck[] {
  const seen = new Set<string>();
  return draft.checks.flatMap(({ place, entry }) => {
    if (seen.has(entry.claim)) draft.faults.push(faultAt(place, `duplicate check of ${entry.claim}`, 'claim'));
    seen.add(entry.claim);
    const facts = claimsNamed(place, entry.facts, 'facts');
    return claimsNamed(place, entry.claim, 'claim').map((claim) => ({ ...entry, claim, facts }));
  });
}

function entriesOf<T>(declared: ReadonlyMap<string, Declared<T>>): T[] {
  return [...declared.values()].flatMap(({ entry }) => (entry === null ? [] : [entry]));
}
