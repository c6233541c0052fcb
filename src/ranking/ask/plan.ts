import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { SourceSelection } from '../../catalog/facts/fact-view.ts';
import type { Profile } from '../../catalog/kinds/entries.ts';
import { numericScale, standardScale } from '../../catalog/numeric-scale.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { type ComputeInputs, computeInputsOf } from '../../criteria/computed-criterion.ts';
import { computedIn, type RequestCriterion } from '../../criteria/registry.ts';
import type { MethodName } from '../../scoring/analysis/request.ts';
import type { ValueScale } from '../../scoring/value-scale.ts';
import { normaliseWeights } from '../../scoring/weights/direct.ts';
import { type PairwiseWeights, pairwiseWeights } from '../../scoring/weights/pairwise.ts';
import { rankOrderCentroid } from '../../scoring/weights/roc.ts';
import type { RankingRequest, RequestScale, Requirement } from './request.ts';

/** One attribute under a criterion: a plain criterion has a single leaf, a group one for each of its members. */
export type CriterionPart = {
  readonly attribute: Attribute;
  readonly scale: ValueScale;
  /** Share within its criterion; the leaves of a criterion add up to 1. */
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
  };
  readonly constraints: readonly Constraint[];
  /** What the request gives to work something out from, and what is worked out from it. */
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
  /** Where the weights come from pairwise judgements: how consistent they are. */
  readonly judgements: Judgements | null;
};

export type Judgements = { readonly criteria: readonly string[]; readonly found: PairwiseWeights };

const DEFAULTS = { limit: 10, excludedLimit: 20 } as const;

/** Spells a checked request out. `today` (YYYY-MM-DD) is the day that counts where the request names none. */
export function planOf(catalog: Catalog, request: RankingRequest, today: string): Plan {
  const profile = profileOf(catalog, request);
  const merged = selfContained(catalog, request);
  const inputs = computeInputsOf(merged);
  const computed = computedIn(catalog, inputs);
  const named = (name: string) => attributeOf(catalog, name, computed);
  return {
    selection: selectionOf(merged),
    asOf: merged.as_of ?? today,
    candidates: {
      models: merged.candidates?.models ?? [],
      families: merged.candidates?.families ?? [],
      offers: merged.candidates?.offers ?? [],
      providers: merged.candidates?.providers ?? [],
    },
    // in order of id, like the criteria: of several smallest conflicts the same are shown, whatever order the request names them in
    constraints: Object.entries({ ...impliedBy(computed), ...merged.require })
      .sort(([a], [b]) => compareIds(a, b))
      .map(([name, requirement]) => ({ attribute: named(name), requirement })),
    inputs,
    computed,
    criteria: criteriaOf(catalog, merged, named),
    ifUnknown: merged.if_unknown ?? 'worst',
    fold: merged.fold ?? 'model',
    limit: merged.limit ?? DEFAULTS.limit,
    excludedLimit: merged.excluded_limit ?? DEFAULTS.excludedLimit,
    profile,
    method: merged.method ?? 'weighted_sum',
    ordered: merged.prefer?.order !== undefined,
    judgements: judgementsOf(merged),
  };
}

/** The requirements that what a request gives brings along, where it has none of its own on the same. */
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

type Named = (name: string) => Attribute;

function criteriaOf(catalog: Catalog, request: RankingRequest, named: Named): Criterion[] | null {
  const weights = weightsOf(request);
  if (!weights) return null;
  return weights.map(([id, weight]) => ({ id, weight, parts: partsOf(catalog, id, request.scales ?? {}, named) }));
}

/** Criteria in order of id, so that the order in which a request names them changes nothing, down to the last bit of a sum. */
function weightsOf(request: RankingRequest): [string, number][] | null {
  const { swing, order } = request.prefer ?? {};
  // points over their sum: von Winterfeldt and Edwards 1986, Decision Analysis and Behavioral Research, 8.4
  const weights = request.prefer?.weights ?? swing;
  const judgements = judgementsOf(request);
  if (judgements) {
    const found = judgements.criteria.map((name, i): [string, number] => [name, judgements.found.weights[i] as number]);
    return found.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }
  if (weights) {
    const names = Object.keys(weights).sort();
    const values = normaliseWeights(names.map((name) => weights[name] as number));
    return names.map((name, i) => [name, values[i] as number]);
  }
  if (order) {
    const ranked = order.flatMap((entry, i): [string, number][] =>
      typeof entry === 'string' ? [[entry, i]] : entry.map((name) => [name, i]),
    );
    ranked.sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const values = rankOrderCentroid(ranked.map(([, rank]) => rank));
    return ranked.map(([name], i) => [name, values[i] as number]);
  }
  return null;
}

function judgementsOf({ prefer }: RankingRequest): Judgements | null {
  if (!prefer?.pairwise) return null;
  const { criteria, matrix } = prefer.pairwise;
  return { criteria, found: pairwiseWeights(matrix) };
}

function partsOf(catalog: Catalog, id: string, scales: Readonly<Record<string, RequestScale>>, named: Named): CriterionPart[] {
  const group = catalog.groups.get(id);
  const members = group ? Object.keys(group.weights).sort() : [id];
  const shares = normaliseWeights(members.map((member) => group?.weights[member] ?? 1));
  return members.map((member, i) => {
    const attribute = named(member);
    return { attribute, scale: scaleFor(catalog, attribute, scales[member]), share: shares[i] as number };
  });
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
