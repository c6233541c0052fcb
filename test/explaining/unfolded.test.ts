import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';

/** Where offers are not folded by model, everything speaks of offers. */

const catalog = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('price', { scope: 'offer', better: 'lower', scale: { kind: 'linear', worst: 100, best: 0 } }),
      attributeOf('speed', { scope: 'offer' }),
      attributeOf('uptime', { scope: 'offer' }),
    ],
    models: [modelOf('lab/one')],
    providers: ['h1', 'h2', 'h3', 'h4'].map((id) => ({ id, name: id })),
    offers: ['lab/one@h1', 'lab/one@h2', 'lab/one@h3', 'lab/one@h4'].map(offerOf),
    claims: [
      ...[10, 20, 30, 40].map((price, i) => claimOf(`lab/one@h${i + 1}`, 'price', price)),
      ...[50, 90, 20, 10].map((speed, i) => claimOf(`lab/one@h${i + 1}`, 'speed', speed)),
      claimOf('lab/one@h1', 'uptime', 99),
      claimOf('lab/one@h2', 'uptime', 97),
      claimOf('lab/one@h3', 'uptime', 98),
    ],
  }),
);
type Tipping = { readonly criterion: string; readonly weight_above?: number; readonly weight_below?: number };
const prefer = { weights: { price: 5, speed: 1 } };
const unfolded = { require: { price: { known: true } }, fold: 'none' } as const;

test('with four offers eligible none is the only one', () => {
  expect(ask(catalog, unfolded).verdict).toMatchObject({
    choose: null,
    code: 'preferences_needed',
    tied: ['lab/one@h1', 'lab/one@h2', 'lab/one@h3', 'lab/one@h4'],
  });
  const one = ask(catalog, { ...unfolded, candidates: { providers: ['h3'] } }).verdict;
  expect([one.choose, one.offer, one.because]).toEqual(['lab/one', 'lab/one@h3', [{ code: 'only_eligible' }]]);
  const folded = ask(catalog, { ...unfolded, fold: 'model' }).verdict;
  expect([folded.choose, folded.because]).toEqual(['lab/one', [{ code: 'only_eligible' }]]);
});

describe('a choice between offers of one model', () => {
  const { verdict } = ask(catalog, { ...unfolded, prefer });

  test('is of the offer, over the next offer', () => {
    expect([verdict.choose, verdict.offer, verdict.code]).toEqual(['lab/one', 'lab/one@h1', null]);
    expect(verdict.because.map((reason) => [reason.code, 'over' in reason ? reason.over : null])).toEqual([
      ['highest_score', null],
      ['leads_on', 'lab/one@h2'],
      ['trails_on', 'lab/one@h2'],
    ]);
    expect(verdict.because[0]).toMatchObject({ runner_up: 'lab/one@h2' });
    expect(verdict.text).toContain('above lab/one@h2');
    expect(verdict.text).not.toContain('alone');
  });

  test('has rules that name offers, and each makes its offer the choice', () => {
    expect(verdict.compared).toEqual(['lab/one@h1', 'lab/one@h2', 'lab/one@h3', 'lab/one@h4'].slice(0, verdict.compared.length));
    const rules = verdict.choose_if.map(({ kind, choose }) => `${kind} ${choose}`);
    expect(rules).toEqual(expect.arrayContaining(['attribute_lead lab/one@h2', 'weight lab/one@h2', 'never lab/one@h3']));
    const [rule] = verdict.choose_if.filter(({ kind }) => kind === 'weight');
    if (!rule) throw new Error('there is no rule on weights');
    const { criterion, weight_above: from = 0, weight_below: to = 1 } = rule.when[0] as Tipping;
    const weight = (from + to) / 2;
    const other = criterion === 'speed' ? 'price' : 'speed';
    const again = ask(catalog, { ...unfolded, prefer: { weights: { [criterion]: weight, [other]: 1 - weight } } });
    expect(again.verdict.offer).toBe(rule.choose);
  });

  test('is settled only against every other offer', () => {
    const by = (weights: object) => ask(catalog, { ...unfolded, prefer: { weights } }).verdict;
    expect([by({ price: 1 }).offer, by({ price: 1 }).settled]).toEqual(['lab/one@h1', true]);
    // what h4 promises is not known: it may be more than 99
    expect([by({ uptime: 1 }).offer, by({ uptime: 1 }).settled]).toEqual(['lab/one@h1', false]);
    expect(ask(catalog, { require: unfolded.require, prefer: { weights: { uptime: 1 } } }).verdict.settled).toBe(true);
  });
});

test('a tie names each once: models where they are folded, offers where not', () => {
  const prefer = { weights: { even: 1 } };
  const even = compileCatalog(
    dataOf({
      attributes: [attributeOf('even')],
      models: [modelOf('lab/one'), modelOf('lab/two')],
      providers: ['h1', 'h2'].map((id) => ({ id, name: id })),
      offers: ['lab/one@h1', 'lab/one@h2', 'lab/two@h1'].map(offerOf),
      claims: [claimOf('lab/one', 'even', 50), claimOf('lab/two', 'even', 50)],
    }),
  );
  expect(ask(even, { prefer }).verdict).toMatchObject({ code: 'tie', tied: ['lab/one', 'lab/two'] });
  expect(ask(even, { prefer, fold: 'none' }).verdict).toMatchObject({ code: 'tie', tied: ['lab/one@h1', 'lab/one@h2', 'lab/two@h1'] });
});
