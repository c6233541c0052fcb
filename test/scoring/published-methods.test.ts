import { describe, expect, it } from 'vitest';
import type { Direction } from '../../src/scoring/columns.ts';
import { matrixOf } from '../../src/scoring/matrix.ts';
import { prometheeII } from '../../src/scoring/methods/promethee-ii.ts';
import { topsis } from '../../src/scoring/methods/topsis.ts';
import { vikor } from '../../src/scoring/methods/vikor.ts';
import { weightedProduct } from '../../src/scoring/methods/weighted-product.ts';
import { weightedSum } from '../../src/scoring/methods/weighted-sum.ts';
import { weightedSumMinmax } from '../../src/scoring/methods/weighted-sum-minmax.ts';
import { competitionRanks } from '../../src/scoring/ranks.ts';
import { scaledValue } from '../../src/scoring/value-scale.ts';
import { normaliseWeights } from '../../src/scoring/weights/direct.ts';

const transposed = (columns: number[][]) => (columns[0] ?? []).map((_, i) => columns.map((column) => column[i] as number));
const directions = (signs: string): Direction[] => [...signs].map((sign) => (sign === '+' ? 'max' : 'min'));
const rounded = (scores: Iterable<number>, digits: number) => Array.from(scores, (score) => Number(score.toFixed(digits)));
const maxima = (n: number): Direction[] => new Array<Direction>(n).fill('max');

describe('weighted sum over fixed scales', () => {
  it('gives the aggregate benefits of the seven offices: Goodwin and Wright, Decision Analysis for Management Judgment, table 3.2', () => {
    const values = matrixOf(
      transposed([
        [100, 20, 80, 70, 40, 0, 60],
        [60, 80, 70, 50, 60, 0, 100],
        [100, 10, 0, 30, 90, 70, 20],
        [75, 30, 0, 55, 100, 0, 50],
        [0, 100, 10, 30, 60, 80, 50],
        [90, 30, 100, 90, 70, 0, 80],
      ]).map((row) => row.map((value) => scaledValue({ kind: 'linear', worst: 0, best: 100 }, value))),
    );
    const benefits = weightedSum(values, normaliseWeights([32, 26, 23, 10, 6, 3]));
    expect(rounded(benefits, 3)).toEqual([0.808, 0.394, 0.474, 0.523, 0.648, 0.209, 0.602]);
  });

  it('is 1 less the SPOTIS distance of the four cars: Dezert, Tchamova, Han and Tacnet 2020, FUSION', () => {
    const cars = [
      [15000, 4.3, 99, 42, 737],
      [15290, 5.0, 116, 42, 892],
      [15350, 5.0, 114, 45, 952],
      [15490, 5.3, 123, 45, 1120],
    ];
    const anchors = [
      [16000, 14000],
      [8, 3],
      [140, 80],
      [35, 60],
      [650, 1300],
    ] as const;
    const values = matrixOf(
      cars.map((car) =>
        car.map((raw, j) => scaledValue({ kind: 'linear', worst: anchors[j]?.[0] as number, best: anchors[j]?.[1] as number }, raw)),
      ),
    );
    const scores = weightedSum(values, [0.2941, 0.2353, 0.2353, 0.0588, 0.1765]);
    for (const [i, distance] of [0.4779, 0.5781, 0.5558, 0.5801].entries())
      expect(Math.abs(1 - (scores[i] as number) - distance)).toBeLessThan(2e-4);
  });
});

const HYDROPOWER = matrixOf([
  [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
  [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
  [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
  [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
  [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
  [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
]);
const HYDROPOWER_DIRECTIONS = directions('+-++---+');

describe('weighted sum over min-max columns', () => {
  it('is 1 less the group utility S of the six hydropower systems: Opricovic and Tzeng 2007, EJOR 178(2), equal weights', () => {
    const scores = weightedSumMinmax(HYDROPOWER, HYDROPOWER_DIRECTIONS, normaliseWeights(new Array(8).fill(1)));
    const published = [0.692, 0.7, 0.29, 0.423, 0.28, 0.346];
    for (const [i, score] of scores.entries()) expect(1 - score).toBeCloseTo(published[i] as number, 3);
  });

  it('lies as far apart as the MABAC scores of eleven countries: Isik, Aydin and Kosaroglu 2020, LogForum 16(4)', () => {
    const logistics = matrixOf([
      [2.937588, 2.762986, 3.233723, 2.881315, 3.015289, 3.313491],
      [2.978555, 3.01282, 2.929487, 3.096154, 3.01282, 3.593939],
      [3.286673, 3.4646, 3.746009, 3.715632, 3.703427, 4.13362],
      [3.322037, 3.098638, 3.262154, 3.147851, 3.206675, 3.798684],
      [3.354866, 3.270945, 3.22188, 3.213207, 3.670508, 3.785941],
      [2.79657, 2.983, 2.744904, 2.69255, 2.787563, 2.878851],
      [2.846491, 2.729618, 2.78999, 2.955624, 3.123323, 3.646595],
      [3.253458, 3.208902, 3.678499, 3.580044, 3.505663, 3.954262],
      [2.580718, 2.906903, 3.176497, 3.073653, 3.264727, 3.681887],
      [2.789011, 3.0, 3.101099, 3.139194, 2.985348, 3.139194],
      [3.418681, 3.261905, 3.187912, 3.052381, 3.266667, 3.695238],
    ]);
    const published = [-0.155317, -0.089493, 0.505407, 0.132405, 0.246943, -0.386756, -0.179406, 0.362921, -0.084198, -0.167505, 0.139895];
    const scores = weightedSumMinmax(logistics, maxima(6), [0.171761, 0.105975, 0.191793, 0.168824, 0.161768, 0.19988]);
    for (const [i, mabac] of published.entries())
      expect((scores[i] as number) - (scores[2] as number)).toBeCloseTo(mabac - (published[2] as number), 4);
  });
});

describe('weighted product', () => {
  it('ranks the three alternatives of Triantaphyllou 2000 (the example of the encyclopedia): log10 -0.5013, -0.5045, -0.5295', () => {
    const raw = matrixOf([
      [25, 20, 15, 30],
      [10, 30, 20, 30],
      [30, 10, 30, 10],
    ]);
    const weights = normaliseWeights([20, 15, 40, 25]);
    const { logScores, ratioToBest } = weightedProduct(raw, maxima(4), weights);
    // the published figures are of columns divided by their sums: the same shift for all
    const shift = [65, 60, 65, 70].reduce((sum, total, j) => sum + (weights[j] as number) * Math.log(total), 0);
    expect(
      rounded(
        logScores.map((log) => (log - shift) / Math.LN10),
        8,
      ),
    ).toEqual([-0.50128589, -0.50448471, -0.52947246]);
    expect(competitionRanks(logScores, 'higher')).toEqual([1, 2, 3]);
    expect(ratioToBest[0]).toBe(1);
  });

  it('gives the product column of the ten flexible systems: Chakraborty, Zavadskas and Antucheviciene 2015, ECECSR 49(1), example 2', () => {
    const raw = matrixOf([
      [581818, 54.49, 3, 5500],
      [595454, 49.73, 3, 4500],
      [586060, 51.24, 3, 5000],
      [522727, 45.71, 3, 5800],
      [561818, 52.66, 3, 5200],
      [543030, 74.46, 4, 5600],
      [522727, 75.42, 4, 5800],
      [486970, 62.62, 4, 5600],
      [509394, 65.87, 4, 6400],
      [513333, 70.67, 4, 6000],
    ]);
    const weights = [0.467, 0.16, 0.095, 0.278];
    const { scores, logScores } = weightedProduct(raw, directions('---+'), weights);
    // theirs are ratios to the best of each column
    const best = 486970 ** -0.467 * 45.71 ** -0.16 * 3 ** -0.095 * 6400 ** 0.278;
    const published = [0.8578, 0.8144, 0.8408, 0.9413, 0.8632, 0.8241, 0.8454, 0.8915, 0.8987, 0.8697];
    for (const [i, product] of scores.entries()) expect(product / best).toBeCloseTo(published[i] as number, 4);
    expect(competitionRanks(logScores, 'higher')).toEqual([6, 10, 8, 1, 5, 9, 7, 3, 2, 4]);
  });
});

describe('TOPSIS', () => {
  it('gives the closeness of four cars: Tzeng and Huang 2011, Multiple Attribute Decision Making, ch. 5', () => {
    const { closeness } = topsis(
      matrixOf([
        [5, 8, 4],
        [7, 6, 8],
        [8, 8, 6],
        [7, 4, 6],
      ]),
      maxima(3),
      [0.3, 0.4, 0.3],
    );
    expect(rounded(closeness, 4)).toEqual([0.5037, 0.6581, 0.7482, 0.334]);
    expect(competitionRanks(closeness, 'higher')).toEqual([3, 2, 1, 4]);
  });

  it('gives the closeness of six computers: Ersoy 2021, LogForum 17(3)', () => {
    const raw = matrixOf([
      [256, 8, 41, 1.6, 1.77, 7347.16],
      [256, 8, 32, 1.0, 1.8, 6919.99],
      [256, 8, 53, 1.6, 1.9, 8400],
      [256, 8, 41, 1.0, 1.75, 6808.9],
      [512, 8, 35, 1.6, 1.7, 8479.99],
      [256, 4, 35, 1.6, 1.7, 7499.99],
    ]);
    const { closeness } = topsis(raw, directions('++++--'), normaliseWeights([0.405, 0.221, 0.134, 0.199, 0.007, 0.034]));
    const published = [0.308, 0.254, 0.327, 0.263, 0.857, 0.192];
    for (const [i, c] of closeness.entries()) expect(c).toBeCloseTo(published[i] as number, 2);
  });
});

describe('VIKOR', () => {
  it('chooses the middle way up the mountain: Opricovic and Tzeng 2004, EJOR 156(2)', () => {
    const { s, r, q, compromise } = vikor(
      matrixOf([
        [1, 3000],
        [2, 3750],
        [5, 4500],
      ]),
      directions('-+'),
      [0.5, 0.5],
      0.5,
    );
    expect([...s]).toEqual([0.5, 0.375, 0.5]);
    expect([...r]).toEqual([0.5, 0.25, 0.5]);
    expect([...q]).toEqual([1, 0, 1]);
    expect(compromise).toEqual({ alternatives: [1], acceptableAdvantage: true, acceptableStability: true });
  });

  it.each([
    { weights: [1, 1, 1, 1, 1, 1, 1, 1], q: [0.991, 1.0, 0.473, 0.67, 0.0, 0.578], ranks: [5, 6, 2, 4, 1, 3], compromise: [4] },
    { weights: [2, 2, 2, 2, 1, 1, 1, 1], q: [1.0, 0.533, 0.552, 0.563, 0.0, 0.686], ranks: [6, 2, 3, 4, 1, 5], compromise: [4] },
    { weights: [1, 1, 1, 1, 2, 2, 2, 2], q: [0.684, 1.0, 0.147, 0.554, 0.041, 0.191], ranks: [5, 6, 2, 4, 1, 3], compromise: [4, 2, 5] },
    {
      weights: [1, 1, 1, 1, 3.2, 3.2, 3.2, 3.2],
      q: [0.668, 1.0, 0.051, 0.588, 0.058, 0.078],
      ranks: [5, 6, 1, 4, 2, 3],
      compromise: [2, 4, 5],
    },
  ])('gives Q and the compromise of six hydropower systems with weights $weights: Opricovic and Tzeng 2007, EJOR 178(2)', (published) => {
    const { q, compromise } = vikor(HYDROPOWER, HYDROPOWER_DIRECTIONS, normaliseWeights(published.weights), 0.5);
    for (const [i, value] of q.entries()) expect(Math.abs(value - (published.q[i] as number))).toBeLessThan(0.002);
    expect(competitionRanks(q, 'lower')).toEqual(published.ranks);
    expect(compromise.alternatives).toEqual(published.compromise);
  });

  it('lets the better of two stand alone: it leads by 1, which is just the acceptable advantage 1/(m - 1)', () => {
    const { q, compromise } = vikor(matrixOf([[8], [3]]), maxima(1), [1], 0.5);
    expect([...q]).toEqual([0, 1]);
    expect(compromise).toEqual({ alternatives: [0], acceptableAdvantage: true, acceptableStability: true });
  });

  it('takes the second along where the first leads by enough, but is first by neither S nor R', () => {
    // by S the first of these leads, by R the third; Q names the second, 0.33 before the first: more than 1/4
    const { s, r, q, compromise } = vikor(
      matrixOf([
        [0, 0.9],
        [0.36, 0.56],
        [0.55, 0.55],
        [0, 1],
        [1, 0],
      ]),
      directions('--'),
      [0.5, 0.5],
      0.5,
    );
    expect(rounded(s, 10)).toEqual([0.45, 0.46, 0.55, 0.5, 0.5]);
    expect(rounded(r, 10)).toEqual([0.45, 0.28, 0.275, 0.5, 0.5]);
    expect(rounded(q, 10)).toEqual(rounded([0.175 / 0.45, 0.05 + 0.005 / 0.45, 0.5, 0.75, 0.75], 10));
    expect(compromise).toEqual({ alternatives: [1, 0], acceptableAdvantage: true, acceptableStability: false });
  });

  it('chooses nothing of nothing', () => {
    expect(vikor(matrixOf([]), [], [], 0.5).compromise).toEqual({
      alternatives: [],
      acceptableAdvantage: false,
      acceptableStability: false,
    });
  });

  it('gives Q with v = 0.625 of six facility sites: Papathanasiou and Ploskas 2018, Multiple Criteria Decision Aid, ch. 2', () => {
    const { q } = vikor(FACILITIES, maxima(4), [0.4, 0.3, 0.1, 0.2], 0.625);
    expect(Array.from(q, (value) => Math.round(1000 * value))).toEqual([640, 1000, 693, 271, 0, 694]);
  });
});

const FACILITIES = matrixOf([
  [8, 7, 2, 1],
  [5, 3, 7, 5],
  [7, 5, 6, 4],
  [9, 9, 7, 3],
  [11, 10, 3, 7],
  [6, 9, 5, 4],
]);

describe('PROMETHEE II', () => {
  it('gives the net flows of six facility sites, linear with q = 1 and p = 2: Papathanasiou and Ploskas 2018, ch. 3', () => {
    const { phi } = prometheeII(FACILITIES, maxima(4), [0.4, 0.3, 0.1, 0.2], new Array(4).fill({ kind: 'linear', q: 1, p: 2 }));
    expect(rounded(phi, 2)).toEqual([-0.26, -0.52, -0.22, 0.36, 0.7, -0.06]);
  });

  it.each([1, 1 + 1e-13])('with a ramp from 1 to %d, which is no ramp, prefers what is more than 1 better and nothing else', (p) => {
    // 2.5 is more than 1 above both others, 1 is not more than 1 above 0
    const { phi, phiPlus, phiMinus } = prometheeII(matrixOf([[0], [1], [2.5]]), maxima(1), [1], [{ kind: 'linear', q: 1, p }]);
    expect([...phiPlus]).toEqual([0, 0, 1]);
    expect([...phiMinus]).toEqual([0.5, 0.5, 0]);
    expect([...phi]).toEqual([-0.5, -0.5, 1]);
  });

  it('gives flows of nothing to a criterion without weight, whatever it holds', () => {
    const raw = matrixOf([
      [0, Number.MAX_VALUE],
      [1, -Number.MAX_VALUE],
    ]);
    const { phi } = prometheeII(raw, maxima(2), [1, 0], [{ kind: 'usual' }, { kind: 'v_shape', p: 1 }]);
    expect([...phi]).toEqual([-1, 1]);
  });

  it('gives the net flows of nine energy systems, linear with own thresholds: Ziemba 2019, Sustainability 11(6)', () => {
    const raw = matrixOf(
      transposed([
        [38723, 34913, 25596, 34842, 22570, 39773, 19500, 34525, 16486],
        [33207, 32085, 2123, 32095, 1445, 17485, 868, 16958, 958],
        [0, 0.2, 5, 0.2, 0.2, 0.2, 99, 99, 99],
        [3375, 3127, 3547, 3115, 3090, 4135, 3160, 4295, 3653],
        [11.36, 12.78, 12.78, 12.86, 12.86, 17, 12.86, 17, 12.86],
        [-320.9, -148.4, -148.4, -9.9, -9.9, 0, -9.9, 0, -9.9],
        [203.7, 463, 356.2, 552.5, 295, 383, 264, 352, 264],
        [0, 11.7, 44.8, 11.7, 95.9, 95.9, 116.8, 116.8, 164.9],
        [0, 4.9, 10.7, 5.4, 11.2, 11.2, 11.2, 11.2, 11.2],
        [1, 1, 1, 3.5, 4, 4, 4, 4, 4],
        [21.5, 47.9, 27.7, 39.7, 1.5, 22.7, 2.7, 23.9, 1],
        [0, 3.7, 4.5, 10.3, 11.5, 11.5, 11.3, 11.3, 11.4],
      ]),
    );
    const weights = normaliseWeights([0.3333, 0.1667, 0.1667, 0.3333, 0.25, 0.75, 1, 1, 0.4, 0.2, 0.4, 1]);
    const p = [2100, 5000, 50, 200, 5, 20, 100, 80, 4, 2, 23, 3];
    const q = [420, 1000, 10, 40, 1, 7, 50, 20, 1, 1, 4.6, 1];
    const preferences = p.map((high, j) => ({ kind: 'linear' as const, q: q[j] as number, p: high }));
    const { phi } = prometheeII(raw, directions('--+-++-++--+'), weights, preferences);
    expect(rounded(phi, 4)).toEqual([-0.4143, -0.5056, -0.2317, -0.2892, 0.3313, 0.0619, 0.4296, 0.1626, 0.4554]);
  });

  it('gives the net flows of four offshore wind farms, V-shape: Ziemba, Watrobski, Ziolo and Karczmarczyk 2017, Energies 10(11)', () => {
    const raw = matrixOf(
      transposed([
        [16347, 14219, 8160, 8160],
        [9, 8.5, 9, 8.5],
        [73.8, 55, 64.8, 62.5],
        [36.7, 36, 28.5, 29.5],
        [1.5, 2, 2, 1.5],
        [3730, 3240, 1860, 1860],
        [2, 1, 2, 1],
        [1, 1, 2, 3],
        [38.8, 33.1, 45.8, 27.3],
        [4, 2, 4, 3],
        [1720524, 1496512, 858830, 858830],
        [40012, 34803, 19973, 19973],
      ]),
    );
    const weights = normaliseWeights([20, 5, 5, 1.67, 1.67, 11.67, 11.67, 5, 5, 16.67, 8.33, 8.33]);
    const preferences = [7280, 4, 13.4, 7.4, 3, 1662, 3, 3, 13.8, 3, 766240, 17820].map((p) => ({ kind: 'v_shape' as const, p }));
    const { phi } = prometheeII(raw, directions('-----+--+-++'), weights, preferences);
    expect(rounded(phi, 4)).toEqual([-0.0445, 0.1884, -0.0954, -0.0485]);
  });
});
