import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { attributeOf, claimOf, dataOf, modelOf } from '../../support/catalogs/fixture.ts';
import { ask } from '../../support/requests/ask.ts';

/** A figure that is known as a bound alone is worth what the policy makes of what it leaves open: nobody gains by being vague. */

const priceOf = (model: string, price: number, qualifier?: 'at_least' | 'at_most') =>
  claimOf(model, 'price', price, qualifier === undefined ? {} : { qualifier });
const catalog = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('price', { better: 'lower', scale: { kind: 'linear', worst: 10, best: 0 } }),
      attributeOf('speed', { scale: { kind: 'linear', worst: 0, best: 100 } }),
      attributeOf('takes', { type: 'set', scale: { kind: 'set', wanted: ['image', 'audio'] } }),
    ],
    models: ['lab/from', 'lab/plain', 'lab/silent', 'lab/up-to'].map((id) => modelOf(id)),
    claims: [
      priceOf('lab/from', 1, 'at_least'),
      priceOf('lab/plain', 4),
      priceOf('lab/up-to', 6, 'at_most'),
      claimOf('lab/from', 'speed', 40, { qualifier: 'at_least' }),
      claimOf('lab/up-to', 'speed', 40, { qualifier: 'at_most' }),
      claimOf('lab/from', 'takes', ['image'], { qualifier: 'at_least' }),
    ],
  }),
);
const valuesOn = (attribute: string, if_unknown: 'worst' | 'exclude' | 'neutral') =>
  Object.fromEntries(
    ask(catalog, { prefer: { weights: { [attribute]: 1 } }, if_unknown }).ranking.map(({ model, contributions, score_range }) => [
      model.slice(4),
      [contributions[0]?.value, score_range],
    ]),
  );

test('under `worst` a price from 1 counts for nothing, and one up to 6 as 6', () => {
  expect(valuesOn('price', 'worst')).toEqual({
    plain: [0.6, [0.6, 0.6]],
    'up-to': [0.4, [0.4, 1]],
    from: [0, [0, 0.9]],
    silent: [0, [0, 1]],
  });
});

test('under `exclude` it stays, as something is known, and counts as under `worst`', () => {
  expect(valuesOn('price', 'exclude')).toEqual({ plain: [0.6, [0.6, 0.6]], 'up-to': [0.4, [0.4, 1]], from: [0, [0, 0.9]] });
});

test('under `neutral` it counts half of what it leaves open', () => {
  expect(valuesOn('price', 'neutral')).toEqual({
    'up-to': [0.7, [0.4, 1]],
    plain: [0.6, [0.6, 0.6]],
    silent: [0.5, [0, 1]],
    from: [0.45, [0, 0.9]],
  });
});

test('of what is better when it is more, it is the other bound that is vague', () => {
  expect(valuesOn('speed', 'worst')).toMatchObject({ from: [0.4, [0.4, 1]], 'up-to': [0, [0, 0.4]] });
  expect(valuesOn('takes', 'neutral')).toMatchObject({ from: [0.75, [0.5, 1]] });
});

test('the cheapest for certain wins over one that may be cheaper', () => {
  const { verdict, ranking } = ask(catalog, { prefer: { weights: { price: 1 } } });
  expect([verdict.choose, verdict.settled]).toEqual(['lab/plain', false]);
  expect(ranking.find(({ model }) => model === 'lab/from')?.caveats).toContainEqual(expect.objectContaining({ code: 'bound' }));
});
