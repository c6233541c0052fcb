import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { attributeOf, catalogOfNumbers, claimOf, dataOf, modelOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';

/** Models that fail exactly the named requirements: a conflict is a set that hits what each of them fails. */
function conflictsWhere(...failing: string[][]): readonly (readonly string[])[] {
  const names = [...new Set(failing.flat())].sort();
  const catalog = compileCatalog(
    dataOf({
      attributes: names.map((name) => attributeOf(name, { type: 'boolean', scale: null })),
      models: failing.map((_, i) => modelOf(`lab/m${i}`)),
      claims: failing.flatMap((failed, i) => names.map((name) => claimOf(`lab/m${i}`, name, !failed.includes(name)))),
    }),
  );
  const answer = ask(catalog, { require: Object.fromEntries(names.map((name) => [name, { is: true }])) });
  return [...(answer.infeasible?.conflicts ?? [])].sort();
}

describe('the smallest sets of requirements that keep everybody out', () => {
  test.each<[string, string[][], string[][]]>([
    ['one requirement that nobody meets', [['a'], ['a', 'b']], [['a']]],
    ['two requirements that nobody meets, each by itself', [['a', 'b']], [['a'], ['b']]],
    ['two that only together keep all out', [['a'], ['b']], [['a', 'b']]],
    [
      'a triangle: any two',
      [
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'c'],
      ],
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'c'],
      ],
    ],
    [
      'two pairs: one of each',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [
        ['a', 'c'],
        ['a', 'd'],
        ['b', 'c'],
        ['b', 'd'],
      ],
    ],
    [
      'larger failures that hold a smaller one add nothing',
      [['a'], ['a', 'b'], ['a', 'c'], ['b', 'c']],
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
    ],
    [
      'more than are searched for: one set of which nothing can be spared',
      [['a'], ['b'], ['c'], ['d'], ['e']],
      [['a', 'b', 'c', 'd', 'e']],
    ],
  ])('%s', (_what, failing, conflicts) => {
    expect(conflictsWhere(...failing)).toEqual(conflicts);
  });
});

test('single relaxations come with the size of their step, the smallest first', () => {
  const catalog = catalogOfNumbers([attributeOf('window')], { 'lab/near': { window: 90 }, 'lab/far': { window: 20 }, 'lab/blank': {} });
  const { infeasible } = ask(catalog, { require: { window: { at_least: 100 } } });
  expect(infeasible?.relaxations).toEqual([
    { relax: { window: { at_least: 90 } }, step: 0.1, model: 'lab/near', offer: null },
    { relax: { window: { at_least: 20 } }, step: 0.8, model: 'lab/far', offer: null },
    { relax: { window: { at_least: 100, if_unknown: 'keep' } }, step: null, model: 'lab/blank', offer: null },
  ]);
});

describe('a requirement is counted once', () => {
  const attributes = [attributeOf('a'), attributeOf('b'), attributeOf('retirement_date', { type: 'date', scale: null, scope: 'offer' })];

  test('also where its attribute has to be known as a criterion', () => {
    const catalog = catalogOfNumbers(attributes, { 'lab/one': { b: 1 }, 'lab/two': { a: 5, b: 1 } });
    const answer = ask(catalog, { require: { a: { at_least: 10 } }, prefer: { weights: { a: 1 } }, if_unknown: 'exclude' });
    expect(answer.excluded.by_requirement).toEqual({ a: 2 });
    expect(answer.infeasible?.conflicts).toEqual([['a']]);
  });

  test('the closest fail the fewest requirements, not the fewest checks of the same one', () => {
    const catalog = catalogOfNumbers(attributes, { 'lab/one': { b: 5 }, 'lab/two': { a: 5, b: 50 } });
    const answer = ask(catalog, {
      require: { a: { at_least: 10 }, b: { at_most: 10 } },
      prefer: { weights: { a: 1 } },
      if_unknown: 'exclude',
    });
    expect(answer.infeasible?.closest.map(({ model }) => model)).toEqual(['lab/one']);
  });

  test('also where a retirement has come and is required not to', () => {
    const catalog = catalogOfNumbers(attributes, { 'lab/one': { retirement_date: '2026-01-01' } });
    const answer = ask(catalog, { require: { retirement_date: { after: '2026-12-31' } }, as_of: '2026-11-23' });
    expect(answer.excluded.by_requirement).toEqual({ retirement_date: 1 });
    expect(answer.infeasible?.conflicts).toEqual([['retirement_date']]);
  });
});
