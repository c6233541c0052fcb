import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AbilityParameters, Item } from '../../../src/scoring/abilities/parameters.ts';
import { abilityPoints, estimateOf, Z90 } from '../../../src/scoring/abilities/points.ts';
import { standingOf } from '../../../src/scoring/abilities/standing.ts';

/** Worked out by another program, in full doubles, before this one was written. */
const worked = JSON.parse(readFileSync(join(import.meta.dirname, 'worked.json'), 'utf8'));

const parameters: AbilityParameters = {
  eps: worked.eps,
  kappa: worked.kappa,
  general_variance: worked.general_variance,
  abilities: Object.fromEntries(
    Object.entries(worked.ability_variance as Record<string, number>).map(([ability, variance]) => [
      ability,
      { variance, reference: worked.reference[ability] },
    ]),
  ),
  items: Object.fromEntries(
    Object.entries(worked.items as Record<string, Omit<Item, 'link'>>).map(([id, item]) => [id, { ...item, link: 'logit' as const }]),
  ),
};

function near(actual: number | undefined, wanted: number): void {
  expect(Math.abs((actual ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-9);
}

test.each(Object.keys(worked.models))(
  'the abilities of %s, and what is to be expected of it, are the numbers worked out beforehand',
  (name) => {
    const results = Object.entries(worked.models[name] as Record<string, number>).map(([item, value]) => ({ item, value }));
    const standing = standingOf(parameters, results);
    const wanted = worked.expect[name];
    near(standing.general.theta, wanted.general);
    for (const [ability, belief] of Object.entries<Record<string, number> & { interval: number[] }>(wanted.abilities)) {
      const own = standing.abilities[ability];
      near(own?.theta, belief.theta as number);
      near(own?.variance, belief.variance as number);
      near(own?.reliability, belief.reliability as number);
      const points = own && abilityPoints(parameters, own, worked.reference[ability]);
      near(points?.raw, belief.raw as number);
      for (const [end, value] of belief.interval.entries()) near(points?.interval[end], value);
    }
    for (const [item, estimate] of Object.entries<{ raw: number; interval: number[] }>(wanted.estimates)) {
      const points = estimateOf(parameters, standing, item);
      near(points?.raw, estimate.raw);
      for (const [end, value] of estimate.interval.entries()) near(points?.interval[end], value);
    }
  },
);

test('the quantile of a 90% interval is the one the numbers were worked out with', () => {
  expect(Z90).toBe(worked.z);
});
