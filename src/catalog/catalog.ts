import type { Alias } from './alias.ts';
import type { Claim, Source } from './claim.ts';
import type { Gpu } from './gpu.ts';
import type { CatalogData, ClaimCheck, Contradiction, Family, Group, Model, Offer, Profile, Provider, Verdict } from './kinds/entries.ts';
import type { License } from './license.ts';
import { finish, type Steps } from './steps.ts';
import type { Attribute } from './vocabulary.ts';

/** One revision of the catalog, indexed and never changed: a new revision is a new value. */
export type Catalog = {
  readonly revision: number;
  readonly hash: string;
  readonly createdAt: string;
  /** How many claims are current in this revision. */
  readonly claimCount: number;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly families: ReadonlyMap<string, Family>;
  readonly models: ReadonlyMap<string, Model>;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly picks: Readonly<Record<string, string>>;
  /** All claims, retired ones too, by id. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** Current claims: attribute -> subject -> claims. */
  readonly claimsByAttribute: ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;
  readonly claimsBySubject: ReadonlyMap<string, readonly Claim[]>;
  readonly offersByModel: ReadonlyMap<string, readonly Offer[]>;
  readonly claimChecks: ReadonlyMap<string, ClaimCheck>;
  readonly contradictions: readonly Contradiction[];
  readonly licenses: ReadonlyMap<string, License>;
  readonly aliases: ReadonlyMap<string, Alias>;
  readonly gpus: ReadonlyMap<string, Gpu>;
  /** The days on which a dated claim begins or ends to hold, ascending: between two of them `as_of` decides nothing. */
  readonly turningDays: readonly string[];
};

/** Indexes a revision. Everything is ordered by id, so that equal content gives equal answers whatever order it came in. */
export function compileCatalog(data: CatalogData): Catalog {
  return finish(compileSteps(data));
}

/** Claims that are indexed in one step. */
const CLAIMS = 200;

export function* compileSteps(data: CatalogData): Steps<Catalog> {
  const current = data.claims.filter((claim) => claim.retired_in === null);
  yield;
  let indexed = 0;
  const claimsByAttribute = new Map<string, Map<string, Claim[]>>();
  const claimsBySubject = new Map<string, Claim[]>();
  const turningDays = new Set<string>();
  for (const claim of current) {
    const subjects = getOrPut(claimsByAttribute, claim.attribute, () => new Map<string, Claim[]>());
    getOrPut(subjects, claim.subject, () => []).push(claim);
    getOrPut(claimsBySubject, claim.subject, () => []).push(claim);
    if (claim.when?.from) turningDays.add(claim.when.from);
    if (claim.when?.until) turningDays.add(claim.when.until);
    if (++indexed % CLAIMS === 0) yield;
  }
  const claims = new Map<string, Claim>();
  for (const claim of [...data.claims].sort((a, b) => compareIds(a.id, b.id))) {
    claims.set(claim.id, claim);
    if (claims.size % CLAIMS === 0) yield;
  }
  yield;
  const offers = byId(data.offers);
  yield;
  const offersByModel = new Map<string, Offer[]>();
  for (const offer of offers.values()) getOrPut(offersByModel, offer.model, () => []).push(offer);
  yield;
  return Object.freeze({
    revision: data.revision,
    hash: data.hash,
    createdAt: data.created_at,
    claimCount: current.length,
    attributes: byId(data.attributes),
    sources: byId(data.sources),
    families: byId(data.families),
    models: byId(data.models),
    providers: byId(data.providers),
    offers,
    groups: byId(data.groups),
    profiles: byId(data.profiles),
    verdicts: byId(data.verdicts),
    picks: data.picks,
    claims,
    claimsByAttribute,
    claimsBySubject,
    offersByModel,
    claimChecks: new Map(data.claim_checks.map((check) => [check.claim, check])),
    contradictions: data.contradictions,
    licenses: byId(data.licenses),
    aliases: byId(data.aliases),
    gpus: byId(data.gpus),
    turningDays: [...turningDays].sort(),
  });
}

/** Order by id, the same on every machine: code units, no locale. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map([...items].sort((a, b) => compareIds(a.id, b.id)).map((item) => [item.id, item]));
}

function getOrPut<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
