import { expect, test } from 'vitest';
import { piAi } from '../../../src/feeds/formats/pi-ai.ts';
import { onlyRow, read, said, valuesOf } from '../read.ts';

const COST = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
const MODEL = {
  name: 'GPT-5',
  api: 'x',
  type: 'chat',
  reasoning: true,
  input: ['text', 'image'],
  cost: COST,
  contextWindow: 400_000,
  maxTokens: 128_000,
};
const rowOf = (facts: object, provider = 'openai', id = 'gpt-5') => onlyRow(piAi, { [provider]: { [id]: { id, ...MODEL, ...facts } } });

test('an offer is named by provider and id, and its row is a JSON pointer', () => {
  const row = rowOf({}, 'openrouter', 'z-ai/glm-5.2');
  expect(row).toMatchObject({ row: '/openrouter/z-ai~1glm-5.2', about: 'offer', provider: 'openrouter', variant: null, title: 'GPT-5' });
  expect(valuesOf(row, 'api_model_name')).toEqual(['z-ai/glm-5.2']);
});

test('costs are USD per 1M tokens; a tier holds above its number of input tokens', () => {
  const tiers = [{ inputTokensAbove: 272_000, input: 2.5, output: 15, cacheRead: 0.25, cacheWrite: 0 }];
  const row = rowOf({ cost: { input: 1.25, output: 10, cacheRead: 0.125, cacheWrite: 0, tiers }, contextWindow: 1_050_000 });
  expect(said(row, 'price_input')).toEqual([{ value: 1.25 }, { value: 2.5, when: { input_tokens_above: 272_000 } }]);
  expect(said(row, 'price_output')).toEqual([{ value: 10 }, { value: 15, when: { input_tokens_above: 272_000 } }]);
  expect(said(row, 'price_cache_read')).toEqual([{ value: 0.125 }, { value: 0.25, when: { input_tokens_above: 272_000 } }]);
  expect(valuesOf(row, 'context_window')).toEqual([1_050_000]);
});

test('a cost of 0 is unknown, part of a plan or none: nothing is stated, but for an edition that OpenRouter marks as free', () => {
  const prices = (row: ReturnType<typeof rowOf>) => row.statements.filter(({ attribute }) => attribute.startsWith('price_'));
  expect(prices(rowOf({}))).toEqual([]);
  expect(valuesOf(rowOf({ cost: { ...COST, input: 1, output: 2 } }), 'price_cache_read')).toEqual([]);
  const free = rowOf({}, 'openrouter', 'openai/gpt-oss-20b:free');
  expect(prices(free).map(({ attribute, value }) => [attribute, value])).toEqual([
    ['price_input', 0],
    ['price_output', 0],
    ['price_basis', 'free'],
  ]);
  expect([free.variant, free.spellings]).toEqual(['free', ['openai/gpt-oss-20b']]);
});

test('pi lists text and pictures alone: the inputs are some of them', () => {
  expect(said(rowOf({ input: ['image', 'text'] }), 'modalities_in')).toEqual([{ value: ['text', 'image'], qualifier: 'at_least' }]);
});

test('a window that ends where a dearer tier begins is pi’s own limit, and is not stated', () => {
  const tier = { ...COST, inputTokensAbove: 272_000, input: 2, output: 3 };
  expect(valuesOf(rowOf({ cost: { ...COST, input: 1, tiers: [tier] }, contextWindow: 272_000 }), 'context_window')).toEqual([]);
  expect(valuesOf(rowOf({ contextWindow: 0 }), 'context_window')).toEqual([]);
  expect(valuesOf(rowOf({}), 'max_output_tokens')).toEqual([128_000]);
});

test.each([
  ['chat', 'gpt-5', 'chat'],
  ['chat', 'gpt-oss-safeguard-20b', 'moderation'],
  ['image', 'gpt-image-2', 'image'],
  ['classifier', 'jev-1.13', 'other'],
])('the type %s of %s says that the model is %s', (type, id, kind) => {
  expect(rowOf({ type }, 'openai', id).ofModel).toMatchObject([{ attribute: 'kind', value: kind }]);
});

test('classifiers and makers of images have no limits and no reasoning: unknown', () => {
  const { reasoning: _reasoning, contextWindow: _window, maxTokens: _most, ...model } = MODEL;
  const row = onlyRow(piAi, { openrouter: { 'krea/k3': { ...model, type: 'image' } } });
  expect(row.statements.map(({ attribute }) => attribute)).toEqual(['modalities_in', 'api_model_name']);
});

test.each([
  ['azure', 'gpt-5', 'azure-openai', null],
  ['azure', 'deepseek-v4', 'azure-foundry', null],
  ['amazon-bedrock', 'eu.anthropic.claude-sonnet-5-v1:0', 'amazon-bedrock', 'eu'],
])('%s %s is of %s', (provider, id, service, variant) => {
  const row = rowOf({}, provider, id);
  expect([row.provider, row.variant]).toEqual([service, variant]);
});

test('names that move on and routers are read as such', () => {
  const named = (id: string) => rowOf({}, 'openrouter', id).naming;
  expect([named('~openai/gpt-mini-latest'), named('openrouter/auto'), named('openai/gpt-5')]).toEqual(['alias', 'router', 'model']);
});

test('a row that does not fit is refused with its place, and no other', () => {
  const { count, rows, rejected } = read(piAi, {
    p: { a: MODEL, b: { ...MODEL, cost: { ...COST, input: -1 } }, c: { ...MODEL, type: 'dance' } },
    q: 7,
  });
  expect([count, rows.map(({ name }) => name)]).toEqual([4, ['a']]);
  expect(rejected).toMatchObject([
    { row: '/p/b', code: 'out_of_bounds', detail: expect.stringContaining('/cost/input') },
    { row: '/p/c', code: 'malformed', detail: expect.stringContaining('/type') },
    { row: '/q', code: 'malformed' },
  ]);
});

test('the package’s own files, grouped by interface, are no such file', () => {
  expect(piAi.read(JSON.stringify({ openai: { 'openai-responses': { 'chat:gpt-5': MODEL } } }))).toHaveProperty('broken');
});
