import type { CatalogData } from './catalog-data.ts';
import type { Claim } from './claim.ts';
import type { ClaimCheck, Contradiction, Offer } from './entries.ts';
import { type Held, MEMBERS_BY_ID, type MemberById } from './kinds.ts';
import { finish, type Steps } from './steps.ts';

type EntriesById = { readonly [M in MemberById]: ReadonlyMap<string, Held<M>> };

/** One revision of the catalog, indexed and never changed: a new revision is a new value. Every other kind of thing is a map by id. */
export type Catalog = EntriesById & {
  readonly revision: number;
  readonly hash: string;
  readonly createdAt: string;
  /** How many claims of sources are current in this revision. Derived ones are not counted: they are no rows. */
  readonly claimCount: number;
  /** All claims, retired and derived ones too, by id. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** Current claims: attribute -> subject -> claims. */
  readonly claimsByAttribute: ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;
  readonly claimsBySubject: ReadonlyMap<string, readonly Claim[]>;
  readonly offersByModel: ReadonlyMap<string, readonly Offer[]>;
  readonly picks: Readonly<Record<string, string>>;
  readonly claimChecks: ReadonlyMap<string, ClaimCheck>;
  readonly contradictions: readonly Contradiction[];
  /** The days on which a dated claim begins or ends to hold, ascending: between two of them `as_of` decides nothing. */
  readonly turningDays: readonly string[];
};

/** What sources state of a revision, indexed; it grows by each claim that is kept. */
export type Stated = EntriesById & Pick<Catalog, 'claimsByAttribute'>;
/** Makes further claims from those of the sources. */
export type Deriving = (stated: Stated, keep: (claim: Claim) => void) => Steps<void>;

/**
 * Indexes a revision as its sources have it; what answers rest on has the derived claims too (derived/index-catalog.ts). Everything is ordered by
 * id, so that equal content gives equal answers whatever order it came in.
 */
export function compileCatalog(data: CatalogData, deriving?: Deriving): Catalog {
  return finish(compileSteps(data, deriving));
}

/** Claims that are indexed in one step. */
const CLAIMS = 200;

export function* compileSteps(data: CatalogData, deriving?: Deriving): Steps<Catalog> {
  const current = data.claims.filter((claim) => claim.retired_in === null);
  yield;
  const { claimsByAttribute, claimsBySubject, turningDays } = yield* currentClaimSteps(current);
  const indexed: Record<string, ReadonlyMap<string, unknown>> = {};
  for (const member of MEMBERS_BY_ID) {
    yield;
    indexed[member] = byId<{ readonly id: string }>(data[member]);
  }
  const byMember = indexed as EntriesById;
  yield;
  const derived: Claim[] = [];
  if (deriving)
    yield* deriving({ ...byMember, claimsByAttribute }, (claim) => {
      derived.push(claim);
      addCurrent({ claimsByAttribute, claimsBySubject, turningDays }, claim);
    });
  const claims = new Map<string, Claim>();
  for (const claim of [...data.claims, ...derived].sort((a, b) => compareIds(a.id, b.id))) {
    claims.set(claim.id, claim);
    if (claims.size % CLAIMS === 0) yield;
  }
  yield;
  const offersByModel = new Map<string, Offer[]>();
  for (const offer of byMember.offers.values()) getOrPut(offersByModel, offer.model, () => []).push(offer);
  yield;
  return Object.freeze({
    ...byMember,
    revision: data.revision,
    hash: data.hash,
    createdAt: data.created_at,
    claimCount: current.length,
    claims,
    claimsByAttribute,
    claimsBySubject,
    offersByModel,
    picks: data.picks,
    claimChecks: new Map(data.claim_checks.map((check) => [check.claim, check])),
    contradictions: data.contradictions,
    turningDays: [...turningDays].sort(),
  });
}

type CurrentClaims = {
  readonly claimsByAttribute: Map<string, Map<string, Claim[]>>;
  readonly claimsBySubject: Map<string, Claim[]>;
  readonly turningDays: Set<string>;
};

function* currentClaimSteps(current: readonly Claim[]): Steps<CurrentClaims> {
  let added = 0;
  const indexed: CurrentClaims = { claimsByAttribute: new Map(), claimsBySubject: new Map(), turningDays: new Set() };
  for (const claim of current) {
    addCurrent(indexed, claim);
    if (++added % CLAIMS === 0) yield;
  }
  return indexed;
}

function addCurrent({ claimsByAttribute, claimsBySubject, turningDays }: CurrentClaims, claim: Claim): void {
  const subjects = getOrPut(claimsByAttribute, claim.attribute, () => new Map<string, Claim[]>());
  getOrPut(subjects, claim.subject, () => []).push(claim);
  getOrPut(claimsBySubject, claim.subject, () => []).push(claim);
  if (claim.when?.from) turningDays.add(claim.when.from);
  if (claim.when?.until) turningDays.add(claim.when.until);
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
