import { type Catalog, compareIds } from '../catalog.ts';
import { type Claim, type ClaimWhen, isPlain, type Source } from '../claim.ts';
import { replacesInherited, standingDerived } from '../derived/standing.ts';
import { DERIVED_SOURCE } from '../rules/derivation-rule.ts';
import { finish, type Steps } from '../steps.ts';
import type { Attribute } from '../vocabulary.ts';
import { type Column, compileColumn } from './column.ts';
import { decideFact, type Fact, UNKNOWN } from './fact.ts';
import {
  basisOfPrice,
  isEditionName,
  isZeroPrice,
  LISTED_PRICES,
  notAPrice,
  PRICE_BASIS,
  PROVIDER_KIND,
  placeOfProvider,
  REGISTER,
  VENDOR,
  vendorOf,
  zeroIsPrice,
} from './market.ts';
import { mainModeReader, otherModeOf } from './modes.ts';
import type { ApplicableClaim } from './precedence.ts';

/** Which sources count: a named view, or a list of sources to count alone or to leave out. */
export type SourceSelection =
  | { readonly view: 'verified' | 'article' | 'all' }
  | { readonly only: readonly string[] }
  | { readonly except: readonly string[] };

/** Something that can be chosen: an offer of a model, a model that no known provider serves, or (in the article view) a family. */
export type Candidate = {
  /** The offer's id; without an offer the model's or the family's. */
  readonly id: string;
  /** The model, or the family in the article view. */
  readonly model: string;
  readonly family: string | null;
  readonly offer: string | null;
  readonly provider: string | null;
};

export type FactView = {
  /**
   * In the order in which equals stand: by model, plain offers before editions, by the kind of the provider (as this view knows it), by id.
   * Elsewhere "a candidate" is its index in this list.
   */
  readonly candidates: readonly Candidate[];
  /** By candidate: 1 where it is an edition (batch, flex, priority ...) of another offer. Null where none is. */
  readonly editions: Uint8Array | null;
  /** The indices of all candidates: 0, 1, 2 ... */
  readonly everyone: readonly number[];
  /** By model (or family): the indices of its candidates, ascending. */
  readonly byModel: ReadonlyMap<string, readonly number[]>;
  /** By candidate: the number of its model, from 0. */
  readonly modelNumber: Int32Array;
  readonly column: (attribute: Attribute) => Column;
  /** The column of the attribute with this id; null where the vocabulary has none. */
  readonly columnNamed: (id: string) => Column | null;
  /** `price_basis`, with a value code for offers of which nobody states it and that are listed at 0; null where there is no such word. */
  readonly priceBasis: () => Column | null;
  /** Decides the facts of the column in steps, unless an earlier caller asked for it. */
  readonly columnSteps: (attribute: Attribute) => Steps<Column>;
  /** Facts of one subject by itself: a model, a family, an offer or a provider. */
  readonly factOf: (attribute: Attribute, candidate: Candidate) => Fact;
  /** All claims on a candidate that hold on the day, those of tiers and of hours too. */
  readonly claimsOn: (attribute: Attribute, candidate: Candidate) => readonly ApplicableClaim[];
};

/** Id of the attribute that says how an offer is hosted. */
export const HOSTING = 'hosting';
/** The specificity of a claim on the offer itself: the highest. */
export const OFFER_SPECIFICITY = 3;
const KEPT_VIEWS = 64;
const viewsOf = new WeakMap<Catalog, Map<string, FactView>>();

/**
 * The catalog as one selection of sources shows it on a day (YYYY-MM-DD). The latest views of a catalog are kept, as the catalog never
 * changes. Days between which no dated claim begins or ends share a view.
 */
export function factView(catalog: Catalog, selection: SourceSelection, asOf: string): FactView {
  const key = `${epochOf(catalog, asOf)}:${'view' in selection ? selection.view : JSON.stringify(selection)}`;
  let views = viewsOf.get(catalog);
  if (!views) {
    views = new Map();
    viewsOf.set(catalog, views);
  }
  const view = views.get(key) ?? buildView(catalog, selection, asOf);
  views.delete(key);
  views.set(key, view);
  if (views.size > KEPT_VIEWS) views.delete(views.keys().next().value as string);
  return view;
}

/** How many candidates have their facts decided in one step. */
const CANDIDATES_PER_STEP = 50;

/** Builds a view with all its columns in steps, before a request needs it. */
export function* warmSteps(catalog: Catalog, selection: SourceSelection, asOf: string): Steps<FactView> {
  const view = factView(catalog, selection, asOf);
  yield;
  for (const attribute of catalog.attributes.values()) yield* view.columnSteps(attribute);
  return view;
}

/** How many turning days have come: the days on which a dated claim begins or ends to hold. */
function epochOf({ turningDays }: Catalog, asOf: string): number {
  const next = turningDays.findIndex((day) => day > asOf);
  return next === -1 ? turningDays.length : next;
}

/** Whether a source counts in the selection. */
export function counts(selection: SourceSelection, source: Source): boolean {
  if ('only' in selection) return selection.only.includes(source.id);
  if ('except' in selection) return !selection.except.includes(source.id);
  if (selection.view === 'all') return true;
  return (source.kind === 'article') === (selection.view === 'article');
}

function buildView(catalog: Catalog, selection: SourceSelection, asOf: string): FactView {
  const { claimsOn, applicable } = claimsIn(catalog, selection, asOf);
  const zeroCounts = zeroRule(catalog, applicable);
  const factOf = (attribute: Attribute, candidate: Candidate): Fact => {
    if (attribute.id === VENDOR) return vendorFact(candidate);
    const fact = decideFact(attribute, applicable(attribute, candidate), OFFER_SPECIFICITY);
    return isZeroPrice(attribute, fact) && !zeroCounts(candidate) ? notAPrice(fact) : fact;
  };
  const isArticle = 'view' in selection && selection.view === 'article';
  const candidates = isArticle
    ? familyCandidates(catalog, (source) => counts(selection, source))
    : inOrderOfEquals(catalog, offerCandidates(catalog), factOf);
  const columns = new Map<string, Column>();
  const column = (attribute: Attribute) => columns.get(attribute.id) ?? finish(columnSteps(attribute));
  const columnNamed = (id: string) => {
    const attribute = catalog.attributes.get(id);
    return attribute ? column(attribute) : null;
  };
  function* columnSteps(attribute: Attribute): Steps<Column> {
    const existing = columns.get(attribute.id);
    if (existing) return existing;
    const { facts, factIndex } =
      attribute.id === VENDOR ? vendorFacts(candidates) : yield* claimedFacts(attribute, candidates, applicable, zeroCounts);
    const compiled = compileColumn(attribute, facts, factIndex);
    columns.set(attribute.id, compiled);
    return compiled;
  }
  let basis: Column | null | undefined;
  const priceBasis = (): Column | null => {
    if (basis !== undefined) return basis;
    const stated = columnNamed(PRICE_BASIS);
    basis =
      stated &&
      basisOfPrice(
        stated,
        LISTED_PRICES.map(columnNamed).filter((price) => price !== null),
        candidates.length,
      );
    return basis;
  };
  const everyone = candidates.map((_, i) => i);
  const byModel = Map.groupBy(everyone, (i) => (candidates[i] as Candidate).model);
  const modelNumber = new Int32Array(candidates.length);
  for (const [number, own] of [...byModel.values()].entries()) for (const i of own) modelNumber[i] = number;
  const editions = editionsAmong(catalog, candidates);
  return Object.freeze({
    candidates,
    everyone,
    byModel,
    modelNumber,
    editions,
    column,
    columnNamed,
    columnSteps,
    priceBasis,
    factOf,
    claimsOn,
  });
}

type ClaimsOn = FactView['claimsOn'];

/**
 * The claims that speak of a candidate: all that hold on the day, and those of them that may be the plain fact. What a model and a provider are is
 * asked of all sources but the article, whichever count for the rest: whoever narrows the evidence does not mean to buy of nobody.
 */
function claimsIn(catalog: Catalog, selection: SourceSelection, asOf: string): { claimsOn: ClaimsOn; applicable: ClaimsOn } {
  const sources = [...catalog.sources.values()];
  const admitted = new Set(sources.filter((source) => counts(selection, source)).map((source) => source.id));
  const isArticle = 'view' in selection && selection.view === 'article';
  const register = isArticle ? admitted : new Set(sources.filter(({ kind }) => kind !== 'article').map((source) => source.id));
  const admitsDerived = !('except' in selection && selection.except.includes(DERIVED_SOURCE));
  const mainMode = mainModeReader(catalog, (claim) => admitted.has(claim.source) && holdsOn(claim.when, asOf) && isPlain(claim));
  function isInherited(attribute: Attribute, candidate: Candidate): boolean {
    const hosting = attribute.inherited_by && candidate.offer ? catalog.attributes.get(HOSTING) : undefined;
    if (!hosting) return true;
    const { value } = decideFact(hosting, applicable(hosting, candidate), OFFER_SPECIFICITY);
    return Array.isArray(value) && value.some((kind) => attribute.inherited_by?.includes(kind));
  }
  function claimsOn(attribute: Attribute, candidate: Candidate): ApplicableClaim[] {
    const bySubject = catalog.claimsByAttribute.get(attribute.id);
    if (!bySubject) return [];
    const found: ApplicableClaim[] = [];
    const counting = REGISTER.includes(attribute.id) ? register : admitted;
    const inherited = isInherited(attribute, candidate);
    for (const [subject, specificity] of subjectsOf(attribute, candidate)) {
      if (!inherited && (subject === candidate.model || subject === candidate.family)) continue;
      for (const claim of bySubject.get(subject) ?? []) {
        const source = catalog.sources.get(claim.source);
        if (!source || !holdsOn(claim.when, asOf)) continue;
        if (claim.derived ? !admitsDerived || !stands(claim, candidate) : !counting.has(source.id)) continue;
        const otherMode = claim.mode === undefined ? 0 : otherModeOf(attribute, claim, mainMode(candidate));
        found.push({ claim, source, specificity, otherMode });
      }
    }
    return found.some(({ claim }) => replacesInherited(claim)) ? found.filter((entry) => entry.specificity === OFFER_SPECIFICITY) : found;
  }
  const applicable = (attribute: Attribute, candidate: Candidate) => claimsOn(attribute, candidate).filter(({ claim }) => isPlain(claim));
  // A derived claim counts where its inputs are the facts: then their sources count.
  const stands = standingDerived(catalog, (attribute, candidate) =>
    decideFact(attribute, applicable(attribute, candidate), OFFER_SPECIFICITY),
  );
  return { claimsOn, applicable };
}

type Facts = { readonly facts: readonly Fact[]; readonly factIndex: Int32Array };

/** The facts of an attribute by what is claimed. Candidates that draw on the same claims share a fact. */
function* claimedFacts(
  attribute: Attribute,
  candidates: readonly Candidate[],
  applicable: ClaimsOn,
  zeroCounts: (candidate: Candidate) => boolean,
): Steps<Facts> {
  const facts: Fact[] = [UNKNOWN];
  const factIndex = new Int32Array(candidates.length);
  const indexOfClaims = new Map<string, number>();
  const indexOf = (signature: string, decide: () => Fact): number => {
    const before = indexOfClaims.get(signature);
    if (before !== undefined) return before;
    const index = facts.push(decide()) - 1;
    indexOfClaims.set(signature, index);
    return index;
  };
  for (const [i, candidate] of candidates.entries()) {
    if (i % CANDIDATES_PER_STEP === CANDIDATES_PER_STEP - 1) yield;
    const claims = applicable(attribute, candidate);
    if (claims.length === 0) continue;
    const signature = claims.map((entry) => `${entry.specificity}${entry.otherMode || ''}${entry.claim.id}`).join();
    const index = indexOf(signature, () => decideFact(attribute, claims, OFFER_SPECIFICITY));
    const fact = facts[index] as Fact;
    factIndex[i] = isZeroPrice(attribute, fact) && !zeroCounts(candidate) ? indexOf(`no price:${signature}`, () => notAPrice(fact)) : index;
  }
  return { facts, factIndex };
}

/** Whether the zeros among the prices of a candidate are prices. A vocabulary that can't say what a price stands for takes all at their word. */
function zeroRule({ attributes }: Catalog, applicable: ClaimsOn): (candidate: Candidate) => boolean {
  const basis = attributes.get(PRICE_BASIS);
  if (!basis) return () => true;
  const listed = LISTED_PRICES.flatMap((id) => attributes.get(id) ?? []);
  return (candidate) => {
    if (candidate.offer === null) return true;
    const decided = (attribute: Attribute) => decideFact(attribute, applicable(attribute, candidate), OFFER_SPECIFICITY);
    return zeroIsPrice(decided(basis), listed.map(decided));
  };
}

/** Known by the id, without a claim. A provider has no maker. */
function vendorFact({ model }: Candidate): Fact {
  return model === '' ? UNKNOWN : { status: 'known', value: vendorOf(model), claim: null, conflicts: [] };
}

function vendorFacts(candidates: readonly Candidate[]): Facts {
  const facts: Fact[] = [UNKNOWN];
  const factIndex = new Int32Array(candidates.length);
  const indexOf = new Map<string, number>();
  for (const [i, candidate] of candidates.entries()) {
    const vendor = vendorOf(candidate.model);
    const index = indexOf.get(vendor) ?? facts.push(vendorFact(candidate)) - 1;
    indexOf.set(vendor, index);
    factIndex[i] = index;
  }
  return { facts, factIndex };
}

/** Sorts candidates so that of equals the one to name comes first: see `FactView`. */
function inOrderOfEquals({ attributes, offers }: Catalog, candidates: readonly Candidate[], factOf: FactView['factOf']): Candidate[] {
  const kind = attributes.get(PROVIDER_KIND);
  const keyed = candidates.map((candidate) => ({
    candidate,
    edition: isEditionName(offers.get(candidate.id)?.variant ?? null) ? 1 : 0,
    place: kind && candidate.offer !== null ? placeOfProvider(factOf(kind, candidate).value) : 0,
  }));
  keyed.sort(
    (a, b) =>
      compareIds(a.candidate.model, b.candidate.model) ||
      a.edition - b.edition ||
      a.place - b.place ||
      compareIds(a.candidate.id, b.candidate.id),
  );
  return keyed.map(({ candidate }) => candidate);
}

function editionsAmong({ offers }: Catalog, candidates: readonly Candidate[]): Uint8Array | null {
  const editions = Uint8Array.from(candidates, ({ id }) => (isEditionName(offers.get(id)?.variant ?? null) ? 1 : 0));
  return editions.includes(1) ? editions : null;
}

function holdsOn(when: ClaimWhen | undefined, asOf: string): boolean {
  if (!when) return true;
  return (when.from === undefined || when.from <= asOf) && (when.until === undefined || asOf < when.until);
}

/** The subjects whose claims speak of a candidate, with their specificity. For an attribute of scope `provider` the provider comes first. */
function* subjectsOf(attribute: Attribute, candidate: Candidate): Generator<[string, number]> {
  if (candidate.offer) yield [candidate.offer, OFFER_SPECIFICITY];
  const ofProvider = attribute.scope === 'provider';
  if (candidate.provider) yield [candidate.provider, ofProvider ? 2 : 0];
  yield [candidate.model, ofProvider ? 1 : 2];
  if (candidate.family) yield [candidate.family, ofProvider ? 0 : 1];
}

function offerCandidates(catalog: Catalog): Candidate[] {
  const candidates: Candidate[] = [];
  for (const model of catalog.models.values()) {
    const offers = catalog.offersByModel.get(model.id) ?? [];
    for (const offer of offers)
      candidates.push({ id: offer.id, model: model.id, family: model.family, offer: offer.id, provider: offer.provider });
    if (offers.length === 0) candidates.push({ id: model.id, model: model.id, family: model.family, offer: null, provider: null });
  }
  return candidates;
}

/** The families that the admitted sources speak of. */
function familyCandidates(catalog: Catalog, isAdmitted: (source: Source) => boolean): Candidate[] {
  const speaks = ({ source: id }: Claim) => {
    const source = catalog.sources.get(id);
    return source !== undefined && isAdmitted(source);
  };
  return [...catalog.families.keys()]
    .filter((family) => (catalog.claimsBySubject.get(family) ?? []).some(speaks))
    .map((family) => ({ id: family, model: family, family: null, offer: null, provider: null }));
}
