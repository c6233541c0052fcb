import { compileCatalog } from '../src/catalog/catalog.ts';
import type { CatalogData } from '../src/catalog/catalog-data.ts';
import type { Claim } from '../src/catalog/claim.ts';
import { checkRequest } from '../src/selection/check-request.ts';
import { prepareRanking, rankingJson } from '../src/selection/rank-catalog.ts';
import { loadCatalog } from '../src/store/load.ts';
import { migrate } from '../src/store/migrate.ts';
import { openDatabase } from '../src/store/open.ts';
import { seedFromFolder } from '../src/store/seed.ts';

/**
 * What a ranking costs as the catalog grows: the seed, and catalogs of 5,000 and 50,000 offers that hold the seed's models, offers and claims
 * many times under new ids, numbers a little different in each copy. `first` compiles the columns that the request draws on.
 */
const DAY = '2026-11-23';
const SIZES = [0, 5_000, 50_000];

const require = {
  context_window: { at_least: 100_000 },
  price_input: { at_most: 2 },
  tool_calling: { is: true },
  modalities_in: { all_of: ['text'] },
  hosting: { none_of: ['community'] },
  max_output_tokens: { at_least: 4000 },
};
const weights = { price_input: 3, price_output: 3, gpqa_diamond: 2, context_window: 1, mmlu_pro: 1, swe_bench_verified: 2 };
const REQUESTS: Record<string, object> = {
  ranked: { require, prefer: { weights } },
  'not folded': { require, prefer: { weights }, fold: 'none' },
  'not scored': { require },
  groups: { prefer: { weights: { coding: 2, knowledge: 1, price_output: 1 } } },
  infeasible: { require: { ...require, price_input: { at_most: 0.001 }, gpqa_diamond: { at_least: 99 }, open_weights: { is: true } } },
};

const db = openDatabase(':memory:');
migrate(db, new Date());
seedFromFolder(db, new Date());
const seed = loadCatalog(db);
console.log(
  `us for a request, its answer as JSON; median of 5 rounds\n${'offers'.padStart(8)}${'request'.padStart(14)}${'first'.padStart(12)}${'next'.padStart(10)}`,
);
for (const size of SIZES) {
  const catalog = compileCatalog(size === 0 ? seed : enlarged(seed, size));
  for (const [name, body] of Object.entries(REQUESTS)) {
    const answer = () => {
      const { request } = checkRequest(catalog, body);
      if (!request) throw new Error(`${name} is refused`);
      return rankingJson(prepareRanking(catalog, request, DAY)).length;
    };
    const first = timed(answer, 1);
    const rounds = Math.max(3, Math.round(200_000 / (size + 200)));
    for (let i = 0; i < 2; i++) timed(answer, rounds);
    const next = [1, 2, 3, 4, 5].map(() => timed(answer, rounds)).sort((a, b) => a - b)[2] as number;
    console.log(
      `${String(catalog.offers.size).padStart(8)}${name.padStart(14)}${first.toFixed(0).padStart(12)}${next.toFixed(0).padStart(10)}`,
    );
  }
}

function timed(run: () => number, times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return (1000 * (performance.now() - start)) / times;
}

function enlarged(data: CatalogData, offers: number): CatalogData {
  const copies = Array.from({ length: Math.round(offers / data.offers.length) }, (_, copy) => copy);
  const subjects = new Set([...data.models, ...data.offers].map(({ id }) => id));
  const renamed = (id: string, copy: number) => id.replace(/^[^@]+/, (model) => `${model}-c${copy}`);
  const everyCopy = <T>(items: readonly T[], made: (item: T, copy: number) => T) =>
    copies.flatMap((copy) => items.map((item) => made(item, copy)));
  return {
    ...data,
    models: everyCopy(data.models, (model, copy) => ({ ...model, id: renamed(model.id, copy) })),
    offers: everyCopy(data.offers, (offer, copy) => ({ ...offer, id: renamed(offer.id, copy), model: renamed(offer.model, copy) })),
    claims: [
      ...data.claims.filter(({ subject }) => !subjects.has(subject)),
      ...everyCopy(
        data.claims.filter(({ subject }) => subjects.has(subject)),
        (claim, copy): Claim => ({
          ...claim,
          id: `${claim.id}${copy}`,
          subject: renamed(claim.subject, copy),
          value: typeof claim.value === 'number' ? claim.value * (1 + copy / 1e5) : claim.value,
        }),
      ),
    ],
  };
}
