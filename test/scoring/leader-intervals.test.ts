import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaderIntervals } from '../../src/scoring/leader-intervals.ts';

/** Who is ahead of every other owner at t by more than a tie, by trying all lines. */
function aheadAt(rest: readonly number[], value: readonly number[], owner: readonly number[], t: number): number | null {
  const heights = new Map<number, number>();
  owner.forEach((own, i) => {
    heights.set(own, Math.max(heights.get(own) ?? -1, (1 - t) * (rest[i] as number) + t * (value[i] as number)));
  });
  const [first, second] = [...heights].sort((a, b) => b[1] - a[1]);
  return first && first[1] - (second?.[1] ?? -1) > 1e-6 ? first[0] : null;
}

test('who leads in an interval is who is ahead there, and wherever somebody is ahead there is an interval', () => {
  const unit = fc.integer({ min: 0, max: 20 }).map((step) => step / 20);
  const lines = fc.array(fc.tuple(unit, unit, fc.nat(3)), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(lines, fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 20, maxLength: 20 }), (given, points) => {
      const rest = given.map(([base]) => base);
      const value = given.map(([, at]) => at);
      const owner = given.map(([, , own]) => own);
      const intervals = leaderIntervals({ at0: rest, at1: value }, owner);
      for (const point of points) {
        const t = point / 10_000;
        const ahead = aheadAt(rest, value, owner, t);
        const inside = intervals.filter(({ from, to }) => from < t && t < to).map((interval) => interval.owner);
        if (ahead !== null && t > 0 && t < 1) expect(inside).toEqual([ahead]);
        for (const own of inside) expect([own, null]).toContain(ahead);
      }
    }),
    { seed: 7, numRuns: 1000 },
  );
});

test('the offers of one owner count as one', () => {
  // owner 0 leads to 0.4 by its first line and from 0.6 by its second, owner 1 between
  const rest = [1, 0.6, 0];
  const value = [0, 0.6, 1];
  expect(leaderIntervals({ at0: rest, at1: value }, [0, 1, 0])).toEqual([
    { owner: 0, from: 0, to: expect.closeTo(0.4, 12), line: 0 },
    { owner: 1, from: expect.closeTo(0.4, 12), to: expect.closeTo(0.6, 12), line: 1 },
    { owner: 0, from: expect.closeTo(0.6, 12), to: 1, line: 2 },
  ]);
});

test('lines that coincide lead nowhere alone, nor where only a part of an owner’s interval is tied', () => {
  expect(leaderIntervals({ at0: [0.5, 0.5], at1: [0.7, 0.7] }, [0, 1])).toEqual([]);
  expect(leaderIntervals({ at0: [1, 1, 0], at1: [0, 0, 1] }, [0, 1, 0])).toEqual([{ owner: 0, from: 0.5, to: 1, line: 2 }]);
});
