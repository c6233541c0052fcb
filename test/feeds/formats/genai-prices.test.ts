import { expect, test } from 'vitest';
import { genaiPrices } from '../../../src/feeds/formats/genai-prices.ts';
import { onlyRow, read, said, valuesOf } from '../read.ts';

const listed = (prices: unknown, facts: object = {}, provider = 'anthropic') => [
  { id: provider, name: 'x', api_pattern: 'x', models: [{ id: 'claude-sonnet-4-5', match: { starts_with: 'claude' }, prices, ...facts }] },
];
const rowOf = (prices: unknown, facts: object = {}, provider = 'anthropic') => onlyRow(genaiPrices, listed(prices, facts, provider));

test('prices are in USD per 1M tokens', () => {
  const row = rowOf({ input_mtok: 3, output_mtok: 15, cache_read_mtok: 0.3, cache_write_mtok: 3.75, cache_write_1h_mtok: 6 });
  const names = ['price_input', 'price_output', 'price_cache_read', 'price_cache_write', 'price_cache_write_1h'];
  expect(names.map((name) => said(row, name))).toEqual([
    [{ value: 3 }],
    [{ value: 15 }],
    [{ value: 0.3 }],
    [{ value: 3.75 }],
    [{ value: 6 }],
  ]);
});

test('a base with tiers is the plain price, and prices above the start of each tier', () => {
  const row = rowOf({ input_mtok: { base: 3, tiers: [{ start: 200_000, price: 6 }] }, output_mtok: 15 });
  expect(said(row, 'price_input')).toEqual([{ value: 3 }, { value: 6, when: { input_tokens_above: 200_000 } }]);
});

test('keys in other units are left out, and named once in a note', () => {
  const row = rowOf({ input_mtok: 3, output_mtok: 15, web_searches_kcount: 10, storage_searches_kcount: 2.5 });
  const note = 'prices in other units are left out: web_searches_kcount, storage_searches_kcount';
  expect(row.statements).toMatchObject([
    { attribute: 'price_input', value: 3, note },
    { attribute: 'price_output', value: 15 },
  ]);
  expect(row.statements.filter((statement) => statement.note !== undefined)).toHaveLength(1);
});

test('a start date ends what held before: a chain of periods without gap or overlap', () => {
  const row = rowOf([
    { prices: { input_mtok: 5 } },
    { constraint: { type: 'start_date', start_date: '2026-03-13' }, prices: { input_mtok: 4 } },
    { constraint: { type: 'start_date', start_date: '2026-08-21' }, prices: { input_mtok: 3 } },
  ]);
  expect(said(row, 'price_input')).toEqual([
    { value: 5, when: { until: '2026-03-13' } },
    { value: 4, when: { from: '2026-03-13', until: '2026-08-21' } },
    { value: 3, when: { from: '2026-08-21' } },
  ]);
});

test('the last entry that holds wins, whatever the order of the dates: an older start that stands later hides a newer one', () => {
  const row = rowOf([
    { prices: { input_mtok: 5 } },
    { constraint: { type: 'start_date', start_date: '2026-08-21' }, prices: { input_mtok: 3 } },
    { constraint: { type: 'start_date', start_date: '2026-03-13' }, prices: { input_mtok: 4 } },
  ]);
  expect(said(row, 'price_input')).toEqual([
    { value: 5, when: { until: '2026-03-13' } },
    { value: 4, when: { from: '2026-03-13', until: '2026-08-21' } },
    { value: 4, when: { from: '2026-08-21' } },
  ]);
});

test('hours of the day are tiers by the clock, equal ones together', () => {
  const peak = (start_time: string, end_time: string) => ({
    constraint: { type: 'time_of_date', start_time, end_time },
    prices: { input_mtok: 1.32 },
  });
  const row = rowOf([
    { prices: { input_mtok: 0.435 } },
    { constraint: { type: 'start_date', start_date: '2026-08-17' }, prices: { input_mtok: 0.66 } },
    peak('01:00:00Z', '04:00:00Z'),
    peak('06:00:00Z', '10:00:00Z'),
  ]);
  expect(said(row, 'price_input')).toEqual([
    { value: 0.435, when: { until: '2026-08-17' } },
    { value: 0.66, when: { from: '2026-08-17' } },
    {
      value: 1.32,
      when: {
        daily_utc: [
          ['01:00', '04:00'],
          ['06:00', '10:00'],
        ],
      },
    },
  ]);
});

test('an entry that stands after the hours hides them from its day on', () => {
  const row = rowOf([
    { prices: { input_mtok: 0.135 } },
    { constraint: { type: 'time_of_date', start_time: '00:30:00Z', end_time: '16:30:00Z' }, prices: { input_mtok: 0.27 } },
    { constraint: { type: 'start_date', start_date: '2025-09-05' }, prices: { input_mtok: 0.28 } },
  ]);
  expect(said(row, 'price_input')).toEqual([
    { value: 0.135, when: { until: '2025-09-05' } },
    { value: 0.28, when: { from: '2025-09-05' } },
    { value: 0.27, when: { until: '2025-09-05', daily_utc: [['00:30', '16:30']] } },
  ]);
});

test('empty prices are no statement; the window and the deprecation are', () => {
  const row = rowOf({}, { context_window: 200_000, deprecated: true });
  expect(row.statements).toEqual([
    { attribute: 'context_window', value: 200_000, value_status: 'stated' },
    { attribute: 'lifecycle', value: 'deprecated', value_status: 'stated' },
  ]);
  expect(rowOf({}, { deprecated: false }).statements).toEqual([]);
});

test('match is a tree of patterns and gives no names', () => {
  expect(rowOf({}, { match: { equals: 'claude-opus-5' } }).spellings).toEqual([]);
});

test.each([
  ['aws', 'global.anthropic.claude-opus-5-5', 'global', ['anthropic.claude-opus-5-5'], ['global']],
  ['aws', 'regional.anthropic.claude-opus-5-5', 'regional', ['anthropic.claude-opus-5-5'], undefined],
  ['openrouter', 'openai/gpt-6-luna:batch', 'batch', ['openai/gpt-6-luna'], undefined],
  ['openai', 'ft:gpt-4o', null, [], undefined],
])('%s: %s is the variant %s', (provider, id, variant, spellings, residency) => {
  const row = rowOf({}, { id }, provider);
  expect([row.variant, row.spellings]).toEqual([variant, spellings]);
  expect(valuesOf(row, 'data_residency')).toEqual(residency === undefined ? [] : [residency]);
});

test("the feed's google is two services: models of others are sold on Vertex AI only", () => {
  expect(rowOf({}, { id: 'gemini-2.5-pro' }, 'google').provider).toBe('google');
  expect(rowOf({}, { id: 'claude-sonnet-4-5' }, 'google').provider).toBe('google-vertex');
});

test('a moving name is read as one, and a price that is none is refused', () => {
  const provider = listed({ input_mtok: 1 })[0] as { models: object[] };
  const { count, rows, rejected } = read(genaiPrices, [
    {
      ...provider,
      models: [...provider.models, { id: '~a/latest', match: {}, prices: {} }, { id: 'b', match: {}, prices: { input_mtok: -1 } }],
    },
  ]);
  expect([count, rows.map(({ naming }) => naming)]).toEqual([3, ['model', 'alias']]);
  expect(rejected).toMatchObject([
    { row: '/anthropic/models/b', code: 'out_of_bounds', detail: expect.stringContaining('/prices/input_mtok:') },
  ]);
});

test("the feed's azure is two services, and its google sells models as a service on Vertex AI", () => {
  expect(rowOf({}, { id: 'gpt-5-mini' }, 'azure').provider).toBe('azure-openai');
  expect(rowOf({}, { id: 'phi-4' }, 'azure').provider).toBe('azure-foundry');
  expect(rowOf({}, { id: 'llama-4-scout-maas' }, 'google').provider).toBe('google-vertex');
  expect(rowOf({}, { id: 'claude-sonnet-4-5' }, 'aws').provider).toBe('aws');
});

test('a model of Bedrock without a geography is no edition', () => {
  const row = rowOf({}, { id: 'anthropic.claude-v2' }, 'aws');
  expect([row.variant, row.spellings, row.statements]).toEqual([null, [], []]);
});

test('a provider without an id or a list of models is one row that is refused', () => {
  const { count, rejected } = read(genaiPrices, [...listed({ input_mtok: 1 }), { id: 'x' }]);
  expect([count, rejected]).toEqual([2, [{ row: '/1', code: 'malformed', detail: 'no provider with an id and a list of models' }]]);
});

test('a row whose place is longer than 600 characters is refused, and named by its beginning and its index', () => {
  const long = `m${'/'.repeat(299)}`;
  const provider = listed({ input_mtok: 1 })[0] as { models: object[] };
  const { rejected } = read(genaiPrices, [{ ...provider, models: [...provider.models, { id: long, prices: {} }] }]);
  const place = `/anthropic/models/m${'~1'.repeat(299)}`;
  expect(rejected).toEqual([{ row: `${place.slice(0, 100)}... (/0/models/1)`, code: 'malformed', detail: 'the name is too long' }]);
});

test('hours of two prices stay apart, and so do tiers inside the hours', () => {
  const between = (start_time: string, end_time: string, price: unknown) => ({
    constraint: { type: 'time_of_date', start_time, end_time },
    prices: { input_mtok: price },
  });
  const row = rowOf([
    { prices: { input_mtok: 1 } },
    between('01:00:00Z', '04:00:00Z', 2),
    between('06:00:00Z', '10:00:00Z', { base: 3, tiers: [{ start: 128_000, price: 4 }] }),
  ]);
  expect(said(row, 'price_input')).toEqual([
    { value: 1 },
    { value: 2, when: { daily_utc: [['01:00', '04:00']] } },
    { value: 3, when: { daily_utc: [['06:00', '10:00']] } },
    { value: 4, when: { daily_utc: [['06:00', '10:00']], input_tokens_above: 128_000 } },
  ]);
});
