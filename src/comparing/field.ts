import type { Catalog } from '../catalog/catalog.ts';
import { type Candidate, type FactView, factView } from '../catalog/facts/fact-view.ts';
import { LIFECYCLE } from '../catalog/facts/lifecycle.ts';
import { numericScale } from '../catalog/facts/numeric-scale.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import type { Option } from '../explaining/rules/contest.ts';
import { planOf } from '../ranking/ask/plan.ts';
import type { RankingRequest, RequestScale } from '../ranking/ask/request.ts';
import { contendersAmong } from '../ranking/gate/contenders.ts';
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
const AS_THEY_ARE_REQUIRED = { require: { [LIFECYCLE]: { known: true, if_unknown: 'keep' } } } as const;

/** What of the market is let in where an option has nothing else. */
const OPEN = { plans: 'include', unvetted: true } as const;

/**
 * The field of a checked request. What can't be had counts only where an option has nothing else; so do editions, plans, and providers of which
 * nobody says what they are. An offer that is named counts as it is.
 */
export function fieldOf(catalog: Catalog, request: ComparisonRequest, today: string): Field {
  const asOf = request.as_of ?? today;
  const sources = request.sources ? { sources: request.sources } : { view: request.view ?? 'verified' };
  // what proves a rule has to be asked of the revision that the rule is true of
  const revision = request.revision === undefined ? {} : { revision: request.revision };
  const plan = planOf(catalog, { ...sources, as_of: asOf }, today);
  const view = factView(catalog, plan.selection, asOf);
  const named = namedOptions(view, request, request.view === 'article' ? 'family' : 'model');
  const standard = { ...sources, candidates: candidatesNamed(named), as_of: asOf, ...revision };
  const sold = eligibleIn(catalog, view, standard, today);
  const available = eligibleIn(catalog, view, { ...standard, candidates: { ...standard.candidates, ...OPEN } }, today);
  const options = named.map((option) => ({
    ...option,
    isAvailable: option.candidates.some((candidate) => available.has(candidate)),
    shown: shownOf(view, option, [sold, available]),
  }));
  const scales = { ...storedScales(catalog, request), ...request.scales };
  const fields = { view, asOf, scales };
  if (options.every((option) => isJustWhatIsSold(option, sold)))
    return { ...fields, base: standard, options: options.map((option) => withEligible(option, option.shown)) };
  // what is named is asked for, so an offer that is let in has to be named
  const asTheyAre = catalog.attributes.has(LIFECYCLE) ? AS_THEY_ARE_REQUIRED : {};
  const passing = eligibleIn(catalog, view, { ...standard, ...asTheyAre }, today);
  const require = options.every(({ isAvailable }) => isAvailable) ? {} : asTheyAre;
  const base = { ...standard, candidates: candidatesShown(view, options, passing), ...require };
  const admitted = eligibleIn(catalog, view, base, today);
  const eligibleOf = ({ shown }: { readonly shown: readonly number[] }) => shown.filter((candidate) => admitted.has(candidate));
  return { ...fields, base, options: options.map((option) => withEligible(option, eligibleOf(option))) };
}

/** The candidates that speak for an option: those of the first set that has any, or all. Of a model its plain offers, where there are any. */
function shownOf(view: FactView, { kind, candidates }: Named, sets: readonly ReadonlySet<number>[]): readonly number[] {
  const some = sets.map((set) => candidates.filter((candidate) => set.has(candidate))).find(({ length }) => length > 0) ?? candidates;
  return contendersAmong({ fold: kind === 'offer' ? 'none' : 'model' }, view, some);
}

/** Whether an option is compared by what is sold of it, all of that and nothing else. */
function isJustWhatIsSold({ candidates, shown }: Shown, sold: ReadonlySet<number>): boolean {
  return candidates.every((candidate) => sold.has(candidate) === shown.includes(candidate));
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
type Shown = Named & Pick<FieldOption, 'shown'>;

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

/** A model is named by its offers where only some of them speak for it, or where one is only let in by its name: it is not among the `passing`. */
function candidatesShown(view: FactView, options: readonly Shown[], passing: ReadonlySet<number>) {
  const isWhole = ({ kind, candidates, shown }: Shown) =>
    kind !== 'model' || (shown.length === candidates.length && shown.every((candidate) => passing.has(candidate)));
  const whole = options.filter(isWhole);
  const parts = options.filter((option) => !isWhole(option)).flatMap(({ shown }) => shown);
  const { offers = [], ...rest } = candidatesNamed(whole);
  return withoutEmpty({ ...rest, offers: [...offers, ...parts.map((part) => (view.candidates[part] as Candidate).id)].sort() });
}

type Lists = Pick<NonNullable<RankingRequest['candidates']>, 'models' | 'families' | 'offers'>;

function withoutEmpty(lists: Lists): NonNullable<RankingRequest['candidates']> {
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
