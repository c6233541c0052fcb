import { expect, test } from 'vitest';
import { readClaimsJson } from '../../../src/feeds/claims/claims-json.ts';
import type { ParsedClaims } from '../../../src/feeds/claims/parsed-claims.ts';
import { CONTEXT, CONTRACT, faultsOf, PRICE } from './claim-context.ts';

const NEGOTIATED = {
  subject: 'meta/llama-4-scout@groq',
  attribute: 'price_input',
  value: 0.08,
  unit: 'USD per 1M tokens',
  as_of: '2026-11-20',
  source: { title: 'Our contract with Groq', locator: 'contract 2026-17, annex B' },
};
const readFile = (file: object) => readClaimsJson(JSON.stringify(file), CONTEXT);
const read = (file: object): ParsedClaims => {
  const reading = readFile(file);
  if ('broken' in reading) throw new Error(reading.broken);
  return reading;
};

test('a claim is an operator’s and of high confidence, unless it says otherwise', () => {
  expect(read({ claims: [NEGOTIATED] })).toEqual({
    count: 1,
    declared: { attributes: [], providers: [], models: [], offers: [], sources: [] },
    rows: [
      {
        row: '/claims/0',
        subject: 'meta/llama-4-scout@groq',
        entry: { attribute: 'price_input', value: 0.08, value_status: 'stated', as_of: '2026-11-20', confidence: 'high' },
        source: { kind: 'operator', title: 'Our contract with Groq', locator: 'contract 2026-17, annex B', license: null, retrieved: null },
      },
    ],
    rejected: [],
    faults: [],
  });
});

test('a source can be one of the catalog or one that the file declares, by id', () => {
  const { rows, declared } = read({
    sources: { 'own-tests': { kind: 'operator', title: 'Own tests', locator: 'ci/1234', license: null, retrieved: '2026-11-01' } },
    claims: [
      { ...NEGOTIATED, source: 'our-contract' },
      { ...NEGOTIATED, source: 'own-tests' },
    ],
  });
  expect(rows.map(({ source }) => source)).toEqual(['our-contract', 'own-tests']);
  expect(declared.sources).toMatchObject([{ id: 'own-tests', title: 'Own tests' }]);
});

test('a file can bring the models, offers, providers and attributes that its claims speak of', () => {
  const { id: _id, ...word } = PRICE;
  const reading = read({
    attributes: { own_eval: { ...word, category: 'own', unit: 'percent' } },
    providers: { 'our-cluster': { name: 'Our cluster' } },
    models: { 'acme/acme-1': { name: 'Acme 1' } },
    offers: [{ model: 'acme/acme-1', provider: 'our-cluster', variant: 'fp8' }],
    claims: [{ subject: 'acme/acme-1', attribute: 'own_eval', value: 71, as_of: null, source: 'our-contract' }],
  });
  expect(reading.declared).toMatchObject({
    attributes: [{ id: 'own_eval', category: 'own', unit: 'percent' }],
    providers: [{ id: 'our-cluster', name: 'Our cluster' }],
    models: [{ id: 'acme/acme-1', name: 'Acme 1', family: null }],
    offers: [{ id: 'acme/acme-1@our-cluster:fp8', model: 'acme/acme-1', provider: 'our-cluster', variant: 'fp8' }],
  });
  expect(reading.rows).toHaveLength(1);
});

test('what the catalog has already may be declared again in the same words only', () => {
  const { id, ...word } = PRICE;
  const { id: sourceId, ...source } = CONTRACT;
  expect(faultsOf(readFile({ attributes: { [id]: word }, sources: { [sourceId]: source }, claims: [NEGOTIATED] }))).toEqual([]);
  expect(
    faultsOf(
      readFile({
        attributes: { [id]: { ...word, unit: 'EUR' } },
        sources: { [sourceId]: { ...source, title: 'Other' } },
        claims: [NEGOTIATED],
      }),
    ),
  ).toEqual(['/attributes/price_input already_declared', '/sources/our-contract already_declared']);
});

test('every fault of every claim is named at once, with its place', () => {
  const reading = readFile({
    claims: [
      { ...NEGOTIATED, unit: 'EUR per 1M tokens' },
      { ...NEGOTIATED, value: 'cheap', source: 'nobody' },
      { ...NEGOTIATED, subject: 'not a subject', confidence: 'sure', colour: 'red' },
      { ...NEGOTIATED, attribute: 'price_of_tea' },
      { ...NEGOTIATED, when: { from: '2026-12-01', until: '2026-11-01' } },
      { ...NEGOTIATED, value: null },
      { subject: 'a/b', attribute: 'modalities_in', value: ['text', 'smell'], as_of: null, source: 'our-contract' },
      { subject: 'a/b', attribute: 'release_date', value: '2026-02-30', as_of: '2026-99-99', source: 'our-contract' },
      { subject: 'a/b', attribute: 'open_weights', value: true, qualifier: 'at_least', as_of: null, source: 'our-contract' },
      'no claim',
      NEGOTIATED,
    ],
  });
  expect(faultsOf(reading)).toEqual([
    '/claims/0/unit bad_unit',
    '/claims/1/value bad_value',
    '/claims/1/source unknown_source',
    '/claims/2/subject malformed',
    '/claims/2/confidence malformed',
    '/claims/2/colour malformed',
    '/claims/3/attribute unknown_attribute',
    '/claims/4/when bad_period',
    '/claims/5/value malformed',
    '/claims/6/value/1 bad_value',
    '/claims/7/as_of malformed',
    '/claims/8/qualifier bad_value',
    '/claims/9 malformed',
  ]);
  expect(reading).toMatchObject({ count: 11, rows: [{ row: '/claims/10' }] });
});

test('a claim on an attribute that is declared badly is not blamed as well', () => {
  const reading = readFile({
    attributes: { own_eval: { title: 'Own' } },
    claims: [{ subject: 'a/b', attribute: 'own_eval', value: 1, as_of: null, source: 'our-contract' }],
  });
  expect(faultsOf(reading).every((fault) => fault.startsWith('/attributes/own_eval/'))).toBe(true);
});

test('two claims on the same thing from the same source can’t both be meant, unless their time or conditions differ', () => {
  const reading = readFile({
    claims: [
      NEGOTIATED,
      { ...NEGOTIATED, value: 0.09 },
      { ...NEGOTIATED, when: { from: '2027-01-01' } },
      { ...NEGOTIATED, conditions: 'batch' },
    ],
  });
  expect(faultsOf(reading)).toEqual(['/claims/1 duplicate']);
  expect(reading).toMatchObject({ count: 4, rows: [{ row: '/claims/0' }, { row: '/claims/2' }, { row: '/claims/3' }] });
});

test('a key that stands twice in a claim refuses that claim', () => {
  const text = `{"claims":[${JSON.stringify(NEGOTIATED).replace('"value":0.08', '"value":0.08,"value":0.8')}]}`;
  expect(faultsOf(readClaimsJson(text, CONTEXT))).toEqual(['/claims/0/value duplicate']);
});

test.each([
  ['{"claims":', /no valid JSON/],
  ['[]', /no file of claims/],
  ['{}', /\/claims/],
  ['{"claims":[],"claimz":[]}', /\/claimz: unknown key/],
])('%s is broken', (text, why) => {
  expect(readClaimsJson(text, CONTEXT)).toEqual({ broken: expect.stringMatching(why) });
});

test('a claim that is malformed elsewhere, on an attribute that nothing has, has both faults', () => {
  const reading = readFile({ claims: [{ ...NEGOTIATED, attribute: 'price_of_tea', confidence: 'sure' }] });
  expect(faultsOf(reading)).toEqual(['/claims/0/confidence malformed', '/claims/0/attribute unknown_attribute']);
});

test('a unit is never converted: one that the attribute has not is a fault, which names the right one', () => {
  const { rejected } = read({
    claims: [
      { ...NEGOTIATED, unit: 'EUR per 1M tokens' },
      { ...NEGOTIATED, attribute: 'open_weights', value: true, unit: 'percent' },
    ],
  });
  expect(rejected.flatMap(({ faults }) => faults)).toEqual([
    { pointer: '/claims/0/unit', code: 'bad_unit', detail: 'price_input is in USD per 1M tokens, and units are never converted' },
    { pointer: '/claims/1/unit', code: 'bad_unit', detail: 'open_weights has no unit' },
  ]);
});

test('an attribute that contradicts itself is at fault, and is not declared', () => {
  const { id: _id, ...word } = PRICE;
  const reading = read({ attributes: { own_eval: { ...word, values: ['a'] } }, claims: [] });
  expect(reading.faults).toEqual([
    { pointer: '/attributes/own_eval/values', code: 'malformed', detail: 'a number has no list of members' },
  ]);
  expect(reading.declared.attributes).toEqual([]);
});
