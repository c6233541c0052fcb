import { expect, test } from 'vitest';
import { modelsDev } from '../../../src/feeds/formats/models-dev.ts';
import { onlyRow, read, said, valuesOf } from '../read.ts';

const MODEL = {
  id: 'glm-4.6',
  name: 'GLM-4.6',
  attachment: false,
  reasoning: true,
  tool_call: true,
  release_date: '2025-09-30',
  last_updated: '2025-09-30',
  modalities: { input: ['text'], output: ['text'] },
  open_weights: true,
  limit: { context: 204_800, output: 131_072 },
};
const at = (provider: string, key: string, model: object) => ({
  [provider]: { id: provider, env: [], npm: 'x', name: provider, doc: 'x', models: { [key]: { ...MODEL, ...model } } },
});

test('an offer is named by provider and key, and its row is a JSON pointer that does not depend on the others', () => {
  const row = onlyRow(modelsDev, at('siliconflow', 'Pro/zai-org/GLM~4', {}));
  expect(row).toMatchObject({ row: '/siliconflow/models/Pro~1zai-org~1GLM~04', about: 'offer', provider: 'siliconflow', variant: null });
  expect([row.name, row.title]).toEqual(['Pro/zai-org/GLM~4', 'GLM-4.6']);
});

test('cost is in USD per 1M tokens as it stands, without the noise of binary floating point', () => {
  const row = onlyRow(
    modelsDev,
    at('x', 'm', { cost: { input: 0.049999999999999996, output: 0.39999999999999997, cache_read: 0.125, reasoning: 2 } }),
  );
  expect(said(row, 'price_input')).toEqual([{ value: 0.05 }]);
  expect(said(row, 'price_output')).toEqual([{ value: 0.4 }]);
  expect(said(row, 'price_cache_read')).toEqual([{ value: 0.125 }]);
  expect(said(row, 'price_reasoning')).toEqual([{ value: 2 }]);
});

test('tiers become prices above a number of input tokens, and context_over_200k does not repeat them', () => {
  const row = onlyRow(
    modelsDev,
    at('x', 'm', {
      cost: {
        input: 1.25,
        output: 10,
        tiers: [{ tier: { type: 'context', size: 200_000 }, input: 2.5, output: 15 }],
        context_over_200k: { input: 2.5, output: 15 },
      },
    }),
  );
  expect(said(row, 'price_input')).toEqual([{ value: 1.25 }, { value: 2.5, when: { input_tokens_above: 200_000 } }]);
  expect(said(row, 'price_output')).toEqual([{ value: 10 }, { value: 15, when: { input_tokens_above: 200_000 } }]);
});

test('no cost is no statement: the price stays unknown', () => {
  const row = onlyRow(modelsDev, at('x', 'm', {}));
  expect(row.statements.filter(({ attribute }) => attribute.startsWith('price'))).toEqual([]);
});

test('a cost of 0 and 0 is stated with the condition that it may be a subscription or a quota', () => {
  const row = onlyRow(modelsDev, at('github-copilot', 'm', { cost: { input: 0, output: 0 } }));
  expect(said(row, 'price_input')).toEqual([{ value: 0, conditions: expect.stringContaining('subscription') }]);
  expect(said(row, 'price_output')).toEqual([{ value: 0, conditions: expect.stringContaining('quota') }]);
});

test('a price of 0 beside one that is not is plainly 0', () => {
  const row = onlyRow(modelsDev, at('x', 'm', { cost: { input: 1, output: 2, cache_write: 0 } }));
  expect(said(row, 'price_cache_write')).toEqual([{ value: 0 }]);
});

test('a limit of 0 is no statement', () => {
  const row = onlyRow(modelsDev, at('x', 'm', { limit: { context: 0, output: 0 } }));
  expect([...said(row, 'context_window'), ...said(row, 'max_output_tokens')]).toEqual([]);
});

test('window, input and output limits are told apart', () => {
  const row = onlyRow(modelsDev, at('x', 'm', { limit: { context: 400_000, input: 272_000, output: 128_000 } }));
  expect(['context_window', 'max_input_tokens', 'max_output_tokens'].flatMap((name) => valuesOf(row, name))).toEqual([
    400_000, 272_000, 128_000,
  ]);
});

test('a missing structured_output is no statement, false is one', () => {
  expect(said(onlyRow(modelsDev, at('x', 'm', {})), 'structured_output')).toEqual([]);
  expect(said(onlyRow(modelsDev, at('x', 'm', { structured_output: false })), 'structured_output')).toEqual([{ value: false }]);
});

test('modalities are ours, in our order; one that we have no word for leaves the list incomplete', () => {
  const row = onlyRow(modelsDev, at('x', 'm', { modalities: { input: ['pdf', 'text', 'hologram'], output: ['text', 'pdf'] } }));
  expect(said(row, 'modalities_in')).toEqual([{ value: ['text', 'pdf'], qualifier: 'at_least' }]);
  expect(said(row, 'modalities_out')).toEqual([{ value: ['text'], qualifier: 'at_least' }]);
});

test.each([
  ['alpha', ['preview']],
  ['beta', ['preview']],
  ['deprecated', ['deprecated']],
  ['a new stage', []],
])('the status %s is the lifecycle %j', (status, lifecycle) => {
  expect(valuesOf(onlyRow(modelsDev, at('x', 'm', { status })), 'lifecycle')).toEqual(lifecycle);
});

test('what belongs to the weights is not repeated by offer, where it would outrank the vendor; its dates are not read at all', () => {
  const row = onlyRow(modelsDev, at('x', 'm', { release_date: '2025-25-06', knowledge: '2025-02-31' }));
  const about = row.statements.map(({ attribute }) => attribute);
  expect(about).not.toContain('open_weights');
  expect(about).not.toContain('release_date');
  expect(about).not.toContain('knowledge_cutoff');
});

test('the geography of a Bedrock inference profile is the variant, and says where requests are processed', () => {
  const row = onlyRow(modelsDev, at('amazon-bedrock', 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0', {}));
  expect([row.variant, row.spellings]).toEqual(['eu', ['anthropic.claude-sonnet-4-5-20250929-v1:0']]);
  expect(valuesOf(row, 'data_residency')).toEqual([['eu']]);
  expect(onlyRow(modelsDev, at('amazon-bedrock', 'ai21.jamba-1-5-large-v1:0', {})).variant).toBeNull();
});

test('OpenRouter marks an edition behind a colon', () => {
  const row = onlyRow(modelsDev, at('openrouter', 'openai/gpt-oss-20b:free', {}));
  expect([row.variant, row.spellings]).toEqual(['free', ['openai/gpt-oss-20b']]);
});

test("Azure's one list is two services: OpenAI's own models and those of others", () => {
  expect(onlyRow(modelsDev, at('azure', 'gpt-5-mini', {})).provider).toBe('azure-openai');
  expect(onlyRow(modelsDev, at('azure', 'o3', {})).provider).toBe('azure-openai');
  expect(onlyRow(modelsDev, at('azure', 'gpt-oss-120b', {})).provider).toBe('azure-foundry');
  expect(onlyRow(modelsDev, at('azure', 'phi-4', {})).provider).toBe('azure-foundry');
});

test('keys that upstream adds are passed over', () => {
  expect(onlyRow(modelsDev, at('x', 'm', { holograms: { deep: true }, cost: { input: 1, output: 2, per_hologram: 3 } })).name).toBe('m');
});

test.each([
  [{ cost: { input: -1, output: 2 } }, 'out_of_bounds', '/cost/input'],
  [{ cost: { input: 1000.5, output: 2 } }, 'out_of_bounds', '/cost/input'],
  [{ limit: { context: 1_000_000_001, output: 1 } }, 'out_of_bounds', '/limit/context'],
  [{ cost: { input: '1', output: 2 } }, 'malformed', '/cost/input'],
  [{ limit: { context: 1.5, output: 1 } }, 'malformed', '/limit/context'],
  [{ tool_call: 'yes' }, 'malformed', '/tool_call'],
])('%j is refused as %s, with the place %s', (model, code, place) => {
  const { count, rows, rejected } = read(modelsDev, { x: { models: { good: MODEL, bad: { ...MODEL, ...model } } } });
  expect([count, rows.length]).toEqual([2, 1]);
  expect(rejected).toEqual([{ row: '/x/models/bad', code, detail: expect.stringContaining(`${place}:`) }]);
});

test('a provider without models by name is one row that is refused', () => {
  const { count, rejected } = read(modelsDev, { ...at('x', 'm', {}), y: { id: 'y' } });
  expect([count, rejected]).toEqual([2, [{ row: '/y', code: 'malformed', detail: 'no provider with models by name' }]]);
});

test('the model is of the kind that its name, its family or its modalities say, and the offer says nothing of it', () => {
  const row = (key: string, model: object) => onlyRow(modelsDev, at('x', key, model));
  expect(row('glm-4.6', {}).ofModel).toMatchObject([{ attribute: 'kind', value: 'chat' }]);
  expect(row('voyage-4', { family: 'text-embedding' }).ofModel).toMatchObject([{ value: 'embedding' }]);
  expect(row('x', { modalities: { input: ['text'], output: ['image'] } }).ofModel).toMatchObject([{ value: 'image' }]);
  expect(valuesOf(row('glm-4.6', {}), 'kind')).toEqual([]);
});

test('OpenRouter’s :free is free by its word; a price of 0 elsewhere has no basis', () => {
  const basis = (provider: string, key: string) =>
    valuesOf(onlyRow(modelsDev, at(provider, key, { cost: { input: 0, output: 0 } })), 'price_basis');
  expect([basis('openrouter', 'z-ai/glm-4.6:free'), basis('zai-coding-plan', 'glm-4.6'), basis('kilo', 'z-ai/glm-4.6:free')]).toEqual([
    ['free'],
    [],
    [],
  ]);
});
