import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linked, unlinked } from '../../../src/scoring/abilities/link.ts';
import type { AbilityParameters, Item, Result } from '../../../src/scoring/abilities/parameters.ts';
import { abilityPoints, abilityStatus, estimateOf, expected, resultsOutOfLine } from '../../../src/scoring/abilities/points.ts';
import { type Standing, standingOf } from '../../../src/scoring/abilities/standing.ts';

const ABILITIES = ['coding', 'reasoning', 'writing'];
const RUNS = { seed: 14, numRuns: 700 };

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const item: fc.Arbitrary<Item> = fc.record({
  ability: fc.constantFrom(...ABILITIES),
  link: fc.constantFrom('logit', 'elo'),
  chance: fc.constantFrom(0, 10, 25, 50),
  a: number(0.2, 3),
  c: number(-4, 4),
  sd: number(0.15, 1),
  se_a: number(0, 0.3),
  se_c: number(0, 0.3),
});
const parameters: fc.Arbitrary<AbilityParameters> = fc.record({
  eps: fc.constant(0.02),
  kappa: number(1, 2),
  general_variance: number(0.2, 4),
  abilities: fc.record(
    Object.fromEntries(ABILITIES.map((id) => [id, fc.record({ variance: number(0.02, 1), reference: fc.constant('i0') })])),
  ),
  items: fc.array(item, { minLength: 2, maxLength: 8 }).map((items) => Object.fromEntries(items.map((one, i) => [`i${i}`, one]))),
});
const valueOn = ({ link, chance }: Item) => (link === 'elo' ? number(900, 1700) : number(chance, 100));
/** Parameters, and results on some of their items. */
const asked = parameters.chain((given) =>
  fc.tuple(
    fc.constant(given),
    fc
      .subarray(Object.keys(given.items), { minLength: 1 })
      .chain((ids) => fc.tuple(...ids.map((id) => valueOn(given.items[id] as Item).map((value): Result => ({ item: id, value }))))),
  ),
);
const thetas = ({ abilities }: Standing) => ABILITIES.map((id) => abilities[id]?.theta as number);
const variances = ({ abilities, general }: Standing) => [general.variance, ...ABILITIES.map((id) => abilities[id]?.variance as number)];

test('the order of results does not matter to the bit', () => {
  fc.assert(
    fc.property(
      asked.chain(([given, results]) =>
        fc.tuple(fc.constant(given), fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })),
      ),
      ([given, results, shuffled]) => {
        expect(standingOf(given, shuffled)).toEqual(standingOf(given, results));
      },
    ),
    RUNS,
  );
});

test('an ability rests on the results given and the parameters of their items alone: other items may come and go', () => {
  fc.assert(
    fc.property(asked, item, ([given, results], stranger) => {
      const before = structuredClone(results);
      const without = {
        ...given,
        items: Object.fromEntries(Object.entries(given.items).filter(([id]) => results.some((one) => one.item === id))),
      };
      const withMore = { ...given, items: { a_stranger: stranger, ...given.items, z_stranger: stranger } };
      const standing = standingOf(given, results);
      expect(standingOf(without, results)).toEqual(standing);
      expect(standingOf(withMore, results)).toEqual(standing);
      expect(standingOf(given, [...results, { item: 'not_calibrated', value: 50 }])).toEqual(standing);
      expect(results).toEqual(before);
    }),
    RUNS,
  );
});

test('raising a result never lowers an ability, nor an estimate', () => {
  fc.assert(
    fc.property(asked, fc.nat(), number(0, 1), ([given, results], which, step) => {
      const raised = results.map((one, i) => {
        if (i !== which % results.length) return one;
        const { link } = given.items[one.item] as Item;
        return { ...one, value: link === 'elo' ? one.value + 300 * step : one.value + (100 - one.value) * step };
      });
      const [before, after] = [standingOf(given, results), standingOf(given, raised)];
      for (const [k, theta] of thetas(before).entries()) expect(thetas(after)[k]).toBeGreaterThanOrEqual(theta - 1e-12);
      for (const id of Object.keys(given.items)) {
        const [low, high] = [estimateOf(given, before, id)?.raw, estimateOf(given, after, id)?.raw];
        expect(high).toBeGreaterThanOrEqual((low as number) - 1e-9);
      }
    }),
    RUNS,
  );
});

test('every further result lowers every variance, whatever its value, and narrows every place on the scale of links', () => {
  fc.assert(
    fc.property(asked, ([given, results]) => {
      const more = variances(standingOf(given, results));
      const fewer = variances(standingOf(given, results.slice(1)));
      for (const [k, variance] of more.entries()) expect(variance).toBeLessThan((fewer[k] as number) * (1 + 1e-12));
      const first = results[0] as Result;
      const ability = (given.items[first.item] as Item).ability;
      expect(more[1 + ABILITIES.indexOf(ability)]).toBeLessThan(fewer[1 + ABILITIES.indexOf(ability)] as number);
    }),
    RUNS,
  );
});

test('the variance does not depend on the values', () => {
  fc.assert(
    fc.property(asked, ([given, results]) => {
      const other = results.map((one) => ({ ...one, value: (given.items[one.item] as Item).link === 'elo' ? 1200 : 60 }));
      expect(variances(standingOf(given, other))).toEqual(variances(standingOf(given, results)));
    }),
    RUNS,
  );
});

test('a result that is what was expected moves nothing', () => {
  fc.assert(
    fc.property(asked, ([given, results]) => {
      const [first, ...others] = results as [Result, ...Result[]];
      const standing = standingOf(given, others);
      const one = given.items[first.item] as Item;
      const y = expected(one, standing.abilities[one.ability] as { theta: number; variance: number }).mean;
      const value = unlinked(one, y, given.eps);
      fc.pre(Math.abs(linked(one, value, given.eps) - y) < 1e-9); // beyond what the link can show, a percentage is clamped
      const moved = thetas(standingOf(given, [...others, { item: first.item, value }]));
      for (const [k, theta] of thetas(standing).entries()) expect(moved[k]).toBeCloseTo(theta, 7);
    }),
    RUNS,
  );
});

test('without results there is the prior alone: ability 0, its whole variance, no reliability, and the status unknown', () => {
  fc.assert(
    fc.property(parameters, (given) => {
      const standing = standingOf(given, []);
      expect(standing.results).toBe(0);
      expect(standing.general.theta).toBe(0);
      expect(standing.general.variance).toBeCloseTo(given.general_variance, 12);
      for (const ability of ABILITIES) {
        const prior = given.general_variance + (given.abilities[ability]?.variance as number);
        const own = standing.abilities[ability];
        expect(own?.theta).toBe(0);
        expect(own?.variance).toBeCloseTo(prior, 12);
        expect(own?.reliability).toBeCloseTo(0, 12);
        expect(abilityStatus(standing, ability)).toBe('unknown');
      }
    }),
    RUNS,
  );
});

test('an interval holds its place, and the one of a result is never narrower than that of the ability', () => {
  fc.assert(
    fc.property(asked, ([given, results]) => {
      const standing = standingOf(given, results);
      for (const [id, one] of Object.entries(given.items)) {
        const ability = abilityPoints(given, standing.abilities[one.ability] as { theta: number; variance: number }, id);
        const estimate = estimateOf(given, standing, id);
        if (ability === null || estimate === null) throw new Error('both are calibrated');
        expect(ability.raw).toBe(estimate.raw);
        expect(ability.interval[0]).toBeLessThanOrEqual(ability.raw);
        expect(ability.interval[1]).toBeGreaterThanOrEqual(ability.raw);
        expect(estimate.interval[0]).toBeLessThanOrEqual(ability.interval[0]);
        expect(estimate.interval[1]).toBeGreaterThanOrEqual(ability.interval[1]);
      }
    }),
    RUNS,
  );
});

const ITEM = { ability: 'coding', link: 'logit', chance: 0, a: 1, c: 0, sd: 0.2, se_a: 0, se_c: 0 } as const;
const ONE_ABILITY: AbilityParameters = {
  eps: 0.02,
  kappa: 1,
  general_variance: 1.7,
  abilities: { coding: { variance: 0.13, reference: 'i' }, reasoning: { variance: 0.15, reference: 'r' } },
  items: { i: ITEM, j: ITEM, k: ITEM, r: { ...ITEM, ability: 'reasoning' } },
};

test('links: percentages beyond chance and full marks are clamped, less can be better, 400 points of a rating are ten times the odds', () => {
  const quarter = { link: 'logit', chance: 25 } as const;
  expect(linked(quarter, 25, 0.02)).toBeCloseTo(Math.log(0.02 / 1.02), 12);
  expect(linked(quarter, 10, 0.02)).toBe(linked(quarter, 25, 0.02));
  expect(linked(quarter, 62.5, 0.02)).toBe(0); // half way between chance and full marks
  expect(unlinked(quarter, -99, 0.02)).toBe(25);
  expect(unlinked(quarter, 99, 0.02)).toBe(100);
  const errors = { link: 'logit', chance: 0, negated: true } as const;
  expect(linked(errors, 20, 0.02)).toBeCloseTo(linked({ link: 'logit', chance: 0 }, 80, 0.02), 12);
  expect(unlinked(errors, linked(errors, 20, 0.02), 0.02)).toBeCloseTo(20, 10);
  const rating = { link: 'elo', chance: 0 } as const;
  expect(linked(rating, 1750, 0.02)).toBeCloseTo(Math.LN10, 12);
  expect(unlinked(rating, linked(rating, 1431, 0.02), 0.02)).toBeCloseTo(1431, 9);
});

test('known takes a result of its own and a reliability of 0.9; what only other abilities say is estimated', () => {
  const standing = standingOf(ONE_ABILITY, [{ item: 'i', value: 70 }]);
  expect(standing.abilities.coding?.own_results).toBe(1);
  expect(abilityStatus(standing, 'coding')).toBe('known');
  expect(abilityStatus(standing, 'reasoning')).toBe('estimated');
  expect(abilityStatus(standing, 'cooking')).toBe('unknown');
  const vague = { ...ONE_ABILITY, items: { i: { ...ITEM, sd: 0.6 } } };
  // var = 0.13/D + 1/(P D^2) with W = 1/0.36, D = 1 + 0.13 W = 1.361, P = 1/1.7 + W/D = 2.629: 0.3009 of 1.83, so reliability 0.836
  const weak = standingOf(vague, [{ item: 'i', value: 70 }]);
  expect(weak.abilities.coding?.reliability).toBeCloseTo(0.8356, 3);
  expect(abilityStatus(weak, 'coding')).toBe('estimated');
  expect(estimateOf(ONE_ABILITY, standing, 'unheard_of')).toBeNull();
  expect(abilityPoints(ONE_ABILITY, standing.general, 'unheard_of')).toBeNull();
});

test('a result far above what the others suggest is out of line; with nothing to hold it to, none is', () => {
  const items = Object.fromEntries([...'abcdefgk'].map((id) => [id, ITEM]));
  const results = Object.keys(items).map((item) => ({ item, value: item === 'k' ? 90 : 50 }));
  const found = resultsOutOfLine({ ...ONE_ABILITY, items }, results);
  expect(found.map(({ item: id }) => id)).toEqual(['k']);
  expect(found[0]?.z).toBeGreaterThan(3);
  expect(found[0]?.estimate.raw).toBeCloseTo(50, 0);
  expect(resultsOutOfLine(ONE_ABILITY, [{ item: 'k', value: 99 }])).toEqual([]);
});
