import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../../src/catalog/calendar-date.ts';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { AttributeScale } from '../../../src/catalog/vocabulary.ts';
import type { Ranking } from '../../../src/explaining/answer/ranking.ts';
import { FIXED, WORLDS } from '../../support/catalogs/worlds.ts';
import { ask } from '../../support/requests/ask.ts';

const EXACT = 1e-12;

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  const everyAnswer = (check: (answer: Ranking, request: object, catalog: Catalog) => void) =>
    fc.assert(
      fc.property(questions('always'), ({ catalog, request }) => check(ask(catalog, { ...request, limit: 100 }), request, catalog)),
      { ...FIXED, numRuns: 100 * share },
    );

  test('contributions add up to the score, and each is its weight times its value', () => {
    everyAnswer(({ ranking, resolved }) => {
      expect(sum(Object.values(resolved.weights))).toBeCloseTo(1, 12);
      for (const { score, contributions } of ranking) {
        expect(Math.abs(sum(contributions.map((part) => part.contribution as number)) - (score as number))).toBeLessThanOrEqual(EXACT);
        expect(sum(contributions.map((part) => part.weight))).toBeCloseTo(1, 12);
        for (const part of contributions)
          expect(Math.abs(part.weight * part.value - (part.contribution as number))).toBeLessThanOrEqual(EXACT);
      }
    });
  });

  test('the score lies within its range, and the range is a point where everything is known exactly', () => {
    everyAnswer(({ ranking }) => {
      for (const { score, score_range, contributions, caveats } of ranking) {
        const [low, high] = score_range as readonly [number, number];
        expect(low).toBeLessThanOrEqual(score as number);
        expect(high).toBeGreaterThanOrEqual(score as number);
        const open = contributions.some((part) => part.status === 'unknown' && part.weight > 0);
        if (!open && !caveats.some((caveat) => caveat.code === 'bound' || caveat.code === 'estimate'))
          expect([low, high]).toEqual([score, score]);
      }
    });
  });

  test('a known value is worth what the published scale says, an unknown one what the policy says', () => {
    everyAnswer(({ ranking, resolved }) => {
      const ofUnknown = resolved.if_unknown === 'neutral' ? 0.5 : 0;
      for (const { contributions } of ranking)
        for (const part of contributions) {
          const scale = resolved.scales[part.attribute ?? part.criterion] as AttributeScale;
          const expected = part.status === 'known' ? worth(scale, part.raw) : ofUnknown;
          expect(Math.abs(part.value - expected)).toBeLessThanOrEqual(EXACT);
        }
    });
  });

  test('better scores stand first, equal ones share a rank in the order of equals, and the answer names its winner only if it is alone', () => {
    everyAnswer(({ ranking, verdict, eligible }, _request, catalog) => {
      ranking.forEach((entry, i) => {
        const ahead = ranking.filter((other) => (other.score as number) > (entry.score as number) + 2e-9);
        expect(entry.rank).toBeGreaterThan(ahead.length);
        expect(entry.rank).toBeLessThanOrEqual(i + 1);
        const before = ranking[i - 1];
        if (before && before.rank === entry.rank) expect(placeOf(catalog, before) < placeOf(catalog, entry)).toBe(true);
        if (before && before.rank < entry.rank) expect(before.score).toBeGreaterThan((entry.score as number) + 1e-9);
      });
      const first = [...new Set(ranking.filter((entry) => entry.rank === 1).map((entry) => entry.model))];
      if (ranking.length < 100) expect(verdict.choose).toBe(first.length === 1 ? first[0] : null);
      expect(verdict.code).toBe(verdict.choose ? null : eligible === 0 ? 'nothing_eligible' : 'tie');
    });
  });
});

/** By model, then by the kind of the provider, as its claims alone say it, then by id: as text that sorts so. */
function placeOf(catalog: Catalog, { model, offer }: { readonly model: string; readonly offer: string | null }): string {
  const kinds = ['vendor', 'cloud', 'inference_host', 'self_hosted', 'aggregator', 'reseller'];
  const provider = offer === null ? undefined : catalog.offers.get(offer)?.provider;
  const claim = catalog.claimsBySubject.get(provider ?? '')?.find(({ attribute }) => attribute === 'provider_kind');
  const place = claim ? kinds.indexOf(String(claim.value)) : kinds.length;
  return `${model} ${offer === null ? 0 : place} ${offer}`;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** The value functions once more, from their definitions. */
function worth(scale: AttributeScale, raw: unknown): number {
  if (scale.kind === 'set') {
    const members = typeof raw === 'string' ? [raw] : (raw as string[]);
    const held = scale.wanted.filter((member) => members.includes(member)).length;
    return typeof raw === 'string' ? Math.min(held, 1) : held / scale.wanted.length;
  }
  const number = (value: unknown) => (typeof value === 'string' ? dayNumber(value) : Number(value));
  const x = number(raw);
  if (scale.kind === 'steps') {
    const left = scale.points.findLast(([at]) => at <= x);
    const right = scale.points.find(([at]) => at >= x);
    if (!left || !right) return (left ?? right)?.[1] as number;
    return left === right ? left[1] : left[1] + ((right[1] - left[1]) * (x - left[0])) / (right[0] - left[0]);
  }
  const [worst, best] = [number(scale.worst), number(scale.best)];
  const position = scale.kind === 'log' ? Math.log(Math.max(x, 1e-300) / worst) / Math.log(best / worst) : (x - worst) / (best - worst);
  return Math.min(1, Math.max(0, position));
}
