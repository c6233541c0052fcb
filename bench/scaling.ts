import { writeFileSync } from 'node:fs';
import { compileCatalog } from '../src/catalog/catalog.ts';
import { prepareRanking, rankingJson } from '../src/explaining/rank-catalog.ts';
import { checkRequest } from '../src/ranking/ask/check-request.ts';
import { seedFromFolder } from '../src/service/seeding/seed.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import { enlarged } from './enlarged.ts';

/**
 * What a ranking costs as the catalog grows: the seed, and catalogs of 500 to 50,000 offers that hold the seed's models, offers and claims
 * many times under new ids, numbers a little different in each copy. `first` compiles the columns that the request draws on. Draws
 * bench/growth.svg, both axes by ratio: a slope of 1 is linear growth.
 */
const DAY = '2026-11-23';
const SIZES = [0, 500, 1_500, 5_000, 15_000, 50_000];

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
  'monthly cost': {
    require,
    prefer: { weights: { ...weights, price_input: 0, monthly_cost: 3 } },
    workload: { requests_per_month: 500_000, input_tokens: 3000, cached_input_share: 0.4, output_tokens: 400 },
  },
  'not folded': { require, prefer: { weights }, fold: 'none' },
  'not scored': { require },
  groups: { prefer: { weights: { coding: 2, knowledge: 1, price_output: 1 } } },
  infeasible: { require: { ...require, price_input: { at_most: 0.001 }, gpqa_diamond: { at_least: 99 }, open_weights: { is: true } } },
};

const store = openStore(':memory:', new Date());
await seedFromFolder(store.catalog, new Date());
const seed = await store.catalog.read();
console.log(
  `us for a request, its answer as JSON; median of 5 rounds\n${'offers'.padStart(8)}${'request'.padStart(14)}${'first'.padStart(12)}${'next'.padStart(10)}`,
);
const curves = new Map(Object.keys(REQUESTS).map((name) => [name, [] as Point[]]));
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
    if (size > 0) curves.get(name)?.push([catalog.offers.size, next]);
    console.log(
      `${String(catalog.offers.size).padStart(8)}${name.padStart(14)}${first.toFixed(0).padStart(12)}${next.toFixed(0).padStart(10)}`,
    );
  }
}

writeFileSync(new URL('growth.svg', import.meta.url), plot(curves));

type Point = readonly [offers: number, us: number];

/** Log-log, with the least squares slope of each curve beside its name. */
function plot(curves: ReadonlyMap<string, readonly Point[]>): string {
  const [width, height, edge] = [720, 440, 60];
  const all = [...curves.values()].flat();
  const span = (values: number[]) => [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))] as const;
  const [x0, x1] = span(all.map(([offers]) => offers));
  const [y0, y1] = span(all.map(([, us]) => us));
  const x = (offers: number) => edge + ((Math.log10(offers) - x0) / (x1 - x0)) * (width - 220 - edge);
  const y = (us: number) => height - edge - ((Math.log10(us) - y0) / (y1 - y0)) * (height - 2 * edge);
  const colours = ['#1b6ca8', '#c0392b', '#27803b', '#8e44ad', '#b9770e', '#444444'];
  const lines = [...curves].map(([name, points], i) => {
    const path = points.map(([offers, us]) => `${x(offers).toFixed(1)},${y(us).toFixed(1)}`).join(' ');
    const colour = colours[i % colours.length];
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${width - 205}" y="${80 + 20 * i}" fill="${colour}">${name}: slope ${slopeOf(points).toFixed(2)}</text>`;
  });
  const ticks = SIZES.filter((size) => size > 0).map(
    (size) => `<text x="${x(size)}" y="${height - edge + 20}" text-anchor="middle">${size}</text>`,
  );
  const levels = [100, 1000, 10_000, 100_000].filter((us) => Math.log10(us) >= y0 && Math.log10(us) <= y1);
  const marks = levels.map(
    (us) =>
      `<line x1="${edge}" x2="${width - 220}" y1="${y(us)}" y2="${y(us)}" stroke="#ddd"/><text x="${edge - 6}" y="${y(us) + 4}" text-anchor="end">${us}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12"><title>Growth of a ranking with the number of offers</title><rect width="100%" height="100%" fill="white"/>
<text x="${edge}" y="30" font-size="14">us a ranking by number of offers, next requests (npm run bench:scaling)</text>
${[...marks, ...ticks, ...lines].join('\n')}
</svg>
`;
}

function slopeOf(points: readonly Point[]): number {
  const logs = points.map(([offers, us]) => [Math.log10(offers), Math.log10(us)] as const);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(logs.map(([a]) => a)), mean(logs.map(([, b]) => b))];
  return mean(logs.map(([a, b]) => (a - mx) * (b - my))) / mean(logs.map(([a]) => (a - mx) ** 2));
}

function timed(run: () => number, times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return (1000 * (performance.now() - start)) / times;
}
