import { expect, test } from 'vitest';
import { litellm } from '../../../src/feeds/formats/litellm.ts';
import { onlyRow, read, said, valuesOf } from '../read.ts';

const chat = (key: string, facts: object, provider = 'openai') => ({ [key]: { mode: 'chat', litellm_provider: provider, ...facts } });
const rowOf = (facts: object) => onlyRow(litellm, chat('gpt-5', facts));

test('prices per token become prices per 1M, without the noise of binary floating point', () => {
  const row = rowOf({ input_cost_per_token: 5.5e-7, output_cost_per_token: 2.19e-6, cache_read_input_token_cost: 1.4e-7 });
  expect(['price_input', 'price_output', 'price_cache_read'].map((name) => said(row, name))).toEqual([
    [{ value: 0.55 }],
    [{ value: 2.19 }],
    [{ value: 0.14 }],
  ]);
});

test('every price of ours is read: cache writes of five minutes and an hour, reasoning, sound', () => {
  const row = rowOf({
    cache_creation_input_token_cost: 3.75e-6,
    cache_creation_input_token_cost_above_1hr: 6e-6,
    output_cost_per_reasoning_token: 3e-6,
    input_cost_per_audio_token: 1e-6,
    output_cost_per_audio_token: 2e-5,
  });
  const names = ['price_cache_write', 'price_cache_write_1h', 'price_reasoning', 'price_input_audio', 'price_output_audio'];
  expect(names.map((name) => said(row, name))).toEqual([
    [{ value: 3.75 }],
    [{ value: 6 }],
    [{ value: 3 }],
    [{ value: 1 }],
    [{ value: 20 }],
  ]);
});

test('max_tokens is an older field for either limit and is ignored', () => {
  const row = rowOf({ max_tokens: 4096 });
  expect(row.statements).toEqual([]);
  const both = rowOf({ max_tokens: 4096, max_input_tokens: 272_000, max_output_tokens: 128_000 });
  expect([valuesOf(both, 'max_input_tokens'), valuesOf(both, 'max_output_tokens'), valuesOf(both, 'context_window')]).toEqual([
    [272_000],
    [128_000],
    [],
  ]);
});

test('suffixes _above_Nk_tokens are prices above that many input tokens', () => {
  const row = rowOf({
    input_cost_per_token: 3e-6,
    input_cost_per_token_above_200k_tokens: 6e-6,
    input_cost_per_token_above_128k_tokens: 4e-6,
    cache_creation_input_token_cost_above_1hr_above_200k_tokens: 1.2e-5,
  });
  expect(said(row, 'price_input')).toEqual([
    { value: 3 },
    { value: 4, when: { input_tokens_above: 128_000 } },
    { value: 6, when: { input_tokens_above: 200_000 } },
  ]);
  expect(said(row, 'price_cache_write_1h')).toEqual([{ value: 12, when: { input_tokens_above: 200_000 } }]);
});

test('tiered_pricing begins at 0 with the plain price', () => {
  const row = rowOf({
    tiered_pricing: [
      { range: [0, 256000.0], input_cost_per_token: 4e-7, output_cost_per_token: 1.6e-6 },
      { range: [256000.0, 1000000.0], input_cost_per_token: 1.2e-6, output_cost_per_token: 4.8e-6 },
    ],
  });
  expect(said(row, 'price_input')).toEqual([{ value: 0.4 }, { value: 1.2, when: { input_tokens_above: 256_000 } }]);
});

test('service tiers and other units are left out', () => {
  const row = rowOf({
    input_cost_per_token_priority: 5e-6,
    input_cost_per_token_flex: 1e-6,
    input_cost_per_image: 0.01,
    input_cost_per_second: 0.1,
  });
  expect(row.statements).toEqual([]);
});

test('prices of batches are a discount, if input and output agree on it', () => {
  const half = { input_cost_per_token: 2e-6, input_cost_per_token_batches: 1e-6, output_cost_per_token: 8e-6 };
  expect(said(rowOf({ ...half, output_cost_per_token_batches: 4e-6 }), 'batch_discount')).toEqual([{ value: 50 }]);
  expect(said(rowOf({ ...half, output_cost_per_token_batches: 5e-6 }), 'batch_discount')).toEqual([]);
  expect(said(rowOf(half), 'batch_discount')).toEqual([]);
});

test('supports_* have three states: true, false and unknown', () => {
  const flags = (value?: boolean | null) => (value === undefined ? {} : { supports_function_calling: value, supports_reasoning: value });
  expect(valuesOf(rowOf(flags(true)), 'tool_calling')).toEqual([true]);
  expect(valuesOf(rowOf(flags(false)), 'tool_calling')).toEqual([false]);
  expect(rowOf(flags()).statements).toEqual([]);
  expect(rowOf(flags(null)).statements).toEqual([]);
});

test('flags of input kinds name some members; the list with a flag for PDF names them all', () => {
  expect(said(rowOf({ supports_vision: true }), 'modalities_in')).toEqual([{ value: ['text', 'image'], qualifier: 'at_least' }]);
  expect(said(rowOf({ supports_vision: false }), 'modalities_in')).toEqual([]);
  expect(said(rowOf({ supported_modalities: ['image', 'text'] }), 'modalities_in')).toEqual([
    { value: ['text', 'image'], qualifier: 'at_least' },
  ]);
  expect(said(rowOf({ supported_modalities: ['text'], supports_pdf_input: true }), 'modalities_in')).toEqual([{ value: ['text', 'pdf'] }]);
  expect(said(rowOf({ supported_output_modalities: ['text', 'code'] }), 'modalities_out')).toEqual([
    { value: ['text'], qualifier: 'at_least' },
  ]);
});

test('deprecation_date is the day of retirement', () => {
  expect(said(rowOf({ deprecation_date: '2026-10-16' }), 'retirement_date')).toEqual([{ value: '2026-10-16' }]);
});

test('no price is no statement, a price of 0 may be free, a quota or self-hosted', () => {
  expect(rowOf({}).statements).toEqual([]);
  expect(said(rowOf({ input_cost_per_token: 0, output_cost_per_token: 0 }), 'price_input')).toEqual([
    { value: 0, conditions: expect.stringContaining('self-hosted') },
  ]);
});

test.each([
  ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock_converse', 'eu', ['anthropic.claude-sonnet-4-5-20250929-v1:0'], ['eu']],
  ['us-gov.anthropic.claude-3-haiku-v1:0', 'bedrock', 'us-gov', ['anthropic.claude-3-haiku-v1:0'], ['us']],
  ['bedrock/ap-northeast-1/anthropic.claude-v2', 'bedrock', 'ap-northeast-1', ['anthropic.claude-v2'], ['jp']],
  ['bedrock/eu-west-2/meta.llama3-70b-instruct-v1:0', 'bedrock', 'eu-west-2', ['meta.llama3-70b-instruct-v1:0'], ['gb']],
  ['bedrock/us-east-1/1-month-commitment/anthropic.claude-v2', 'bedrock', 'us-east-1-1-month-commitment', ['anthropic.claude-v2'], ['us']],
  ['azure/eu/gpt-4.1', 'azure', 'eu', ['gpt-4.1'], ['eu']],
  ['azure/global-standard/gpt-4o', 'azure', 'global-standard', ['gpt-4o'], ['global']],
  ['azure/gpt-4o', 'azure', null, [], undefined],
  ['azure_ai/us/phi/4', 'azure_ai', 'us', ['phi/4'], ['us']],
  ['azure/eu', 'azure', null, [], undefined],
  ['azure/standard/gpt-4o', 'azure', null, [], undefined],
  ['together/z-ai/glm-4.6:exacto', 'together_ai', null, [], undefined],
  ['openrouter/z-ai/glm-4.6:exacto', 'openrouter', 'exacto', ['openrouter/z-ai/glm-4.6'], undefined],
])('%s of %s is the variant %s', (key, provider, variant, spellings, residency) => {
  const row = onlyRow(litellm, chat(key, {}, provider));
  expect([row.variant, row.spellings]).toEqual([variant, spellings]);
  expect(valuesOf(row, 'data_residency')).toEqual(residency === undefined ? [] : [residency]);
});

test('supported_regions: a single one is a variant, several are one offer in several places', () => {
  const regions = (supported_regions: string[]) =>
    onlyRow(litellm, chat('vertex_ai/deepseek-ai/deepseek-v3.1-maas', { supported_regions }, 'vertex_ai'));
  expect([regions(['us-central1']).variant, valuesOf(regions(['us-central1']), 'data_residency')]).toEqual(['us-central1', [['us']]]);
  expect([regions(['global', 'us-south1']).variant, valuesOf(regions(['global', 'us-south1']), 'data_residency')]).toEqual([
    null,
    [['global', 'us']],
  ]);
  expect(valuesOf(regions(['mars-north1']), 'data_residency')).toEqual([]);
});

test('what is no model is refused by name; a model for another use is read with its kind', () => {
  const { count, rows, rejected } = read(litellm, {
    ...chat('gpt-5', {}),
    sample_spec: { mode: 'one of: chat, embedding', input_cost_per_token: 0, max_tokens: 'LEGACY parameter' },
    fallback_generalizations: { rules: [] },
    'fireworks-ai-up-to-4b': { input_cost_per_token: 2e-7, litellm_provider: 'fireworks_ai' },
    'text-embedding-3-small': { mode: 'embedding', litellm_provider: 'openai' },
    whisper: { mode: 'audio_transcription', litellm_provider: 'openai' },
    'perplexity/search': { mode: 'search', litellm_provider: 'perplexity' },
  });
  expect([count, rows.map(({ ofModel }) => ofModel.map(({ value }) => value))]).toEqual([7, [['chat'], ['embedding'], ['transcription']]]);
  expect(rejected.map(({ row, code }) => [row, code])).toEqual([
    ['/sample_spec', 'not_a_model'],
    ['/fallback_generalizations', 'not_a_model'],
    ['/fireworks-ai-up-to-4b', 'not_a_model'],
    ['/perplexity~1search', 'not_a_model'],
  ]);
});

test('responses and completion are modes of language models too', () => {
  const { rows } = read(litellm, {
    a: { mode: 'responses', litellm_provider: 'openai' },
    b: { mode: 'completion', litellm_provider: 'openai' },
  });
  expect(rows.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('a price per 100 tokens under "per token", as the rows of W&B have it, is out of bounds', () => {
  const { rejected } = read(litellm, {
    ...chat('gpt-5', {}),
    ...chat('wandb/openai/gpt-oss-120b', { input_cost_per_token: 0.015, output_cost_per_token: 0.06 }),
  });
  expect(rejected).toMatchObject([{ row: '/wandb~1openai~1gpt-oss-120b', code: 'out_of_bounds' }]);
});

test('flags for sound, video and documents name these kinds, in our order', () => {
  const row = rowOf({ supports_pdf_input: true, supports_video_input: true, supports_audio_input: true, supports_vision: true });
  expect(said(row, 'modalities_in')).toEqual([{ value: ['text', 'image', 'audio', 'video', 'pdf'], qualifier: 'at_least' }]);
  const none = { supports_pdf_input: false, supports_video_input: false, supports_audio_input: false };
  expect(said(rowOf(none), 'modalities_in')).toEqual([]);
});

test.each([
  ['anthropic.claude-v2', null, []],
  ['bedrock/1-month-commitment/anthropic.claude-v2', '1-month-commitment', ['anthropic.claude-v2']],
  ['bedrock/me-central-1/anthropic.claude-v2', 'me-central-1', ['anthropic.claude-v2']],
])('%s of bedrock is the variant %s, and does not say where it runs', (key, variant, spellings) => {
  const row = onlyRow(litellm, chat(key, {}, 'bedrock'));
  expect([row.variant, row.spellings, row.statements]).toEqual([variant, spellings, []]);
});

test('where a row runs is stated with what says so', () => {
  const residency = (key: string, provider: string, facts: object = {}) =>
    said(onlyRow(litellm, chat(key, facts, provider)), 'data_residency');
  expect(residency('bedrock/eu-west-1/anthropic.claude-v2', 'bedrock')).toEqual([{ value: ['eu'], conditions: 'AWS region eu-west-1' }]);
  expect(residency('jp.anthropic.claude-v2', 'bedrock')).toEqual([
    { value: ['jp'], conditions: 'inference profile of the geography jp, by its name' },
  ]);
  expect(residency('azure/us/gpt-4.1', 'azure')).toEqual([{ value: ['us'], conditions: 'Azure deployment type us, by its name' }]);
  expect(residency('gemini', 'vertex_ai', { supported_regions: ['us-east4', 'europe-west4'] })).toEqual([]);
  expect(residency('gemini', 'vertex_ai', { supported_regions: ['us-east4', 'us-west1'] })).toEqual([
    { value: ['us'], conditions: 'regions us-east4, us-west1' },
  ]);
});

test('what a row prices outside its list of tiers stands, and the list says the rest', () => {
  const row = rowOf({
    input_cost_per_token: 1e-6,
    tiered_pricing: [
      { range: [0, 128_000], input_cost_per_token: 9e-6, output_cost_per_token: 2e-6, input_cost_per_image: 1 },
      { range: [128_000, 256_000], input_cost_per_token: 9e-6, output_cost_per_token: 4e-6 },
    ],
  });
  expect(said(row, 'price_input')).toEqual([{ value: 1 }]);
  expect(said(row, 'price_output')).toEqual([{ value: 2 }, { value: 4, when: { input_tokens_above: 128_000 } }]);
});

test('a price in a tier that is none refuses the row, with its place', () => {
  const tiered_pricing = [{ range: [0, 128_000], input_cost_per_token: -1e-6 }];
  const { rejected } = read(litellm, { ...chat('gpt-5', {}), ...chat('gpt-6', { tiered_pricing }) });
  expect(rejected).toEqual([
    { row: '/gpt-6', code: 'out_of_bounds', detail: expect.stringContaining('/tiered_pricing/0/input_cost_per_token:') },
  ]);
});

test('beside a price of 0 for input and output, a price that is not 0 has no condition', () => {
  const row = rowOf({ input_cost_per_token: 0, output_cost_per_token: 0, cache_read_input_token_cost: 1e-7 });
  expect(said(row, 'price_cache_read')).toEqual([{ value: 0.1 }]);
  expect(said(row, 'price_output')).toEqual([
    { value: 0, conditions: 'listed at 0: free, part of a subscription, under a quota or self-hosted; the feed does not say which' },
  ]);
});

test.each([
  ['global', 'global'],
  ['europe-west4', 'europe-west4'],
  ['us-central1-a', 'us-central1-a'],
  ['us_central1', null],
  ['us-central1-', null],
  ['-central1', null],
  ['US-central1', null],
])('the one region %j is the variant %j', (region, variant) => {
  expect(onlyRow(litellm, chat('gemini', { supported_regions: [region] }, 'vertex_ai')).variant).toBe(variant);
});

test('regions that nobody has placed say nothing, and a long list of regions is cut', () => {
  const row = (supported_regions: string[]) => onlyRow(litellm, chat('gemini', { supported_regions }, 'vertex_ai'));
  expect(row(['mars-north1', 'us-east1']).statements).toEqual([]);
  const [statement] = row(Array.from({ length: 80 }, (_, i) => `us-east${i + 10}`)).statements;
  expect(statement).toMatchObject({ value: ['us'], conditions: expect.stringMatching(/^regions us-east10, us-east11, /) });
  expect(statement?.conditions).toHaveLength(600);
});

test.each([
  ['chat', 'gpt-5', {}, ['chat']],
  ['responses', 'gpt-5', { supported_output_modalities: ['text'] }, ['chat']],
  ['chat', 'gemini-x', { supported_output_modalities: ['text', 'image'] }, []],
  ['chat', 'groq/llama-guard-4-12b', {}, ['moderation']],
  ['rerank', 'cohere/x', {}, ['rerank']],
  ['video_generation', 'x', {}, ['image']],
  ['image_edit', 'x', {}, ['image']],
  ['audio_speech', 'x', {}, ['speech']],
  ['ocr', 'x', {}, ['other']],
  ['moderation', 'x', {}, ['moderation']],
  ['realtime', 'x', {}, []],
  ['something new', 'x', {}, []],
])('the mode %s of %s with %j says that the model is %j', (mode, key, facts, kinds) => {
  const row = onlyRow(litellm, { [key]: { mode, litellm_provider: 'p', ...facts } });
  expect(row.ofModel.map(({ attribute, value }) => [attribute, value])).toEqual(kinds.map((kind) => ['kind', kind]));
});

test('a model that is not asked in text is not said to take it', () => {
  const row = onlyRow(litellm, { whisper: { mode: 'audio_transcription', litellm_provider: 'p', supports_audio_input: true } });
  expect(said(row, 'modalities_in')).toEqual([{ value: ['audio'], qualifier: 'at_least' }]);
});

test('what Ollama’s service runs is sold by that, not by a server of one’s own', () => {
  const sellerOf = (key: string) => onlyRow(litellm, chat(key, { input_cost_per_token: 0 }, 'ollama')).provider;
  expect(sellerOf('ollama/gpt-oss:120b-cloud')).toBe('ollama-cloud');
  expect(sellerOf('ollama/llama3:70b')).toBe('ollama');
});
