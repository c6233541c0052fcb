import fc from 'fast-check';
import type { RankingRequest } from '../../src/ranking/ask/request.ts';
import { requestsOn } from '../../test/support/requests/random-request.ts';
import { DAY, type Words } from './pages.ts';

/** Valid questions with all that a ranking or a comparison takes: those of the tests, with the rest put in at random. */

type Preference = NonNullable<RankingRequest['prefer']>;
type More = {
  readonly way: 'as it is' | 'swing' | 'pairwise';
  readonly judgements: readonly number[];
  readonly method: RankingRequest['method'] | undefined;
  readonly deployment: RankingRequest['deployment'] | undefined;
  /** What is not known is kept, so that somebody is left to be ranked. */
  readonly lenient: boolean;
  readonly fits: 'implied' | 'required' | 'weighed';
  readonly permitted: 'implied' | 'strictly';
  readonly offers: readonly string[] | undefined;
  readonly robustness: RankingRequest['robustness'] | undefined;
  readonly revision: number | undefined;
  readonly excluded_limit: number | undefined;
  readonly load: Partial<NonNullable<RankingRequest['workload']>>;
};

export function randomRankings(words: Words, count: number, seed: number): RankingRequest[] {
  const arbitrary = fc.tuple(requestsOn(words), more(words)).map(([request, added]) => enriched(request, added));
  return fc.sample(arbitrary, { numRuns: count, seed });
}

export function randomComparisons(words: Words, count: number, seed: number): object[] {
  const arbitrary = fc
    .record({
      // without loads: a comparison works nothing out
      base: requestsOn(words, 'sometimes', false),
      by: maybe(fc.uniqueArray(fc.constantFrom(...words.attributes.keys()), { minLength: 1, maxLength: 12 }), 2),
      models: several(words.models.keys()),
      offers: several(words.offers.keys()),
      families: several(words.spoken),
      what: fc.constantFrom('models', 'models', 'offers', 'both', 'families'),
    })
    .map(({ base: { sources, view, prefer, scales, as_of = DAY }, by, what, ...named }) => ({
      ...optionsOf(what, view, sources, named),
      ...(by && { attributes: by }),
      ...(prefer && { prefer }),
      ...(scales && { scales }),
      as_of,
    }));
  return fc.sample(arbitrary, { numRuns: count, seed });
}

type Named = Readonly<Record<'models' | 'offers' | 'families', string[]>>;

function optionsOf(
  what: string,
  view: RankingRequest['view'],
  sources: RankingRequest['sources'],
  { models, offers, families }: Named,
): object {
  if (what === 'families') return { view: 'article', models: families };
  const asked = { ...(view && view !== 'article' && { view }), ...(sources && { sources }) };
  if (what === 'models') return { ...asked, models };
  if (what === 'offers') return { ...asked, offers };
  // an offer is not compared beside its own model
  const [model, second] = models;
  const others = offers.filter((offer) => !offer.startsWith(`${model}@`));
  return { ...asked, models: others.length > 0 ? [model] : [model, second], offers: others };
}

function more(words: Words): fc.Arbitrary<More> {
  return fc.record({
    way: fc.constantFrom('as it is', 'as it is', 'swing', 'pairwise'),
    judgements: fc.array(fc.constantFrom(1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 4), { minLength: 30, maxLength: 30 }),
    method: maybe(fc.constantFrom('weighted_sum_minmax', 'weighted_product', 'topsis', 'vikor', 'promethee_ii', 'weighted_sum'), 1),
    deployment: maybe(deployments([...words.gpus.keys()]), 5),
    lenient: fc.boolean(),
    fits: fc.constantFrom('implied', 'required', 'weighed'),
    permitted: fc.constantFrom('implied', 'implied', 'strictly'),
    offers: maybe(several(words.offers.keys(), 30), 7),
    robustness: maybe(fc.record({ samples: fc.integer({ min: 1, max: 200 }), seed: fc.integer({ min: 0, max: 9 }) }), 3),
    revision: maybe(fc.constant(words.revision), 9),
    excluded_limit: maybe(fc.constantFrom(0, 5, 1000), 3),
    load: fc.constantFrom(
      {},
      {},
      { cached_input_share: 0.25, cache_write_share: 0.5 },
      { long_context: { share: 0.1, input_tokens: 400_000 } },
      { hours_utc: [['16:30', '00:30'] as [string, string], ['08:00', '09:00'] as [string, string]] },
    ),
  });
}

function deployments(gpus: readonly string[]): fc.Arbitrary<NonNullable<RankingRequest['deployment']>> {
  return fc
    .record({
      gpu: fc.oneof(fc.constantFrom(...gpus), fc.constantFrom({ memory_gb: 80 }, { memory_gb: 24, bandwidth_gb_s: 900 })),
      context: fc.constantFrom(1, 8192, 65_536, 1_000_000),
      concurrency: fc.constantFrom(1, 8, 100),
      count: maybe(fc.constantFrom(1, 2, 8, 16), 1),
      precision: maybe(fc.constantFrom('bf16' as const, 'fp8' as const), 2),
      gpu_hour_usd: maybe(fc.constantFrom(0, 2.5), 2),
    })
    .map(withoutUndefined);
}

function enriched(base: RankingRequest, added: More): RankingRequest {
  const { way, judgements, deployment, fits, lenient, permitted, offers, robustness, load, ...plain } = added;
  const { prefer: preferred, workload, candidates, require: required, ...rest } = base;
  const prefer = preferred && preference(preferred, added);
  const needs = {
    ...(required && lenient ? kept(required) : required),
    ...(deployment && fits === 'required' && { fits_deployment: { is: true, if_unknown: 'keep' as const } }),
    ...(base.use && permitted === 'strictly' && { permitted_use: { is: true, if_unknown: 'exclude' as const } }),
  };
  return withoutUndefined({
    as_of: DAY,
    ...rest,
    ...plain,
    require: required || Object.keys(needs).length > 0 ? needs : undefined,
    prefer,
    deployment,
    workload: workload && withLoad(workload, load),
    candidates: candidates ?? (offers && { offers: [...offers] }),
    // without preferences nothing is scored
    robustness: prefer ? robustness : undefined,
  });
}

function kept(required: NonNullable<RankingRequest['require']>): RankingRequest['require'] {
  const entries = Object.entries(required).map(([name, needed]) => [
    name,
    needed.known === undefined ? { ...needed, if_unknown: 'keep' as const } : needed,
  ]);
  return Object.fromEntries(entries);
}

function withLoad(workload: NonNullable<RankingRequest['workload']>, load: More['load']): RankingRequest['workload'] {
  const { cached_input_share: read = 0 } = workload;
  return load.cache_write_share !== undefined && read > 0.5 ? workload : { ...workload, ...load };
}

function preference({ weights, ...other }: Preference, { way, judgements, deployment, fits }: More): Preference {
  if (!weights) return other;
  const all = { ...weights, ...(deployment && fits === 'weighed' && { gpus_needed: 1 }) };
  if (way === 'swing') return { swing: Object.fromEntries(Object.entries(all).map(([name, weight]) => [name, 10 * weight])) };
  if (way === 'as it is') return { weights: all };
  const criteria = Object.keys(all);
  return { pairwise: { criteria, matrix: reciprocal(criteria.length, judgements) } };
}

/** A matrix of judgements: those above the diagonal as they come, their reciprocals below. */
export function reciprocal(size: number, judgements: readonly number[]): number[][] {
  const above = (i: number, j: number) => judgements[(i * size + j) % judgements.length] as number;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 1 : i < j ? above(i, j) : 1 / above(j, i))),
  );
}

function several(ids: Iterable<string>, most = 5): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: most });
}

/** Undefined more often as `times` grows: one in `times` + 1 is given. */
function maybe<T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: times }, { arbitrary, weight: 1 });
}

function withoutUndefined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
