import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contenders, type EnvelopePrecision, envelopeSegments } from '../../src/scoring/envelope.ts';
import { leaderIntervals } from '../../src/scoring/leader-intervals.ts';
import { matrixOf } from '../../src/scoring/matrix.ts';
import { leaderEnvelope } from '../../src/scoring/robustness/leader-envelope.ts';
import { heightAt, meeting, type WeightLines, weightLines, weightLinesOfTotals } from '../../src/scoring/weight-lines.ts';
import { normaliseWeights } from '../../src/scoring/weights/direct.ts';

const EXACT: EnvelopePrecision = { tie: 0, steeper: 0, parallel: 0, sameWeight: 0, crossing: meeting };
const everyLine = ({ at0 }: WeightLines) => [...at0.keys()];

/** Lines whose ends are whole numbers of 0 to 12, of which the engine sees twelfths. */
const twelfths = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { minLength: 1, maxLength: 8 });
const linesOf = (ends: readonly (readonly [number, number])[]): WeightLines => ({
  at0: ends.map(([left]) => left / 12),
  at1: ends.map(([, right]) => right / 12),
});

type Fraction = { readonly over: bigint; readonly under: bigint };
type Piece = { readonly from: number; readonly to: number; readonly leaders: readonly number[] };

/** The envelope in whole numbers alone: every crossing a fraction, and who leads between two of them by comparing products. */
function exactEnvelope(ends: readonly (readonly [number, number])[]): Piece[] {
  const breakpoints: Fraction[] = [
    { over: 0n, under: 1n },
    { over: 1n, under: 1n },
  ];
  for (const [left, right] of ends)
    for (const [otherLeft, otherRight] of ends) {
      const [over, gained] = [BigInt(otherLeft - left), BigInt(right - left - (otherRight - otherLeft))];
      if (gained > 0n && over > 0n && over < gained) breakpoints.push({ over, under: gained });
    }
  breakpoints.sort((a, b) => Number(a.over * b.under - b.over * a.under));
  const pieces: Piece[] = [];
  for (const [k, b] of breakpoints.entries()) {
    const a = breakpoints[k - 1];
    if (!a || a.over * b.under === b.over * a.under) continue;
    const middle = { over: a.over * b.under + b.over * a.under, under: 2n * a.under * b.under };
    const heights = ends.map(([left, right]) => BigInt(left) * (middle.under - middle.over) + BigInt(right) * middle.over);
    const leaders = [...heights.entries()].filter(([, height]) => heights.every((other) => other <= height)).map(([i]) => i);
    const last = pieces.at(-1);
    if (last && last.leaders.join() === leaders.join()) pieces[pieces.length - 1] = { ...last, to: value(b) };
    else pieces.push({ from: value(a), to: value(b), leaders });
  }
  return pieces;
}

function value({ over, under }: Fraction): number {
  return Number(over) / Number(under);
}

const nearly = (pieces: readonly Piece[]) =>
  pieces.map(({ from, to, leaders }) => ({ from: expect.closeTo(from, 11), to: expect.closeTo(to, 11), leaders }));

describe('against exact fractions', () => {
  test('the segments, each by one of those that lead in it', () => {
    fc.assert(
      fc.property(twelfths, (ends) => {
        const lines = linesOf(ends);
        const exact = exactEnvelope(ends);
        const segments = envelopeSegments(lines, everyLine(lines), EXACT);
        const wanted = exact.map(({ leaders }, k) => (leaders.includes(segments[k]?.line ?? -1) ? [segments[k]?.line] : leaders));
        expect(segments.map(({ from, to, line }) => ({ from, to, leaders: [line] }))).toEqual(
          nearly(exact.map((piece, k) => ({ ...piece, leaders: wanted[k] as number[] }))),
        );
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  test('the leaders of an analysis, all that coincide', () => {
    fc.assert(
      fc.property(twelfths, (ends) => {
        // of two criteria, one has no weight now: at 0 the other decides
        const values = matrixOf(ends.map(([left, right]) => [left / 12, right / 12]));
        expect(leaderEnvelope(values, [1, 0], 1)).toEqual(nearly(exactEnvelope(ends)));
      }),
      { seed: 12, numRuns: 3000 },
    );
  });

  test('the intervals of owners with a line each: where one leads alone', () => {
    fc.assert(
      fc.property(twelfths, (ends) => {
        const found = leaderIntervals(linesOf(ends), [...ends.keys()]);
        expect(found.map(({ from, to, line }) => ({ from, to, leaders: [line] }))).toEqual(
          nearly(exactEnvelope(ends).filter(({ leaders }) => leaders.length === 1)),
        );
        for (const { line, owner } of found) expect(owner).toBe(line);
      }),
      { seed: 13, numRuns: 3000 },
    );
  });
});

test('on a fine grid no line is above the segment it is under, whatever the lines', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(unit, unit), { minLength: 1, maxLength: 30 }), (ends) => {
      const lines = { at0: ends.map(([left]) => left), at1: ends.map(([, right]) => right) };
      const segments = envelopeSegments(lines, everyLine(lines), EXACT);
      for (let step = 0; step <= 200; step++) {
        const t = step / 200;
        const highest = Math.max(...everyLine(lines).map((i) => heightAt(lines, i, t)));
        for (const { line, from, to } of segments)
          if (from <= t && t <= to) expect(heightAt(lines, line, t)).toBeGreaterThan(highest - 1e-11);
        // but for segments without length, they cover all of it
        expect(segments.some(({ from, to }) => from - 1e-11 <= t && t <= to + 1e-11)).toBe(true);
      }
    }),
    { seed: 14, numRuns: 200 },
  );
});

test('the lines that are left out as no contenders change nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { minLength: 1, maxLength: 40 }), (ends) => {
      const lines = linesOf(ends);
      const left = contenders(lines);
      expect(left).toEqual([...left].sort((a, b) => a - b));
      const leads = ({ line, from, to }: { line: number; from: number; to: number }) => [lines.at0[line], lines.at1[line], from, to];
      expect(envelopeSegments(lines, left, EXACT).map(leads)).toEqual(envelopeSegments(lines, everyLine(lines), EXACT).map(leads));
    }),
    { seed: 15, numRuns: 1000 },
  );
  expect(contenders({ at0: [0.2, 0.9, 0.1], at1: [0.3, 0.5, 0.8] })).toEqual([1, 2]);
});

test('no lines have no envelope', () => {
  expect(contenders({ at0: [], at1: [] })).toEqual([]);
  expect(envelopeSegments({ at0: [], at1: [] }, [], EXACT)).toEqual([]);
  expect(leaderEnvelope(matrixOf([], 2), [0.5, 0.5], 0)).toEqual([]);
});

test('lines made of the totals are those made of the values', () => {
  const rows = fc.array(fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)), { minLength: 1, maxLength: 6 });
  const points = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }).filter((own) => own.some((point) => point > 0));
  fc.assert(
    fc.property(rows, points, fc.nat(2), (cells, given, k) => {
      const weights = normaliseWeights(given);
      const totals = cells.map((row) => row.reduce((sum, cell, j) => sum + cell * (weights[j] as number), 0));
      const own = cells.map((row) => row[k] as number);
      const plain = weightLines(matrixOf(cells), weights, k);
      const made = weightLinesOfTotals(totals, own, weights[k] as number, new Array<number>(cells.length).fill(0));
      expect(made).toEqual(plain && { at0: plain.at0.map((height) => expect.closeTo(height, 9)), at1: plain.at1 });
    }),
    { seed: 16, numRuns: 1000 },
  );
});
