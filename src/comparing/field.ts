import type { Catalog } from '../catalog/catalog.ts';
import { type Candidate, type FactView, factView } from '../catalog/facts/fact-view.ts';
import { LIFECYCLE } from '../catalog/lifecycle.ts';
import { numericScale } from '../catalog/numeric-scale.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import { planOf } from '../ranking/ask/plan.ts';
import type { RankingRequest, RequestScale } from '../ranking/ask/request.ts';
import { gate } from '../ranking/gate/gate.ts';
import type { ValueScale } from '../scoring/value-scale.ts';
import type { ComparisonRequest } from './request.ts';

/** One of those compared, with its candidates: places in the view. */
export type Option = {
  readonly id: string;
  readonly kind: 'model' | 'family' | 'offer';
  /** All its candidates. */
  readonly places: readonly number[];
  /** Whether any of it can be had on the day. */
  readonly available: boolean;
  /** The candidates that stand for it: those that can be had, or all where none can. */
  readonly shown: readonly number[];
  /** Those of them that a ranking of this field can choose; the rules are about these. */
  readonly eligible: readonly number[];
};

/** Who is compared, on what day and by whose word, and the ranking request that puts just these before the engine. */
export type Field = {
  readonly view: FactView;
  readonly asOf: string;
  readonly options: readonly Option[];
  readonly base: RankingRequest;
  /** Scales that the request gives in place of the vocabulary's. */
  readonly scales: Readonly<Record<string, RequestScale>>;
};

/** Lets those in that can't be had: a requirement on `lifecycle`, and one that everything meets. */
const AS_THEY_ARE = { known: true, if_unknown: 'keep' } as const;

/** Puts a checked request's options into the view. What can't be had counts only where an option has nothing else. */
export function fieldOf(catalog: Catalog, request: ComparisonRequest, today: string): Field {
  const asOf = request.as_of ?? today;
  const sources = request.sources ? { sources: request.sources } : { view: request.view ?? 'verified' };
  // What proves a rule has to be asked of the revision that the rule is true of.
  const revision = request.revision === undefined ? {} : { revision: request.revision };
  const plan = planOf(catalog, { ...sources, as_of: asOf }, today);
  const view = factView(catalog, plan.selection, asOf);
  const named = namedOptions(view, request, request.view === 'article' ? 'family' : 'model');
  const standard = { ...sources, candidates: candidatesNamed(named), as_of: asOf, ...revision };
  const able = passing(catalog, view, standard, today);
  const options = named.map((option) => {
    const available = option.places.filter((place) => able.has(place));
    return { ...option, available: available.length > 0, shown: available.length > 0 ? available : option.places };
  });
  const scales = { ...storedScales(catalog, request), ...request.scales };
  if (options.every((option) => option.available) || !catalog.attributes.has(LIFECYCLE))
    return {
      view,
      asOf,
      scales,
      base: standard,
      options: options.map((option) => ({ ...option, eligible: option.available ? option.shown : [] })),
    };
  const base = { ...standard, candidates: candidatesShown(view, named, options), require: { [LIFECYCLE]: AS_THEY_ARE } };
  const open = passing(catalog, view, base, today);
  return {
    view,
    asOf,
    scales,
    base,
    options: options.map((option) => ({ ...option, eligible: option.shown.filter((place) => open.has(place)) })),
  };
}

/** The scale that counts for an attribute in this comparison. */
export function scaleIn(scales: Field['scales'], id: string, own: AttributeScale | null): ValueScale | null {
  const scale = scales[id] ?? own;
  return scale && numericScale(scale);
}

type Named = { readonly id: string; readonly kind: Option['kind']; readonly places: readonly number[] };

/** In order of id, whatever order they are named in. */
function namedOptions(view: FactView, request: ComparisonRequest, kind: 'model' | 'family'): Named[] {
  const placeOf = (offer: string) => {
    const own = view.byModel.get(offer.slice(0, offer.indexOf('@'))) as readonly number[];
    return own.filter((place) => view.candidates[place]?.offer === offer);
  };
  const named: Named[] = [
    ...(request.models ?? []).map((id) => ({ id, kind, places: view.byModel.get(id) as readonly number[] })),
    ...(request.offers ?? []).map((id) => ({ id, kind: 'offer' as const, places: placeOf(id) })),
  ];
  return named.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function candidatesNamed(named: readonly Named[]): NonNullable<RankingRequest['candidates']> {
  const of = (kind: Option['kind']) => named.filter((option) => option.kind === kind).map(({ id }) => id);
  return withoutEmpty({ models: of('model'), families: of('family'), offers: of('offer') });
}

/** A model of which only some offers can be had is named by those. */
function candidatesShown(view: FactView, named: readonly Named[], options: readonly { shown: readonly number[] }[]) {
  const whole = named.filter((option, i) => option.places.length === options[i]?.shown.length);
  const parts = options.filter((_, i) => !whole.includes(named[i] as Named)).flatMap(({ shown }) => shown);
  const { offers = [], ...rest } = candidatesNamed(whole);
  return withoutEmpty({ ...rest, offers: [...offers, ...parts.map((place) => (view.candidates[place] as Candidate).id)].sort() });
}

function withoutEmpty(lists: Readonly<Record<string, string[] | undefined>>): NonNullable<RankingRequest['candidates']> {
  return Object.fromEntries(Object.entries(lists).filter(([, ids]) => ids && ids.length > 0));
}

/** The candidates that the request leaves. */
function passing(catalog: Catalog, view: FactView, request: RankingRequest, today: string): Set<number> {
  return new Set(gate(catalog, planOf(catalog, request, today), view).eligible);
}

function storedScales(catalog: Catalog, request: ComparisonRequest): RankingRequest['scales'] {
  const profile = catalog.profiles.get(request.prefer?.profile ?? '');
  return (profile?.request as RankingRequest | undefined)?.scales;
}
