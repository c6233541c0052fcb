import { expect, test } from 'vitest';
import { openrouter } from '../../../src/feeds/formats/openrouter.ts';
import { onlyRow, read, said, valuesOf } from '../read.ts';

const MODEL = {
  id: 'openai/gpt-5',
  canonical_slug: 'openai/gpt-5-2025-08-07',
  hugging_face_id: '',
  name: 'OpenAI: GPT-5',
  created: 1_754_587_413,
  context_length: 400_000,
  architecture: { input_modalities: ['text', 'image', 'file'], output_modalities: ['text'] },
  pricing: { prompt: '0.00000125', completion: '0.00001' },
  top_provider: { context_length: 400_000, max_completion_tokens: 128_000, is_moderated: true },
  supported_parameters: ['tools', 'structured_outputs', 'response_format', 'reasoning', 'seed'],
  expiration_date: null,
};
const page = (...models: object[]) => ({ data: models.map((model) => ({ ...MODEL, ...model })) });
const rowOf = (model: object) => onlyRow(openrouter, page(model));

test('prices are strings per token and become numbers per 1M, without the noise of binary floating point', () => {
  const row = rowOf({
    pricing: { prompt: '0.00000020000000000000001', completion: '0.00000090000000000000005', input_cache_read: '2e-8' },
  });
  const lowest = { conditions: 'the lowest of the hosts behind OpenRouter' };
  expect(said(row, 'price_input')).toEqual([{ value: 0.2, ...lowest }]);
  expect(said(row, 'price_output')).toEqual([{ value: 0.9, ...lowest }]);
  expect(said(row, 'price_cache_read')).toEqual([{ value: 0.02, ...lowest }]);
});

test('-1 is no price: the name is that of a router, whatever it is called', () => {
  const row = rowOf({ id: 'openrouter/fusion', pricing: { prompt: '-1', completion: '-1' } });
  expect([row.naming, said(row, 'price_input'), said(row, 'price_output')]).toEqual(['router', [], []]);
  expect(rowOf({}).naming).toBe('model');
});

test(':free is OpenRouter’s word that an edition is free; a listed 0 alone is none', () => {
  const zero = { prompt: '0', completion: '0' };
  expect(valuesOf(rowOf({ id: 'openai/gpt-oss-20b:free', pricing: zero }), 'price_basis')).toEqual(['free']);
  expect(valuesOf(rowOf({ pricing: zero }), 'price_basis')).toEqual([]);
  expect(valuesOf(rowOf({ id: 'openai/gpt-5:thinking' }), 'price_basis')).toEqual([]);
});

test('the model is of the kind that its architecture says, and the offer says nothing of it', () => {
  const architecture = { input_modalities: ['text', 'image'], output_modalities: ['text'] };
  const row = rowOf({ architecture });
  expect(row.ofModel).toMatchObject([{ attribute: 'kind', value: 'chat' }]);
  expect(valuesOf(row, 'kind')).toEqual([]);
  expect(rowOf({ architecture: { ...architecture, output_modalities: ['text', 'image'] } }).ofModel).toEqual([]);
});

test('0 is stated, with the condition that it may not be free to everybody, and :free is the variant', () => {
  const row = rowOf({ id: 'openai/gpt-oss-20b:free', pricing: { prompt: '0', completion: '0' } });
  expect(said(row, 'price_input')).toEqual([{ value: 0, conditions: expect.stringMatching(/lowest.*quota/) }]);
  expect([row.variant, row.spellings]).toEqual(['free', ['openai/gpt-oss-20b', 'openai/gpt-5-2025-08-07']]);
});

test('overrides by tokens hold from min_prompt_tokens on, so above one less', () => {
  const row = rowOf({ pricing: { ...MODEL.pricing, overrides: [{ min_prompt_tokens: 200_000, prompt: '0.0000025' }] } });
  expect(said(row, 'price_input')).toMatchObject([{ value: 1.25 }, { value: 2.5, when: { input_tokens_above: 199_999 } }]);
  expect(said(row, 'price_output')).toMatchObject([{ value: 10 }]);
});

test('overrides by the hour hold daily', () => {
  const row = rowOf({ pricing: { ...MODEL.pricing, overrides: [{ utc_start: '16:30', utc_end: '00:30:00Z', prompt: '0.0000005' }] } });
  expect(said(row, 'price_input')).toMatchObject([{ value: 1.25 }, { value: 0.5, when: { daily_utc: [['16:30', '00:30']] } }]);
});

test('an override under a condition that nobody knows yet is left out', () => {
  const row = rowOf({ pricing: { ...MODEL.pricing, overrides: [{ full_moon: true, prompt: '0.0000005' }] } });
  expect(valuesOf(row, 'price_input')).toEqual([1.25]);
});

test('the canonical slug and the Hugging Face id are further names; an empty one is none', () => {
  expect(rowOf({ hugging_face_id: 'openai/gpt-oss' }).spellings).toEqual(['openai/gpt-5-2025-08-07', 'openai/gpt-oss']);
  expect(rowOf({ hugging_face_id: null, canonical_slug: 'openai/gpt-5' }).spellings).toEqual([]);
});

test('created is the day of the listing, not of the release', () => {
  const row = rowOf({});
  expect([valuesOf(row, 'offered_since'), valuesOf(row, 'release_date')]).toEqual([['2025-08-07'], []]);
});

test('an expiration_date far ahead is a placeholder, a near one is the retirement', () => {
  expect(valuesOf(rowOf({ expiration_date: '2098-12-31' }), 'retirement_date')).toEqual([]);
  expect(valuesOf(rowOf({ expiration_date: '2026-12-31' }), 'retirement_date')).toEqual(['2026-12-31']);
});

test('the window is the largest served, and says so where the first host serves less; null is no statement', () => {
  expect(said(rowOf({ top_provider: { context_length: 128_000, max_completion_tokens: null } }), 'context_window')).toEqual([
    { value: 400_000, conditions: 'the largest of the hosts behind OpenRouter; the first serves 128000' },
  ]);
  expect(said(rowOf({ top_provider: { context_length: 400_000, max_completion_tokens: null } }), 'max_output_tokens')).toEqual([]);
});

test('abilities are those of supported_parameters; what is not listed is no statement', () => {
  const names = ['tool_calling', 'structured_output', 'json_mode', 'reasoning'];
  expect(names.map((name) => valuesOf(rowOf({}), name))).toEqual([[true], [true], [true], [true]]);
  expect(names.map((name) => valuesOf(rowOf({ supported_parameters: [] }), name))).toEqual([[], [], [], []]);
});

test('a file is what we call pdf', () => {
  expect(said(rowOf({}), 'modalities_in')).toEqual([{ value: ['text', 'image', 'pdf'] }]);
});

test('names that begin with ~ move on to other models; what they point to today is a further name of the row', () => {
  const { rows } = read(openrouter, page({}, { id: '~openai/gpt-latest', alias_target: { name: 'GPT-5', slug: 'openai/gpt-5' } }));
  expect(rows[1]).toMatchObject({ name: '~openai/gpt-latest', naming: 'alias', spellings: expect.arrayContaining(['openai/gpt-5']) });
});

test('the row is named by its id, so that it stays the same whatever stands before it', () => {
  const { rows } = read(openrouter, page({ id: 'a/first' }, {}));
  expect(rows.map(({ row }) => row)).toEqual(['/data/a~1first', '/data/openai~1gpt-5']);
});

test('two rows with one id are both refused', () => {
  const { count, rows, rejected } = read(openrouter, page({ id: 'a/other' }, {}, {}));
  expect([count, rows.length]).toEqual([3, 1]);
  expect(rejected).toMatchObject([{ code: 'duplicate' }, { code: 'duplicate' }]);
  expect(new Set(rejected.map(({ row }) => row)).size).toBe(2);
});

test('benchmarks of Artificial Analysis are not read', () => {
  const plain = rowOf({});
  expect(rowOf({ benchmarks: { artificial_analysis: { intelligence_index: 68.5, coding_index: 55 } } })).toEqual(plain);
});

test.each([
  ['one page of several', { ...page({}), links: { next: '/api/v1/models?page=2' } }, /one page of several/],
  ['fewer models than it says', { ...page({}), total_count: 336 }, /not whole/],
  ['no list', { models: [] }, /no list `data`/],
])('%s is no whole feed', (_what, value, why) => {
  expect(openrouter.read(JSON.stringify(value))).toEqual({ broken: expect.stringMatching(why) });
});

test.each([
  ['-2', 'out_of_bounds'],
  ['free', 'malformed'],
  ['0x10', 'malformed'],
  ['NaN', 'malformed'],
  ['1e999', 'malformed'],
  ['0.5', 'out_of_bounds'],
])('the price %s is refused', (prompt, code) => {
  const { rejected } = read(openrouter, page({ id: 'a/other' }, { pricing: { prompt, completion: '0.00001' } }));
  expect(rejected).toEqual([{ row: '/data/openai~1gpt-5', code, detail: expect.stringContaining('/pricing/prompt') }]);
});

test('a list that stands in the file twice is no feed', () => {
  const { data } = page({});
  const text = `{"data":${JSON.stringify(data)},"data":${JSON.stringify(data)}}`;
  expect(openrouter.read(text)).toEqual({ broken: 'the list `data` stands in the file twice' });
});
