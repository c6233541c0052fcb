import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isBeyondAnchors,
  isIncreasing,
  type NumberScale,
  rawOf,
  scaledValue,
  scaleFaults,
  shareOfWanted,
  type ValueScale,
} from '../../src/scoring/value-scale.ts';
import { FIXED } from '../support/catalogs/worlds.ts';

const LINEAR: NumberScale = { kind: 'linear', worst: 10, best: 20 };
const CHEAPER: NumberScale = { kind: 'linear', worst: 20, best: 10 };
const LOG: NumberScale = { kind: 'log', worst: 1, best: 100 };
const DEAR: NumberScale = { kind: 'log', worst: 100, best: 1 };
const STEPS: NumberScale = {
  kind: 'steps',
  points: [
    [99, 0],
    [99.9, 0.5],
    [99.99, 1],
  ],
};

test.each<[string, NumberScale, number, number]>([
  ['the worst anchor', LINEAR, 10, 0],
  ['the best anchor', LINEAR, 20, 1],
  ['a quarter of the way', LINEAR, 12.5, 0.25],
  ['below the worst anchor', LINEAR, -5, 0],
  ['beyond the best anchor', LINEAR, 25, 1],
  ['less is better', CHEAPER, 12.5, 0.75],
  ['less than the best', CHEAPER, 1, 1],
  ['halfway on a log scale is the geometric mean', LOG, 10, 0.5],
  ['zero on a log scale lies below the lower anchor', LOG, 0, 0],
  ['zero where less is better is the best there is', DEAR, 0, 1],
  ['a negative where less is better', DEAR, -3, 1],
  ['a log scale downwards', DEAR, 10, 0.5],
  ['a point of the steps', STEPS, 99.9, 0.5],
  ['between two points', STEPS, 99.45, 0.25],
  ['before the first point', STEPS, 90, 0],
  ['after the last point', STEPS, 100, 1],
])('%s', (_what, scale, raw, value) => {
  expect(scaledValue(scale, raw)).toBeCloseTo(value, 12);
});

test('a raw value at an anchor is not beyond it, one a little further is', () => {
  expect([LINEAR, CHEAPER].map((scale) => [9.99, 10, 20, 20.01].map((raw) => isBeyondAnchors(scale, raw)))).toEqual([
    [true, false, false, true],
    [true, false, false, true],
  ]);
  expect([98, 99, 99.99, 100].map((raw) => isBeyondAnchors(STEPS, raw))).toEqual([true, false, false, true]);
});

test('the direction is read off the anchors, or off the ends of the steps', () => {
  expect([LINEAR, CHEAPER, LOG, DEAR, STEPS].map(isIncreasing)).toEqual([true, false, true, false, true]);
});

test('a set is worth the share of the wanted members that it holds, a word 1 or 0', () => {
  const wanted = { kind: 'set' as const, wanted: ['text', 'image', 'audio'] };
  expect(shareOfWanted(wanted, ['text', 'image', 'pdf'])).toBeCloseTo(2 / 3, 12);
  expect([shareOfWanted(wanted, []), shareOfWanted(wanted, 'image'), shareOfWanted(wanted, 'imag')]).toEqual([0, 1, 0]);
});

test.each<[string, ValueScale, string[]]>([
  ['anchors that coincide', { kind: 'linear', worst: 5, best: 5 }, ['best anchors_coincide']],
  ['anchors that coincide but for noise', { kind: 'linear', worst: 0.3, best: 0.1 + 0.2 }, ['best anchors_coincide']],
  ['a member wanted twice', { kind: 'set', wanted: ['a', 'a'] }, ['wanted duplicate']],
  [
    'points that do not rise',
    {
      kind: 'steps',
      points: [
        [2, 0],
        [1, 1],
      ],
    },
    ['points.1.0 not_increasing'],
  ],
  [
    'values that turn back',
    {
      kind: 'steps',
      points: [
        [1, 0],
        [2, 0.8],
        [3, 0.5],
        [4, 1],
      ],
    },
    ['points.2.1 not_monotone'],
  ],
  [
    'steps between which nothing is gained',
    {
      kind: 'steps',
      points: [
        [1, 0.5],
        [2, 0.5],
      ],
    },
    ['points anchors_coincide'],
  ],
  ['nothing wrong', LOG, []],
  ['nothing wrong with members', { kind: 'set', wanted: ['a', 'b'] }, []],
])('a scale that cannot tell things apart is found out: %s', (_what, scale, faults) => {
  expect(scaleFaults(scale).map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual(faults);
});

describe('of every scale', () => {
  const anchors = fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  const positive = fc.tuple(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
  const steps = fc
    .uniqueArray(
      fc.tuple(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
      ),
      {
        minLength: 2,
        maxLength: 6,
        selector: ([raw]) => raw,
      },
    )
    .chain((points) => {
      const raws = points.map(([raw]) => raw).sort((a, b) => a - b);
      const values = points.map(([, value]) => value).sort((a, b) => a - b);
      return fc
        .boolean()
        .map(
          (up): NumberScale => ({ kind: 'steps', points: raws.map((raw, i) => [raw, (up ? values : [...values].reverse())[i] as number]) }),
        );
    });
  const scales = fc
    .oneof(
      anchors.map(([worst, best]): NumberScale => ({ kind: 'linear', worst, best })),
      positive.map(([worst, best]): NumberScale => ({ kind: 'log', worst, best })),
      steps,
    )
    .filter((scale) => scaleFaults(scale).length === 0);
  const raws = fc.double({ min: -2e6, max: 2e6, noNaN: true });

  test('values lie in [0, 1], and more raw never means less where more is better', () => {
    fc.assert(
      fc.property(scales, raws, raws, (scale, a, b) => {
        const [low, high] = [scaledValue(scale, Math.min(a, b)), scaledValue(scale, Math.max(a, b))];
        for (const value of [low, high]) expect(value >= 0 && value <= 1).toBe(true);
        if (isIncreasing(scale)) expect(high).toBeGreaterThanOrEqual(low);
        else expect(high).toBeLessThanOrEqual(low);
      }),
      { ...FIXED, numRuns: 3000 },
    );
  });

  test("beyond an anchor the value is the anchor's own", () => {
    fc.assert(
      fc.property(scales, raws, (scale, raw) => {
        if (!isBeyondAnchors(scale, raw)) return;
        const ends = scale.kind === 'steps' ? scale.points.map(([, value]) => value) : [0, 1];
        expect([Math.min(...ends), Math.max(...ends)]).toContain(scaledValue(scale, raw));
      }),
      { ...FIXED, numRuns: 2000 },
    );
  });
});

test.each<[string, NumberScale, number]>([
  ['linear anchors wider than a double', { kind: 'linear', worst: -1.7e308, best: 1.7e308 }, 1.7e308],
  ['log anchors wider than a double', { kind: 'log', worst: 5e-324, best: 1 }, 0.5],
])('no scale that passes its check turns a number into NaN: %s', (_what, scale, raw) => {
  if (scaleFaults(scale).length === 0) expect(scaledValue(scale, raw)).not.toBeNaN();
});

test.each<[string, NumberScale, number, number | null]>([
  ['the worst anchor', LINEAR, 0, 10],
  ['the best anchor', LINEAR, 1, 20],
  ['what is beyond the anchors', LINEAR, 1.001, null],
  ['what is beyond the anchors', CHEAPER, -0.001, null],
  ['the worst anchor of a log scale', LOG, 0, 1],
  ['the best anchor of a log scale', LOG, 1, 100],
  ['half of a log scale, which is its geometric mean', LOG, 0.5, 10],
  ['a quarter of a log scale that falls', DEAR, 0.25, 31.622776601683793],
  ['what is beyond the anchors of a log scale', LOG, 1.001, null],
  ['what is beyond the anchors of a log scale', DEAR, -0.001, null],
])('the raw number of %s', (_what, scale, value, raw) => {
  if (raw === null) expect(rawOf(scale, value)).toBeNull();
  else expect(rawOf(scale, value)).toBeCloseTo(raw, 10);
});

test('a scale of steps that turns is refused in words', () => {
  const turning = {
    kind: 'steps' as const,
    points: [
      [0, 0],
      [1, 1],
      [2, 0.5],
    ] as [number, number][],
  };
  expect(scaleFaults(turning)).toEqual([
    { path: ['points', 2, 1], code: 'not_monotone', detail: expect.stringMatching(/only rise or only fall/) },
  ]);
});

test('a set that names a member twice is refused in words', () => {
  expect(scaleFaults({ kind: 'set', wanted: ['text', 'image', 'text'] })).toEqual([
    { path: ['wanted'], code: 'duplicate', detail: expect.stringMatching(/named twice/) },
  ]);
});

test.each<[string, [number, number][], number, number | null]>([
  [
    'between two points',
    [
      [1, 0],
      [3, 1],
    ],
    0.25,
    1.5,
  ],
  [
    'at a point',
    [
      [1, 0],
      [2, 0.5],
      [4, 1],
    ],
    0.5,
    2,
  ],
  [
    'on a level stretch at the end, the least',
    [
      [1, 0],
      [2, 1],
      [9, 1],
    ],
    1,
    2,
  ],
  [
    'on a level stretch at the beginning, the least',
    [
      [1, 0],
      [2, 0],
      [9, 1],
    ],
    0,
    1,
  ],
  [
    'on a level stretch of steps that fall, the least',
    [
      [1, 1],
      [2, 1],
      [9, 0],
    ],
    1,
    1,
  ],
  [
    'beyond all points',
    [
      [1, 0.2],
      [2, 0.8],
    ],
    0.9,
    null,
  ],
  [
    'below all points',
    [
      [1, 0.2],
      [2, 0.8],
    ],
    0.1,
    null,
  ],
])('the raw number of a value on steps: %s', (_where, points, value, raw) => {
  expect(rawOf({ kind: 'steps', points }, value)).toBe(raw);
});

test('a scale of steps that falls has less value for more, and its anchors are its first and last raw numbers', () => {
  const falling: NumberScale = {
    kind: 'steps',
    points: [
      [1, 0.9],
      [2, 0.9],
      [4, 0.1],
    ],
  };
  expect(isIncreasing(falling)).toBe(false);
  expect(scaleFaults(falling)).toEqual([]);
  expect([0, 1, 2, 3, 4, 5].map((raw) => scaledValue(falling, raw))).toEqual([0.9, 0.9, 0.9, 0.5, 0.1, 0.1]);
  expect([0.99, 1, 4, 4.01].map((raw) => isBeyondAnchors(falling, raw))).toEqual([true, false, false, true]);
});

test('every fault of a scale of steps is named with its place', () => {
  const points: [number, number][] = [
    [1, 0.5],
    [1, 0.4],
    [2, 0.6],
    [2, 0.5],
  ];
  expect(scaleFaults({ kind: 'steps', points })).toEqual([
    { path: ['points', 1, 0], code: 'not_increasing', detail: 'Raw values rise from point to point.' },
    { path: ['points', 2, 1], code: 'not_monotone', detail: 'Values only rise or only fall along the scale.' },
    { path: ['points', 3, 0], code: 'not_increasing', detail: 'Raw values rise from point to point.' },
    { path: ['points'], code: 'anchors_coincide', detail: 'The first and the last point have the same value.' },
  ]);
});
