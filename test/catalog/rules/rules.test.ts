import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../src/catalog/claim.ts';
import { RULES } from '../../../src/catalog/rules/registry.ts';
import { derived, derivedClaims, factOn } from '../../support/catalogs/deriving.ts';
import { claimOf } from '../../support/catalogs/fixture.ts';

test('a rule builds on nothing that a rule behind it makes', () => {
  RULES.forEach(({ id, inputs }, at) => {
    const madeBehind = RULES.slice(at + 1).map(({ attribute }) => attribute);
    // of the model: what an offer rests on is made before anything is concluded on offers
    expect([id, inputs.filter(({ attribute, of }) => of === 'subject' && madeBehind.includes(attribute))]).toEqual([id, []]);
  });
});

describe('commercial use by the licence', () => {
  test.each([
    ['Free', true],
    ['Research', false],
    ['Silent', null],
    ['Unread', null],
    ['Nowhere', null],
  ])('%s: %s', (license, expected) => {
    expect(factOn(derived(claimOf('lab/one', 'license', license)), 'lab/one', 'commercial_use').value).toBe(expected);
  });

  test('it names clause, words and licence, and sizes from which other terms hold', () => {
    const [claim] = derivedClaims(derived(claimOf('lab/one', 'license', 'Research')));
    expect(claim).toMatchObject({
      conditions: 'forbidden by Research',
      locator: 'Research, 3: “no commercial use”',
      derived: { rule: 'commercial_use_by_license', license: 'Research' },
    });
  });

  test('what a line states holds for its models, until one states its own', () => {
    const catalog = derived(claimOf('lab/line', 'license', 'Free'), claimOf('lab/two', 'license', 'Nowhere'));
    expect(factOn(catalog, 'lab/one', 'commercial_use').value).toBe(true);
    // the terms of its own licence are not known, and the line's is not its
    expect(factOn(catalog, 'lab/two', 'commercial_use').status).toBe('unknown');
  });
});

describe('commercial use of an offer', () => {
  type Known = boolean | null;
  const at = (provider: string, { weights, terms, open }: { weights: Known; terms: Known; open: Known }) =>
    factOn(
      derived(
        ...(weights === null ? [] : [claimOf('lab/one', 'license', weights ? 'Free' : 'Research')]),
        ...(terms === null ? [] : [claimOf(provider, 'api_commercial_use', terms)]),
        ...(open === null ? [] : [claimOf('lab/one', 'open_weights', open)]),
      ),
      `lab/one@${provider}`,
      'commercial_use',
    ).value;

  test.each<[string, Known, Known, Known, Known]>([
    // provider, weights allow, terms allow, weights are open: what holds
    ['lab', null, true, false, true],
    ['lab', null, false, false, false],
    ['lab', false, true, true, true],
    ['lab', true, false, true, false],
    ['cloud', null, true, false, true],
    ['cloud', null, false, false, false],
    ['cloud', null, true, null, null],
    ['cloud', null, true, true, null],
    ['cloud', null, false, null, false],
    ['cloud', true, true, true, true],
    ['cloud', false, true, true, false],
    ['cloud', true, false, true, false],
    ['cloud', true, null, true, true],
    ['cloud', false, null, true, false],
    ['cloud', null, null, false, null],
    ['self-hosted', true, null, true, true],
  ])('at %s, weights %s, terms %s, open %s: %s', (provider, weights, terms, open, expected) => {
    expect(at(provider, { weights, terms, open })).toBe(expected);
  });

  test('terms that forbid it stand before what the model’s own page states of the weights', () => {
    const catalog = derived(claimOf('lab/one', 'commercial_use', true), claimOf('cloud', 'api_commercial_use', false));
    expect(factOn(catalog, 'lab/one@cloud', 'commercial_use').value).toBe(false);
    expect(factOn(catalog, 'lab/one', 'commercial_use').value).toBe(true);
  });
});

describe('training energy', () => {
  const energy = (...given: readonly Claim[]) => factOn(derived(...given), 'lab/one', 'training_energy');
  test('is GPU hours times power', () => {
    // 2,788,000 h x 700 W = 1,951,600 kWh
    const hours = claimOf('lab/one', 'training_gpu_hours', 2_788_000);
    expect(energy(hours, claimOf('lab/one', 'training_gpu_power', 700)).value).toBe(1_951_600);
    expect(energy(hours).status).toBe('unknown');
  });

  test('of pre-training alone it is a lower bound, and gives way to the whole', () => {
    const power = claimOf('lab/one', 'training_gpu_power', 700);
    const part = claimOf('lab/one', 'training_gpu_hours_pretraining', 1000, { as_of: '2026-11-01' });
    expect(energy(power, part).claim).toMatchObject({ value: 700, qualifier: 'at_least' });
    const whole = energy(power, part, claimOf('lab/one', 'training_gpu_hours', 2000, { as_of: '2025-01-01' }));
    expect(whole).toMatchObject({ value: 1400, conflicts: [] });
    expect(whole.claim?.qualifier).toBeUndefined();
  });

  test('of a bound it is a bound, of opposite bounds nothing', () => {
    const hours = claimOf('lab/one', 'training_gpu_hours', 1000, { qualifier: 'at_least' });
    expect(energy(hours, claimOf('lab/one', 'training_gpu_power', 500)).claim?.qualifier).toBe('at_least');
    expect(energy(hours, claimOf('lab/one', 'training_gpu_power', 500, { qualifier: 'at_most' })).status).toBe('unknown');
  });
});

describe('one GPU', () => {
  const one = (...given: readonly Claim[]) => factOn(derived(...given), 'lab/one', 'single_gpu');
  const size = (parameters: number, over = {}) => claimOf('lab/one', 'parameters_total', parameters, over);

  // yes: (1.2 x 16 bits + 4.2 GB of cache) / 0.9 within 80 GB, so up to 28.2B; no: 4 bits beyond 80 GiB, so from 171.8B on
  test.each([
    [27e9, true],
    [28.2e9, true],
    [28.3e9, null],
    [171e9, null],
    [172e9, false],
    [671e9, false],
  ])('%d parameters: %s', (parameters, expected) => {
    expect(one(size(parameters)).value).toBe(expected);
  });

  test('a published format decides what the size leaves open', () => {
    // 50B at 8 bits: (1.2 x 50 + 4.2) / 0.9 = 71.4 GB
    expect(one(size(50e9), claimOf('lab/one', 'weights_precision', ['BF16', 'FP8'])).claim).toMatchObject({
      value: true,
      conditions: '80 GB, FP8, one sequence of 8192 tokens',
    });
    expect(one(size(50e9), claimOf('lab/one', 'weights_precision', ['BF16'])).status).toBe('unknown');
    expect(one(size(50e9), claimOf('lab/one', 'weights_precision', ['FP8', 'Q2'])).status).toBe('unknown');
  });

  test('a bound tells only on its own side', () => {
    expect(one(size(20e9, { qualifier: 'at_least' })).status).toBe('unknown');
    expect(one(size(200e9, { qualifier: 'at_least' })).value).toBe(false);
  });

  test('of closed weights it does not apply', () => {
    const closed = one(claimOf('lab/one', 'open_weights', false), size(20e9));
    expect(closed).toMatchObject({ status: 'not_applicable', conflicts: [] });
    expect(one(claimOf('lab/one', 'open_weights', true)).status).toBe('unknown');
  });
});

test('the bits of a model are those of the narrowest published format, if it is a quantised one', () => {
  const bits = (formats: string[], over = {}) =>
    factOn(derived(claimOf('lab/one', 'weights_precision', formats, over)), 'lab/one', 'quantization_bits').claim;
  expect(bits(['BF16', 'FP8'])).toMatchObject({ value: 8 });
  expect(bits(['MXFP4'])).toMatchObject({ value: 4 });
  expect(bits(['BF16'])).toBeNull();
  expect(bits(['FP8'], { qualifier: 'at_least' })).toMatchObject({ value: 8, qualifier: 'at_most' });
});

test('an offer with a price is charged by the token; a price of nothing, or of a tier alone, says nothing', () => {
  const pricing = (value: number, over = {}) =>
    factOn(derived(claimOf('lab/one@cloud', 'price_input', value, over)), 'lab/one@cloud', 'pricing_model').claim;
  expect(pricing(0.5)).toMatchObject({ value: ['per_token'], qualifier: 'at_least' });
  expect(pricing(0)).toBeNull();
  expect(pricing(0.5, { when: { input_tokens_above: 200_000 } })).toBeNull();
});
