import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { Profile } from '../../catalog/entries.ts';
import type { SourceSelection } from '../../catalog/facts/fact-view.ts';
import { numericScale, standardScale } from '../../catalog/facts/numeric-scale.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { type ComputeInputs, computeInputsOf } from '../../criteria/computed-criterion.ts';
import { computedIn, type RequestCriterion } from '../../criteria/registry.ts';
import { DEFAULT_METHOD, type MethodName } from '../../scoring/methods/registry.ts';
import { numberIn } from '../../scoring/number-in.ts';
import type { ValueScale } from '../../scoring/value-scale.ts';
import { normaliseWeights } from '../../scoring/weights/direct.ts';
import type { Requirement } from '../gate/operators/requirement.ts';
import type { RankingRequest, RequestScale } from './request.ts';
import { type Judgements, judgementsOf, type WeightedName, weightsOf } from './weights.ts';

/** One attribute of a criterion: a plain criterion has a single part, a group one for each of its members. */
export type CriterionPart = {
  readonly attribute: Attribute;
  readonly scale: ValueScale;
  /** Share within its criterion (0 to 1); those of all its parts add up to 1. */
  readonly share: number;
};

/** Something to prefer, under the name that the request uses. */
export type Criterion = { readonly id: string; readonly weight: number; readonly parts: readonly CriterionPart[] };

export type Constraint = { readonly attribute: Attribute; readonly requirement: Requirement };

/** A checked request with every default spelled out and every name looked up: what the steps after it work from. */
export type Plan = {
  readonly selection: SourceSelection;
  readonly asOf: string;
  readonly candidates: {
    readonly models: readonly string[];
    readonly families: readonly string[];
    readonly offers: readonly string[];
    readonly providers: readonly string[];
    readonly kinds: readonly string[];
    readonly plans: 'exclude' | 'include';
    readonly unvetted: boolean;
  };
  readonly constraints: readonly Constraint[];
  /** What the request gives to compute criteria from, and the criteria computed from it. */
  readonly inputs: ComputeInputs;
  readonly computed: readonly RequestCriterion[];
  /** Null: nothing is preferred, so nothing is scored. */
  readonly criteria: readonly Criterion[] | null;
  readonly ifUnknown: 'worst' | 'exclude' | 'neutral';
  readonly fold: 'model' | 'none';
  readonly limit: number;
  readonly excludedLimit: number;
  readonly profile: Profile | null;
  readonly method: MethodName;
  /** Whether the request gives an order rather than weights. */
  readonly ordered: boolean;
  /** Null where the weights come from no pairwise judgements. */
  readonly judgements: Judgements | null;
};

const DEFAULTS = { limit: 10, excludedLimit: 20, kinds: ['chat'] } as const;

/** Spells a checked request out. `today` (YYYY-MM-DD) is the day that counts where the request names none. */
export function planOf(catalog: Catalog, request: RankingRequest, today: string): Plan {
  const merged = selfContained(catalog, request);
  const { prefer = {}, candidates = {}, scales = {} } = merged;
  const inputs = computeInputsOf(merged);
  const computed = computedIn(catalog, inputs);
  const judgements = judgementsOf(prefer);
  const find = (name: string) => attributeOf(catalog, name, computed);
  return {
    selection: selectionOf(merged),
    asOf: merged.as_of ?? today,
    candidates: {
      models: candidates.models ?? [],
      families: candidates.families ?? [],
      offers: candidates.offers ?? [],
      providers: candidates.providers ?? [],
      kinds: [...(candidates.kinds ?? DEFAULTS.kinds)].sort(),
      plans: candidates.plans ?? 'exclude',
      unvetted: candidates.unvetted ?? false,
    },
    // in order of id, like the criteria: of several smallest conflicts the same are shown, whatever order the request names them in
    constraints: Object.entries({ ...impliedBy(computed), ...merged.require })
      .sort(([a], [b]) => compareIds(a, b))
      .map(([name, requirement]) => ({ attribute: find(name), requirement })),
    inputs,
    computed,
    criteria: weightsOf(prefer, judgements)?.map((weighted) => criterionOf(catalog, weighted, scales, find)) ?? null,
    ifUnknown: merged.if_unknown ?? 'worst',
    fold: merged.fold ?? 'model',
    limit: merged.limit ?? DEFAULTS.limit,
    excludedLimit: merged.excluded_limit ?? DEFAULTS.excludedLimit,
    profile: profileOf(catalog, request),
    method: merged.method ?? DEFAULT_METHOD,
    ordered: prefer.order !== undefined,
    judgements,
  };
}

/** The requirements that come with the inputs of computed criteria. One of the request on the same criterion stands in its place. */
function impliedBy(computed: readonly RequestCriterion[]): Record<string, Requirement> {
  return Object.fromEntries(
    computed.flatMap(({ criterion: { implies }, attribute }) => (implies ? [[attribute.id, implies] as const] : [])),
  );
}

function profileOf(catalog: Catalog, request: RankingRequest): Profile | null {
  return request.prefer?.profile === undefined ? null : (catalog.profiles.get(request.prefer.profile) ?? null);
}

/** The request with what its profile says put in its place: it asks the same of another catalog, whatever becomes of the profile. */
export function selfContained(catalog: Catalog, request: RankingRequest): RankingRequest {
  const profile = profileOf(catalog, request);
  return profile ? withProfile(request, profile.request as RankingRequest) : request;
}

/** What the request says itself stands before what the profile says; requirements and scales add up. */
function withProfile(request: RankingRequest, profile: RankingRequest): RankingRequest {
  const { prefer: _named, ...own } = request;
  return {
    ...profile,
    ...own,
    ...(profile.require || own.require ? { require: { ...profile.require, ...own.require } } : {}),
    ...(profile.scales || own.scales ? { scales: { ...profile.scales, ...own.scales } } : {}),
  };
}

export function selectionOf(request: RankingRequest): SourceSelection {
  if (request.sources?.only) return { only: [...request.sources.only].sort() };
  if (request.sources?.except) return { except: [...request.sources.except].sort() };
  return { view: request.view ?? 'verified' };
}

/** Finds the attribute of a name, claimed or computed. */
type FindAttribute = (name: string) => Attribute;
type Scales = Readonly<Record<string, RequestScale>>;

function criterionOf(catalog: Catalog, [id, weight]: WeightedName, scales: Scales, find: FindAttribute): Criterion {
  const group = catalog.groups.get(id);
  const members = group ? Object.keys(group.weights).sort() : [id];
  const shares = normaliseWeights(members.map((member) => group?.weights[member] ?? 1));
  const parts = members.map((member, i): CriterionPart => {
    const attribute = find(member);
    return { attribute, scale: scaleFor(catalog, attribute, scales[member]), share: numberIn(shares, i) };
  });
  return { id, weight, parts };
}

function scaleFor(catalog: Catalog, attribute: Attribute, own: RequestScale | undefined): ValueScale {
  if (own) return numericScale(own);
  const isClaimed = catalog.attributes.get(attribute.id) === attribute;
  const standard = isClaimed ? standardScale(attribute) : attribute.scale && numericScale(attribute.scale);
  if (!standard) throw new Error(`criterion ${attribute.id} has no scale, and the check let it pass`);
  return standard;
}

function attributeOf(catalog: Catalog, name: string, computed: readonly RequestCriterion[]): Attribute {
  const attribute = catalog.attributes.get(name) ?? computed.find((one) => one.attribute.id === name)?.attribute;
  if (!attribute) throw new Error(`attribute ${name} is not in the vocabulary, and the check let it pass`);
  return attribute;
}
