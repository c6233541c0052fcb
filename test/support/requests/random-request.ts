import * as fc from 'fast-check';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { ClaimValue } from '../../../src/catalog/claim.ts';
import { VENDOR, vendorOf } from '../../../src/catalog/facts/market.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import type { RankingRequest, RequestScale } from '../../../src/ranking/ask/request.ts';
import type { Requirement } from '../../../src/ranking/gate/operators/requirement.ts';
import type { Use } from '../../../src/words/use.ts';
import { TODAY } from '../catalogs/seeded.ts';
import { among, maybe, membersOf, requirementsOn, withoutUndefined } from './random-requirement.ts';

/** Valid requests in the words of a catalog: thresholds, members and days are ones that its claims speak of. */

/** What is needed of a catalog to speak in its words. */
export type SpokenCatalog = Pick<
  Catalog,
  'attributes' | 'claimsByAttribute' | 'families' | 'groups' | 'licenses' | 'models' | 'profiles' | 'providers' | 'sources' | 'turningDays'
>;

type Preferring = 'always' | 'sometimes';

/** Attributes on which the catalog says enough for a question to be worth asking, with what it says. */
type Word = { readonly attribute: Attribute; readonly values: readonly ClaimValue[]; readonly subjects: number };

export function requestsOn(catalog: SpokenCatalog, preferring: Preferring = 'sometimes', loads = true): fc.Arbitrary<RankingRequest> {
  const words = wordsOf(catalog);
  return fc
    .record({
      require: requirements(words),
      prefer: preferences(words, catalog, preferring),
      where: sourcesOf(catalog),
      candidates: candidatesOf(catalog),
      if_unknown: maybe(fc.constantFrom('worst' as const, 'exclude' as const, 'neutral' as const), 2),
      fold: maybe(fc.constantFrom('model' as const, 'none' as const), 1),
      limit: maybe(fc.constantFrom(1, 3, 100), 2),
      workload: loads && catalog.attributes.has('price_input') ? maybe(workloads, 3) : fc.constant(undefined),
      cost: fc.record({ weight: fc.constantFrom(0, 0.5, 1, 3), at_most: maybe(fc.constantFrom(10, 500, 5000), 2) }),
      use: catalog.licenses.size > 0 ? maybe(uses, 3) : fc.constant(undefined),
      as_of: fc.constantFrom(TODAY, TODAY, TODAY, ...daysAround(catalog)),
    })
    .map(({ require, prefer, where, candidates, cost, ...rest }) =>
      withoutUndefined({
        ...rest,
        ...where,
        candidates,
        ...withCost(require, prefer, rest.workload === undefined ? null : cost),
      }),
    );
}

/** Loads of every kind that a cost is worked out for. */
const workloads: fc.Arbitrary<NonNullable<RankingRequest['workload']>> = fc
  .record({
    requests_per_month: fc.constantFrom(1, 10_000, 500_000),
    input_tokens: fc.constantFrom(100, 3000, 250_000),
    output_tokens: fc.constantFrom(1, 400),
    cached_input_share: maybe(fc.constantFrom(0, 0.4, 1), 1),
    batch_share: maybe(fc.constantFrom(0, 0.5), 1),
    reasoning_multiplier: maybe(fc.constantFrom(2, { low: 1, expected: 2, high: 4 }), 2),
    hours_utc: maybe(fc.constant([['08:00', '18:00']] as [string, string][]), 2),
  })
  .map(withoutUndefined);

type Asked = Preferred & Pick<RankingRequest, 'require'>;

/** Where there is a load, what it costs is preferred, and at times required, beside the rest. */
function withCost(
  require: Record<string, Requirement>,
  { prefer, scales }: Preferred,
  cost: { readonly weight: number; readonly at_most: number | undefined } | null,
): Asked {
  const needs = cost?.at_most === undefined ? require : { ...require, monthly_cost: { at_most: cost.at_most } };
  const weights = cost && prefer?.weights ? { ...prefer.weights, monthly_cost: cost.weight } : prefer?.weights;
  return withoutUndefined({
    require: Object.keys(needs).length > 0 || !prefer ? needs : undefined,
    prefer: prefer && weights ? { weights } : prefer,
    scales,
  });
}

/** Intentions about the thresholds and clauses of the seed's licences. */
const uses: fc.Arbitrary<Use> = fc
  .record(
    {
      commercial: fc.boolean(),
      monthly_active_users: fc.constantFrom(0, 100_000_001, 700_000_000, 800_000_000),
      annual_revenue: fc.constantFrom(0, 30_000_000),
      region: fc.constantFrom('DE' as const, 'EU' as const, 'US' as const),
      trains_other_models: fc.boolean(),
      redistributes: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((use) => Object.keys(use).length > 0);

function wordsOf(catalog: SpokenCatalog): Word[] {
  return [...catalog.attributes.values()].flatMap((attribute) => {
    // a model's maker is in its id, and no other is taken
    if (attribute.id === VENDOR) return [{ attribute, values: [...catalog.models.keys()].map(vendorOf), subjects: catalog.models.size }];
    const subjects = catalog.claimsByAttribute.get(attribute.id);
    if (!subjects) return [];
    const values = [...subjects.values()].flat().flatMap((claim) => (claim.value === null ? [] : [claim.value]));
    return values.length > 0 ? [{ attribute, values, subjects: subjects.size }] : [];
  });
}

/** Mostly words that many candidates are known by, now and then a rare one; what says whether a model can be had comes up by name. */
function someWords(words: readonly Word[], size: { minLength: number; maxLength: number }): fc.Arbitrary<Word[]> {
  if (words.length === 0) return fc.constant([]);
  const common = [...words].sort((a, b) => b.subjects - a.subjects || (a.attribute.id < b.attribute.id ? -1 : 1)).slice(0, 40);
  const ofAvailability = words.filter(({ attribute }) => attribute.id === 'lifecycle' || attribute.id === 'retirement_date');
  const word = fc.oneof(
    { arbitrary: fc.constantFrom(...common), weight: 8 },
    { arbitrary: fc.constantFrom(...words), weight: 2 },
    ...(ofAvailability.length > 0 ? [{ arbitrary: fc.constantFrom(...ofAvailability), weight: 1 }] : []),
  );
  return fc.uniqueArray(word, { ...size, selector: ({ attribute }) => attribute.id });
}

function requirements(words: readonly Word[]): fc.Arbitrary<Record<string, Requirement>> {
  const howMany = fc.constantFrom(0, 1, 1, 1, 2, 2, 3);
  const some = howMany.chain((most) => someWords(words, { minLength: Math.min(most, 1), maxLength: most }));
  return some.chain((chosen) => fc.tuple(...chosen.map((word) => requirementOn(word))).map((made) => Object.fromEntries(made)));
}

function requirementOn({ attribute, values }: Word): fc.Arbitrary<[string, Requirement]> {
  return requirementsOn(attribute, values).map((requirement) => [attribute.id, requirement]);
}

type Preferred = Pick<RankingRequest, 'prefer' | 'scales'>;

function preferences(words: readonly Word[], catalog: SpokenCatalog, preferring: Preferring): fc.Arbitrary<Preferred> {
  const weighed = criteriaOf(words, catalog, 5).chain(({ names, scales }) =>
    fc.tuple(...names.map(() => fc.constantFrom(0, 0.5, 1, 1, 2, 3, 7))).map((weights): Preferred => {
      const sane = weights.every((weight) => weight === 0) ? weights.map(() => 1) : weights;
      return { prefer: { weights: Object.fromEntries(names.map((name, i) => [name, sane[i] as number])) }, scales };
    }),
  );
  const ordered = criteriaOf(words, catalog, 4).chain(({ names, scales }) =>
    fc.boolean().map((tied): Preferred => {
      const order = tied && names.length > 2 ? [names[0] as string, names.slice(1)] : names;
      return { prefer: { order }, scales };
    }),
  );
  const profiles = [...catalog.profiles.keys()];
  const byProfile = profiles.length > 0 ? fc.constantFrom(...profiles).map((profile): Preferred => ({ prefer: { profile } })) : weighed;
  return fc.oneof(
    { arbitrary: weighed, weight: 8 },
    { arbitrary: ordered, weight: 3 },
    { arbitrary: byProfile, weight: 1 },
    ...(preferring === 'sometimes' ? [{ arbitrary: fc.constant({} as Preferred), weight: 2 }] : []),
  );
}

function criteriaOf(
  words: readonly Word[],
  catalog: SpokenCatalog,
  most: number,
): fc.Arbitrary<{ names: string[]; scales: RankingRequest['scales'] }> {
  const scalable = words.filter((word) => word.attribute.scale !== null || defaultless(word) !== null);
  const groups = [...catalog.groups.keys()];
  return fc
    .tuple(
      someWords(scalable, { minLength: 1, maxLength: most }),
      groups.length > 0 ? maybe(fc.constantFrom(...groups), 2) : fc.constant(undefined),
    )
    .chain(([chosen, group]) =>
      fc
        .tuple(
          ...chosen.map((word) => {
            const own = defaultless(word);
            if (own === null) return fc.constant(undefined);
            return word.attribute.scale === null ? own : maybe(own, 3);
          }),
        )
        .map((made) => {
          const given = chosen.flatMap((word, i) => (made[i] ? [[word.attribute.id, made[i]] as const] : []));
          const names = [...chosen.map((word) => word.attribute.id), ...(group ? [group] : [])];
          if (names.length === 0) names.push(...groups.slice(0, 1));
          return { names, scales: given.length > 0 ? Object.fromEntries(given) : undefined };
        }),
    );
}

/** A scale of the request's own, or null where the values give no two anchors. */
function defaultless({ attribute, values }: Word): fc.Arbitrary<RequestScale> | null {
  if (attribute.type === 'set' || attribute.type === 'string') {
    return among(membersOf(attribute, values)).map((wanted) => ({ kind: 'set' as const, wanted }));
  }
  if (attribute.type === 'boolean') return fc.constantFrom<RequestScale>({ worst: 0, best: 1 }, { kind: 'linear', worst: 1, best: 0 });
  const sorted = [...new Set(values as (number | string)[])].sort((a, b) => (a < b ? -1 : 1));
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || low === high) return null;
  if (typeof low === 'string' || typeof high === 'string') {
    return fc.constantFrom<RequestScale>({ worst: low, best: high }, { kind: 'linear', worst: high, best: low });
  }
  const middle = sorted[Math.floor(sorted.length / 2)] as number;
  const scales: RequestScale[] = [
    { worst: low, best: high },
    { kind: 'linear', worst: high, best: low },
    { kind: 'linear', worst: low, best: (low + high) / 2 },
  ];
  if (low > 0) scales.push({ kind: 'log', worst: low, best: high });
  if (middle > low && middle < high) {
    const points: [number, number][] = [
      [low, 1],
      [middle, 0.25],
      [high, 0],
    ];
    scales.push({ kind: 'steps', points });
  }
  return fc.constantFrom(...scales);
}

function sourcesOf(catalog: SpokenCatalog): fc.Arbitrary<Pick<RankingRequest, 'view' | 'sources'>> {
  const some = fc.uniqueArray(fc.constantFrom(...catalog.sources.keys()), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { arbitrary: fc.constant({}), weight: 6 },
    { arbitrary: fc.constantFrom('verified' as const, 'article' as const, 'all' as const).map((view) => ({ view })), weight: 3 },
    { arbitrary: some.map((except) => ({ sources: { except } })), weight: 1 },
    { arbitrary: some.map((only) => ({ sources: { only } })), weight: 1 },
  );
}

function candidatesOf(catalog: SpokenCatalog): fc.Arbitrary<RankingRequest['candidates']> {
  const some = (ids: Iterable<string>) => fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 5 });
  return fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 6 },
    { arbitrary: some(catalog.models.keys()).map((models) => ({ models })), weight: 1 },
    { arbitrary: some(catalog.providers.keys()).map((providers) => ({ providers })), weight: 1 },
    ...(catalog.families.size > 0 ? [{ arbitrary: some(catalog.families.keys()).map((families) => ({ families })), weight: 1 }] : []),
  );
}

function daysAround(catalog: SpokenCatalog): string[] {
  const days = catalog.turningDays.flatMap((day) => [day, dayAfter(day, -1)]);
  return days.length > 0 ? days : [TODAY];
}

function dayAfter(day: string, by: number): string {
  return new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
}
