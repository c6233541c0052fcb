import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import type { Rule } from '../../src/explaining/answer/verdict.ts';
import { attributeOf, claimOf, dataOf, modelOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';
import { compare } from '../support/requests/comparing.ts';

/** Rankings and comparisons ask one engine for their rules; here stands what the two make different of the same facts, and what the same. */
const NUMBER = { scale: { kind: 'linear', worst: 0, best: 100 } } as const;
const SET = { type: 'set', better: 'none', scale: null } as const;
const MODELS = ['lab/a', 'lab/b', 'lab/c'];

type Facts = Record<string, Record<string, Claim['value']>>;
type Rules = Pick<Rule, 'choose' | 'kind' | 'when' | 'unknown_for'>[];

/** The rules about `x` of a ranking in which lab/a wins by `w`, and of a comparison of the same models. */
function rulesOn(x: Parameters<typeof attributeOf>[1], facts: Facts, over: Record<string, Partial<Claim>> = {}): [Rules, Rules] {
  const models = MODELS.filter((id) => facts[id]);
  const claims = Object.entries(facts).flatMap(([id, values]) =>
    Object.entries(values).map(([name, value]) => claimOf(id, name, value, name === 'x' ? over[id] : {})),
  );
  const catalog = compileCatalog(
    dataOf({ attributes: [attributeOf('w', NUMBER), attributeOf('x', x)], models: models.map((id) => modelOf(id)), claims }),
  );
  const require = { x: { known: true, if_unknown: 'keep' } };
  const ranking = ask(catalog, { require, prefer: { weights: { w: 1 } } });
  const comparison = compare(catalog, { models, attributes: ['x'] });
  expect(ranking.verdict.choose).toBe('lab/a');
  const brief = (rules: readonly Rule[]): Rules =>
    rules
      .filter(({ choose, kind }) => choose !== 'lab/a' && kind === 'only_candidate')
      .map(({ choose, kind, when, unknown_for }) => ({ choose, kind, when, ...(unknown_for ? { unknown_for } : {}) }));
  return [brief(ranking.verdict.choose_if), brief(comparison.rules)];
}

describe('the same facts', () => {
  test('a flag, and a figure of which others have none as good, are the same demand', () => {
    const flag = { type: 'boolean', scale: null } as const;
    const rule = { choose: 'lab/b', kind: 'only_candidate', when: [{ attribute: 'x', is: true }] };
    expect(rulesOn(flag, { 'lab/a': { w: 90, x: false }, 'lab/b': { w: 10, x: true } })).toEqual([[rule], [rule]]);
  });

  test('a figure that only one has is a demand in a comparison, and no distinction in a ranking', () => {
    const [ranking, comparison] = rulesOn(NUMBER, { 'lab/a': { w: 90 }, 'lab/b': { w: 10, x: 30 } });
    expect(ranking).toEqual([]);
    expect(comparison).toEqual([
      { choose: 'lab/b', kind: 'only_candidate', when: [{ attribute: 'x', at_least: 30 }], unknown_for: ['lab/a'] },
    ]);
  });

  test('a bound that may meet it is open in a comparison; in a ranking only what is unknown is', () => {
    const facts = { 'lab/a': { w: 90, x: 20 }, 'lab/b': { w: 10, x: 30 } };
    const [ranking, comparison] = rulesOn({ ...NUMBER, scale: null }, facts, { 'lab/a': { qualifier: 'at_least' } });
    const rule = { choose: 'lab/b', kind: 'only_candidate', when: [{ attribute: 'x', at_least: 30 }] };
    expect(ranking).toEqual([rule]);
    expect(comparison).toEqual([{ ...rule, unknown_for: ['lab/a'] }]);
  });

  test('members of one’s own: all of up to five in a ranking, any of them in a comparison', () => {
    const own = ['f', 'e', 'd', 'c', 'b', 'a'];
    const [ranking, comparison] = rulesOn(SET, { 'lab/a': { w: 90, x: ['z'] }, 'lab/b': { w: 10, x: own } });
    expect(ranking.map(({ when }) => when)).toEqual([[{ attribute: 'x', all_of: ['b', 'c', 'd', 'e', 'f'] }]]);
    expect(comparison.map(({ when }) => when)).toEqual([[{ attribute: 'x', any_of: ['a', 'b', 'c', 'd', 'e', 'f'] }]]);
  });

  test('members that are only one’s own together make a rule of a comparison alone', () => {
    const [ranking, comparison] = rulesOn(SET, {
      'lab/a': { w: 90, x: ['p'] },
      'lab/b': { w: 10, x: ['p', 'q'] },
      'lab/c': { w: 5, x: ['q'] },
    });
    expect(ranking).toEqual([]);
    expect(comparison.map(({ when }) => when)).toEqual([[{ attribute: 'x', all_of: ['p', 'q'] }]]);
  });

  test('a day is demanded in a comparison alone', () => {
    const day = { type: 'date', scale: null } as const;
    const [ranking, comparison] = rulesOn(day, { 'lab/a': { w: 90, x: '2026-01-01' }, 'lab/b': { w: 10, x: '2026-02-01' } });
    expect(ranking).toEqual([]);
    expect(comparison.map(({ when }) => when)).toEqual([[{ attribute: 'x', after: '2026-01-31' }]]);
  });
});
