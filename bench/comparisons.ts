import { indexCatalog } from '../src/catalog/derived/index-catalog.ts';
import { compareOptions } from '../src/comparing/compare.ts';
import { seedFromFolder } from '../src/service/seeding/seed.ts';
import { openStore } from '../src/store/sqlite/store.ts';

/** The comparison engine on the seed, without HTTP: microseconds for 2, 5 and 10 models, with preferences and without. */
const ROUNDS = 7;
const TODAY = '2026-11-23';
const PREFER = { weights: { price_output: 1, gpqa_diamond: 1, context_window: 1, swe_bench_verified: 2 } };

const store = openStore(':memory:', new Date(0));
await seedFromFolder(store.catalog, new Date(0));
const catalog = indexCatalog(await store.catalog.read());
await store.close();

const ids = [...catalog.models.keys()];
for (const size of [2, 5, 10]) {
  for (const asked of [{}, { prefer: PREFER }]) {
    const requests = Array.from({ length: 40 }, (_, i) => ({
      ...asked,
      models: Array.from({ length: size }, (_, k) => ids[(i * 7 + k * 5) % ids.length] as string),
    }));
    for (const request of requests) compareOptions(catalog, request, TODAY);
    const times = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      for (const request of requests) compareOptions(catalog, request, TODAY);
      return ((performance.now() - start) * 1000) / requests.length;
    });
    const answers = requests.map((request) => compareOptions(catalog, request, TODAY));
    const mean = (of: (answer: (typeof answers)[number]) => number) =>
      answers.reduce((sum, answer) => sum + of(answer), 0) / answers.length;
    console.log(
      `${String(size).padStart(2)} models${'prefer' in asked ? ', preferences' : ''}`.padEnd(24),
      `${times
        .sort((a, b) => a - b)
        [Math.floor(ROUNDS / 2)]?.toFixed(0)
        .padStart(6)} us`,
      `${mean((answer) => answer.rules.length)
        .toFixed(0)
        .padStart(4)} rules`,
      `${(mean((answer) => JSON.stringify(answer).length) / 1000).toFixed(0).padStart(4)} kB`,
    );
  }
}
