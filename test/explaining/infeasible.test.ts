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

describe('the causes of a conflict say what it comes from', () => {
  const catalog = compileCatalog(
    dataOf({
      attributes: [
        attributeOf('a'),
        attributeOf('b'),
        attributeOf('speaks', { type: 'set', scale: null, format: 'bcp47' }),
        attributeOf('kind', { type: 'string', scale: null, values: ['chat', 'embedding'] }),
        attributeOf('lifecycle', { type: 'string', scale: null, values: ['current', 'retired'] }),
        attributeOf('context_window'),
      ],
      models: ['lab/one', 'lab/two', 'lab/old', 'lab/vectors'].map((id) => modelOf(id)),
      claims: [
        claimOf('lab/one', 'speaks', ['de']),
        claimOf('lab/two', 'speaks', ['fr']),
        claimOf('lab/one', 'b', 5),
        claimOf('lab/old', 'lifecycle', 'retired'),
        claimOf('lab/vectors', 'kind', 'embedding'),
        claimOf('lab/one', 'context_window', 50),
      ],
    }),
  );
  const causesOf = (body: object) => ask(catalog, body).infeasible?.causes;
  const candidates = (...models: string[]) => ({ candidates: { models } });

  test('a requirement, with the values that nobody has', () => {
    const asked = { require: { speaks: { all_of: ['German', 'sw'] } }, ...candidates('lab/one', 'lab/two') };
    expect(causesOf(asked)).toEqual([{ attribute: 'speaks', because: 'required', required: { all_of: ['de', 'sw'] }, nobody_has: ['sw'] }]);
    const each = { require: { speaks: { all_of: ['de', 'fr'] } }, ...candidates('lab/one', 'lab/two') };
    expect(causesOf(each)).toEqual([{ attribute: 'speaks', because: 'required', required: { all_of: ['de', 'fr'] } }]);
  });

  test('a criterion that has to be known, and a requirement on it', () => {
    const asked = { require: { a: { at_least: 5 } }, prefer: { weights: { a: 1 } }, if_unknown: 'exclude', ...candidates('lab/one') };
    expect(causesOf(asked)).toEqual([
      { attribute: 'a', because: 'required', required: { at_least: 5 } },
      { attribute: 'a', because: 'preferred', required: { known: true } },
    ]);
    const preferred = { prefer: { weights: { a: 1 } }, if_unknown: 'exclude', ...candidates('lab/one') };
    expect(causesOf(preferred)).toEqual([{ attribute: 'a', because: 'preferred', required: { known: true } }]);
  });

  test('what can’t be had, what does not take part, and what the replaced model can do', () => {
    expect(causesOf({ require: {}, ...candidates('lab/old') })).toEqual([
      { attribute: 'lifecycle', because: 'lifecycle', required: { none_of: ['retired', 'unreleased'] } },
    ]);
    const vectors = ask(compileCatalog({ ...dataOf({}), ...onlyVectors() }), { require: {} }).infeasible?.causes;
    expect(vectors).toMatchObject([{ attribute: 'kind', because: 'candidates', required: { any_of: ['chat'] } }]);
    expect(causesOf({ replaces: 'lab/one', ...candidates('lab/two') })).toEqual([
      { attribute: 'context_window', because: 'replaced', required: { at_least: 50 } },
    ]);
  });
});

function onlyVectors() {
  return {
    attributes: [attributeOf('kind', { type: 'string', scale: null, values: ['chat', 'embedding'] })],
    models: [modelOf('lab/vectors')],
    claims: [claimOf('lab/vectors', 'kind', 'embedding')],
  };
}
