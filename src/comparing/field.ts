import type { Catalog } from '../catalog/catalog.ts';
import { type Candidate, type FactView, factView } from '../catalog/facts/fact-view.ts';
import { LIFECYCLE } from '../catalog/lifecycle.ts';
import { numericScale } from '../catalog/numeric-scale.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import type { Option } from '../explaining/rules/contest.ts';
import { planOf } from '../ranking/ask/plan.ts';
import type { RankingRequest, RequestScale } from '../ranking/ask/request.ts';
import { gate } from '../ranking/gate/gate.ts';
import type { ValueScale } from '../scoring/value-scale.ts';
import type { ComparisonRequest } from './request.ts';

/** One of those compared. Rules are among what a ranking of the field can choose, so whoever can carry one can break one too. */
export type FieldOption = Option & {
  readonly kind: 'model' | 'family' | 'offer';
  /** All its candidates. */
  readonly candidates: readonly number[];
  /** Whether any of it can be had on the day. */
  readonly isAvailable: boolean;
  /** The candidates that stand for it: those that can be had, or all where none can. */
  readonly shown: readonly number[];
};

/** Who is compared, on what day (YYYY-MM-DD) and by which sources. */
export type Field = {
  readonly view: FactView;
  readonly asOf: string;
  readonly options: readonly FieldOption[];
  /** The ranking request that considers just these. */
  readonly base: RankingRequest;
  /** Scales that the request gives in place of the vocabulary's. */
  readonly scales: Readonly<Record<string, RequestScale>>;
};

/** A requirement on `lifecycle` that everything meets: with one of its own, a request also considers what can't be had. */
const AS_THEY_ARE = { known: true, if_unknown: 'keep' } as const;

/** The field of a checked request. What can't be had counts only where an option has nothing else. */
export function fieldOf(catalog: Catalog, request: ComparisonRequest, today: string): Field {
  const asOf = request.as_of ?? today;
  const sources = request.sources ? { sources: request.sources } : { view: request.view ?? 'verified' };
  // what proves a rule has to be asked of the revision that the rule is true of
  const revision = request.revision === undefined ? {} : { revision: request.revision };
  const plan = planOf(catalog, { ...sources, as_of: asOf }, today);
  const view = factView(catalog, plan.selection, asOf);
  const named = namedOptions(view, request, request.view === 'article' ? 'family' : 'model');
  const standard = { ...sources, candidates: candidatesNamed(named), as_of: asOf, ...revision };
  const passing = eligibleIn(catalog, view, standard, today);
  const options = named.map((option) => {
    const available = option.candidates.filter((candidate) => passing.has(candidate));
    return { ...option, isAvailable: available.length > 0, shown: available.length > 0 ? available : option.candidates };
  });
  const scales = { ...storedScales(catalog, request), ...request.scales };
  if (options.every(({ isAvailable }) => isAvailable) || !catalog.attributes.has(LIFECYCLE))
    return {
      view,
      asOf,
      scales,
      base: standard,
      options: options.map((option) => withEligible(option, option.isAvailable ? option.shown : [])),
    };
  const base = { ...standard, candidates: candidatesShown(view, named, options), require: { [LIFECYCLE]: AS_THEY_ARE } };
  const admitted = eligibleIn(catalog, view, base, today);
  return {
    view,
    asOf,
    scales,
    base,
    options: options.map((option) =>
      withEligible(
        option,
        option.shown.filter((candidate) => admitted.has(candidate)),
      ),
    ),
  };
}

function withEligible(option: Omit<FieldOption, 'eligible' | 'available'>, eligible: readonly number[]): FieldOption {
  return { ...option, eligible, available: eligible };
}

/** The scale that counts for an attribute in this comparison. */
export function scaleIn(scales: Field['scales'], id: string, own: AttributeScale | null): ValueScale | null {
  const scale = scales[id] ?? own;
  return scale && numericScale(scale);
}

type Named = Pick<FieldOption, 'id' | 'kind' | 'candidates'>;

/** In order of id, whatever order they are named in. */
function namedOptions(view: FactView, request: ComparisonRequest, kind: 'model' | 'family'): Named[] {
  const candidatesOf = (model: string) => view.byModel.get(model) ?? [];
  const candidatesOfOffer = (offer: string) =>
    candidatesOf(offer.slice(0, offer.indexOf('@'))).filter((candidate) => view.candidates[candidate]?.offer === offer);
  const named: Named[] = [
    ...(request.models ?? []).map((id) => ({ id, kind, candidates: candidatesOf(id) })),
    ...(request.offers ?? []).map((id) => ({ id, kind: 'offer' as const, candidates: candidatesOfOffer(id) })),
  ];
  return named.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function candidatesNamed(named: readonly Named[]): NonNullable<RankingRequest['candidates']> {
  const idsOf = (kind: Named['kind']) => named.filter((option) => option.kind === kind).map(({ id }) => id);
  return withoutEmpty({ models: idsOf('model'), families: idsOf('family'), offers: idsOf('offer') });
}

/** A model of which only some offers can be had is named by those. */
function candidatesShown(view: FactView, named: readonly Named[], options: readonly { shown: readonly number[] }[]) {
  const whole = named.filter((option, i) => option.candidates.length === options[i]?.shown.length);
  const parts = options.filter((_, i) => !whole.includes(named[i] as Named)).flatMap(({ shown }) => shown);
  const { offers = [], ...rest } = candidatesNamed(whole);
  return withoutEmpty({ ...rest, offers: [...offers, ...parts.map((part) => (view.candidates[part] as Candidate).id)].sort() });
}

function withoutEmpty(lists: Readonly<Record<string, string[] | undefined>>): NonNullable<RankingRequest['candidates']> {
  return Object.fromEntries(Object.entries(lists).filter(([, ids]) => ids && ids.length > 0));
}

/** The candidates that the request leaves. */
function eligibleIn(catalog: Catalog, view: FactView, request: RankingRequest, today: string): Set<number> {
  return new Set(gate(catalog, planOf(catalog, request, today), view).eligible);
}

function storedScales(catalog: Catalog, request: ComparisonRequest): RankingRequest['scales'] {
  const profile = catalog.profiles.get(request.prefer?.profile ?? '');
  return (profile?.request as RankingRequest | undefined)?.scales;
}
