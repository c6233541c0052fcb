import { analyse } from '../src/scoring/analysis/analyse.ts';
import { type AnalysisRequest } from '../src/scoring/analysis/request.ts';
import { MethodName } from '../src/scoring/methods/registry.ts';
import { WORK_BUDGET, workOf } from '../src/scoring/analysis/work.ts';
import type { Direction } from '../src/scoring/columns.ts';
import { type Matrix, matrixOf } from '../src/scoring/matrix.ts';
import { type PreferenceFunction, shapeOf } from '../src/scoring/methods/preference-function.ts';
import { prometheeII } from '../src/scoring/methods/promethee-ii.ts';
import { topsis } from '../src/scoring/methods/topsis.ts';
import { seededRandom } from '../src/scoring/robustness/random.ts';
import { smaa } from '../src/scoring/robustness/smaa.ts';

// node bench/scoring.ts: the speed of the engine, each line against its goal or a baseline of the same run

const random = seededRandom(42);
const rows = (m: number, n: number): number[][] => Array.from({ length: m }, () => Array.from({ length: n }, random.uniform));
const matrix = (m: number, n: number): Matrix => matrixOf(rows(m, n));
const maxima = (n: number): Direction[] => new Array<Direction>(n).fill('max');
const even = (n: number): number[] => new Array<number>(n).fill(1 / n);
const ids = (n: number, letter: string): string[] => Array.from({ length: n }, (_, i) => `${letter}${i}`);

/** Median milliseconds, after a warm-up for the compiler. */
function timed(run: () => unknown, runs = 9, warmUp = 3): number {
  for (let i = 0; i < warmUp; i++) run();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}

function report(what: string, ms: number, goal?: number): void {
  const verdict = goal === undefined ? '' : `  goal ${goal} ms: ${ms <= goal ? 'met' : 'MISSED'}`;
  console.log(`  ${what.padEnd(74)} ${ms.toFixed(1).padStart(8)} ms${verdict}`);
}

console.log('SMAA-2');
const draws = (values: Matrix, samples: number) => smaa({ values, uncertain: [], constraints: {}, samples, seed: 1 });
const large = matrix(200, 15);
const base = timed(() => draws(large, 10_000));
report('10,000 draws, 200 x 15', base, 120);
const sizes = [
  [200, 15, 20_000],
  [200, 15, 40_000],
  [400, 15, 10_000],
  [200, 30, 10_000],
  [100, 15, 10_000],
] as const;
for (const [m, n, samples] of sizes) {
  const values = matrix(m, n);
  const ms = timed(() => draws(values, samples), 5, 1);
  const size = (m * n * samples) / (200 * 15 * 10_000);
  report(`${samples.toLocaleString('en')} draws, ${m} x ${n}: ${size} times the size, ${(ms / base).toFixed(2)} times the time`, ms);
}

console.log('Methods');
const wide = matrix(2000, 20);
report(
  'TOPSIS, 2,000 x 20',
  timed(() => topsis(wide, maxima(20), even(20))),
  5,
);
const tall = matrix(2000, 10);
for (const preference of [{ kind: 'linear', q: 0.1, p: 0.4 }, { kind: 'usual' }, { kind: 'gaussian', s: 0.2 }] as const) {
  const sorted = timed(() => prometheeII(tall, maxima(10), even(10), new Array<PreferenceFunction>(10).fill(preference)), 5, 2);
  const paired = timed(() => flowsOverPairs(tall, even(10), preference), 3, 1);
  report(`PROMETHEE II, ${preference.kind}, 2,000 x 10: over all pairs it takes ${(paired / sorted).toFixed(1)} times as long`, sorted);
}

console.log('All methods and all exact analyses');
const request = (m: number, n: number): AnalysisRequest => ({
  alternatives: ids(m, 'a'),
  criteria: ids(n, 'c').map((id) => ({
    id,
    direction: 'max',
    scale: { kind: 'linear', worst: 0, best: 1 },
    preference: { kind: 'linear', q: 0.1, p: 0.4 },
  })),
  matrix: rows(m, n),
  weights: even(n),
});
const methods = MethodName.options.slice();
const exact = { pareto: true, weight_stability: true, leader_envelope: true, potential_optimality: true } as const;
const medium = request(200, 15);
report(
  '200 x 15',
  timed(() => analyse({ ...medium, methods, analyses: { ...exact, tipping_points: [['a0', 'a1']] } })),
  50,
);
report(
  '  of that, the six methods',
  timed(() => analyse({ ...medium, methods })),
);
for (const name of Object.keys(exact))
  report(
    `  of that, ${name}`,
    timed(() => analyse({ ...medium, analyses: { [name]: true } })),
  );

console.log(`Work budget: ${WORK_BUDGET.toExponential(0)} units`);
const chain = (n: number) => ({ at_least: ids(n - 1, 'c').map((_, j): [string, string] => [`c${j}`, `c${j + 1}`]) });
const tenThousand = { rank_acceptability: { samples: 10_000 } };
const firstUnknown = rows(200, 15).map(([, ...row]) => [null, ...row]);
const budgeted: [string, AnalysisRequest][] = [
  ['1,000,000 draws, 200 x 15', { ...medium, analyses: { rank_acceptability: { samples: 1_000_000 } } }],
  ['10,000 draws, 200 x 15, a chain given pair by pair', { ...medium, analyses: tenThousand, constraints: chain(15) }],
  ['10,000 draws, 200 x 15, a column unknown', { ...medium, analyses: tenThousand, matrix: firstUnknown }],
  ['potential_optimality, 500 x 15', { ...request(500, 15), analyses: { potential_optimality: true } }],
  ['potential_optimality, 500 x 50', { ...request(500, 50), analyses: { potential_optimality: true } }],
  ['pareto, 2,000 x 50', { ...request(2000, 50), analyses: { pareto: true } }],
  ['leader_envelope, 2,000 x 50', { ...request(2000, 50), analyses: { leader_envelope: true } }],
  ['weight_stability, 2,000 x 50', { ...request(2000, 50), analyses: { weight_stability: true } }],
  ['six methods, 2,000 x 50', { ...request(2000, 50), methods }],
];
for (const [what, asked] of budgeted) {
  const units = workOf(asked).reduce((sum, part) => sum + part.units, 0);
  const ms = timed(() => analyse(asked), 1, 0);
  console.log(
    `  ${what.padEnd(52)} ${units.toExponential(1)} units ${(ms / 1000).toFixed(2).padStart(7)} s ${((ms * 1e6) / units).toFixed(2).padStart(6)} ns a unit`,
  );
}

/** PROMETHEE II by its definition: the baseline. */
function flowsOverPairs({ rows: m, columns: n, cells }: Matrix, weights: readonly number[], preference: PreferenceFunction): Float64Array {
  const phi = new Float64Array(m);
  const shape = shapeOf(preference);
  const preferred = (d: number): number => {
    if (d <= 0) return 0;
    if (shape.kind === 'steps') return 1;
    if (shape.kind === 'ramp') return Math.min(1, Math.max(0, (d - shape.q) / (shape.p - shape.q)));
    return 1 - Math.exp((-d * d) / (2 * shape.s * shape.s));
  };
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++)
      for (let j = 0; j < n; j++) {
        const flow = ((weights[j] as number) * preferred((cells[a * n + j] as number) - (cells[b * n + j] as number))) / (m - 1);
        phi[a] = (phi[a] as number) + flow;
        phi[b] = (phi[b] as number) - flow;
      }
  return phi;
}
