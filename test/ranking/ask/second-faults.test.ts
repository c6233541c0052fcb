import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../../src/ranking/ask/check-request.ts';
import { seededCatalog } from '../../support/catalogs/seeded.ts';

/** One mistake in what something is worked out from is one fault: nobody is told to give what they gave. */

const WORKLOAD = { requests_per_month: 1000, input_tokens: 100, output_tokens: 10 };
const DEPLOYMENT = { gpu: 'h100-sxm', context: 8192, concurrency: 1 };

const faultsOf = (body: object) => {
  const { request, issues, faults } = checkRequest(seededCatalog(), body);
  return { request, places: issues.map(({ path, code }) => `${path.join('/')} ${code}`), codes: faults.map(({ code }) => code) };
};

describe.each([
  ['an unknown member', { workload: { ...WORKLOAD, batch: 0.5 } }, 'monthly_cost', ['workload unrecognized_keys'], []],
  ['a share beyond 1', { workload: { ...WORKLOAD, batch_share: 2 } }, 'monthly_cost', ['workload/batch_share too_big'], []],
  ['a contradiction', { workload: { ...WORKLOAD, cached_input_share: 1, cache_write_share: 1 } }, 'monthly_cost', [], ['contradiction']],
  [
    'a precision that there is not',
    { deployment: { ...DEPLOYMENT, precision: 'q4' } },
    'gpus_needed',
    ['deployment/precision invalid_value'],
    [],
  ],
  ['a GPU that nobody knows', { deployment: { ...DEPLOYMENT, gpu: 'h1000' } }, 'gpus_needed', [], ['unknown_gpu']],
  ['a use that says nothing', { use: {} }, 'permitted_use', [], ['empty_use']],
])('%s', (_what, input, name, places, codes) => {
  test.each<[string, object]>([
    ['required', { require: { [name]: { known: true } } }],
    ['preferred', { prefer: { weights: { [name]: 1 } } }],
    ['scaled', { require: {}, scales: { [name]: { worst: 10, best: 0 } } }],
    ['required in a malformed way', { require: { [name]: { known: 1 } } }],
  ])('%s', (how, asked) => {
    const found = faultsOf({ ...asked, ...input });
    expect(found.request).toBeNull();
    expect(found.places.filter((place) => !place.startsWith('require/'))).toEqual(places);
    expect(found.codes, how).toEqual(codes);
  });
});

test('what is not given is asked for, and what is given and sound has its own faults told', () => {
  expect(faultsOf({ require: { monthly_cost: { at_most: 5 } } }).codes).toEqual(['workload_needed']);
  expect(faultsOf({ require: { monthly_cost: { all_of: ['a'] } }, workload: { ...WORKLOAD, batch: 1 } }).codes).toEqual(['wrong_operator']);
});
