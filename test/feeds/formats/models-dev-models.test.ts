import { expect, test } from 'vitest';
import { modelsDevModels } from '../../../src/feeds/formats/models-dev-models.ts';
import { onlyRow, read, said, valuesOf } from '../read.ts';

const model = (facts: object) => ({ 'zhipuai/glm-4.6': { id: 'zhipuai/glm-4.6', name: 'GLM-4.6', ...facts } });

test('a model is named vendor/model; all but its name is optional', () => {
  expect(onlyRow(modelsDevModels, model({}))).toEqual({
    row: '/zhipuai~1glm-4.6',
    about: 'model',
    provider: null,
    name: 'zhipuai/glm-4.6',
    naming: 'model',
    title: 'GLM-4.6',
    spellings: [],
    variant: null,
    statements: [],
    ofModel: [],
  });
});

test('a day is stated as it is, a month without a day as "by its last day"', () => {
  expect(said(onlyRow(modelsDevModels, model({ release_date: '2025-09-30' })), 'release_date')).toEqual([{ value: '2025-09-30' }]);
  expect(said(onlyRow(modelsDevModels, model({ release_date: '2024-02' })), 'release_date')).toEqual([
    { value: '2024-02-29', qualifier: 'at_most', note: 'the feed names the month only: 2024-02' },
  ]);
});

test('the knowledge cutoff of a month is its last day, as the attribute says', () => {
  const row = onlyRow(modelsDevModels, model({ knowledge: '2024-12' }));
  expect(said(row, 'knowledge_cutoff')).toEqual([{ value: '2024-12-31', conditions: 'the feed names the month only: 2024-12' }]);
});

test.each(['2026-99-99', '2025-02-29', '2025', 'soon'])('the date %s is refused', (release_date) => {
  const { rejected } = read(modelsDevModels, { ...model({ release_date }), 'a/b': { name: 'B' } });
  expect(rejected).toMatchObject([{ row: '/zhipuai~1glm-4.6', code: 'malformed' }]);
});

test('a licence that is an SPDX id is one, another is only a name; the weights are where they are first listed', () => {
  const row = onlyRow(
    modelsDevModels,
    model({ license: 'MIT', weights: [{ label: 'HF', url: 'https://huggingface.co/zai-org/GLM-4.6' }] }),
  );
  expect([valuesOf(row, 'license'), valuesOf(row, 'weights_url')]).toEqual([['MIT'], ['https://huggingface.co/zai-org/GLM-4.6']]);
  expect(valuesOf(onlyRow(modelsDevModels, model({ license: 'Open but not for you' })), 'license_name')).toEqual(['Open but not for you']);
});

test('a benchmark that is exactly one of ours is taken over, every result with how and by whom', () => {
  const row = onlyRow(
    modelsDevModels,
    model({
      benchmarks: [
        { name: 'SWE-Bench Verified', score: 68, metric: 'resolved', source: 'https://huggingface.co/zai-org/GLM-4.6' },
        { name: 'SWE-Bench Pro', score: 40.1, metric: 'resolve rate', dataset: 'public', source: 'https://labs.scale.com/x' },
        {
          name: 'Terminal-Bench',
          score: 73.8,
          metric: 'success rate',
          version: '2.1',
          harness: 'Terminus-2',
          source: 'https://example.org',
        },
        { name: 'Terminal-Bench', score: 70, metric: 'success rate', version: '2.1', harness: 'own', source: 'https://example.org' },
      ],
    }),
  );
  expect(said(row, 'swe_bench_verified')).toEqual([
    { value: 68, conditions: 'resolved', note: 'passed on by models.dev; stated by https://huggingface.co/zai-org/GLM-4.6' },
  ]);
  expect(said(row, 'swe_bench_pro')).toMatchObject([{ value: 40.1, conditions: 'resolve rate; public set' }]);
  expect(said(row, 'terminal_bench_2_1')).toMatchObject([
    { value: 73.8, conditions: 'success rate; harness Terminus-2', mode: { harness: 'Terminus-2' } },
    { value: 70, conditions: 'success rate; harness own', mode: { harness: 'own' } },
  ]);
});

test.each([
  ['another version', { name: 'Terminal-Bench Hard', score: 30, metric: 'success rate' }],
  ['no version', { name: 'Terminal-Bench', score: 30, metric: 'success rate' }],
  ['no metric: nobody knows of what', { name: 'GPQA Diamond', score: 95.5 }],
  ['another set of tasks', { name: 'SWE-Bench Pro', score: 50, metric: 'resolve rate', dataset: 'private' }],
  ['a score in words', { name: 'SWE-Bench Verified', score: 'high', metric: 'resolved' }],
  ['more than all', { name: 'SWE-Bench Verified', score: 680, metric: 'resolved' }],
])('%s is left out', (_why, benchmark) => {
  expect(onlyRow(modelsDevModels, model({ benchmarks: [{ source: 'https://example.org', ...benchmark }] })).statements).toEqual([]);
});

test.each([
  {
    name: 'Terminal-Bench',
    score: 74,
    metric: 'success rate',
    version: '2.1',
    source: 'https://artificialanalysis.ai/agents/coding-agents',
  },
  { name: 'Artificial Analysis Coding Index', score: 50, metric: 'index', source: 'https://example.org' },
  { name: 'SWE-Bench Pro', score: 50, metric: 'resolve rate', dataset: 'hard-aa', source: 'https://example.org' },
  { name: 'SWE-Bench Verified', score: 50, metric: 'resolved', source: 'https://openrouter.ai/zai/glm' },
  { name: 'SWE-Bench Verified', score: 50, metric: 'resolved', variant: 'aa_swe', source: 'https://example.org' },
])('figures of Artificial Analysis are never read: $name of $source', (benchmark) => {
  expect(onlyRow(modelsDevModels, model({ benchmarks: [benchmark] })).statements).toEqual([]);
});

test('the knowledge cutoff of a day is that day', () => {
  expect(said(onlyRow(modelsDevModels, model({ knowledge: '2024-12-05' })), 'knowledge_cutoff')).toEqual([{ value: '2024-12-05' }]);
});

test('the levels of reasoning are those of the option for effort, each once', () => {
  const reasoning_options = [
    { type: 'budget', values: ['1024'] },
    { type: 'effort', values: ['low', null, 'high', 'low'] },
  ];
  expect(said(onlyRow(modelsDevModels, model({ reasoning_options })), 'reasoning_levels')).toEqual([{ value: ['low', 'high'] }]);
  const without = [{ type: 'effort', values: [null] }, { type: 'effort' }];
  for (const option of without)
    expect(said(onlyRow(modelsDevModels, model({ reasoning_options: [option] })), 'reasoning_levels')).toEqual([]);
});

test('a benchmark carries all that it was run with, and says so where nobody is named for it', () => {
  const result = { metric: 'Resolve rate', dataset: 'public', harness: 'own', variant: 'max', date: '2026-10' };
  const row = onlyRow(modelsDevModels, model({ benchmarks: [{ name: 'SWE-Bench Pro', score: 0, ...result }] }));
  expect(said(row, 'swe_bench_pro')).toEqual([
    {
      value: 0,
      conditions: 'Resolve rate; public set; harness own; variant max; run or published 2026-10',
      mode: { effort: 'max', harness: 'own' },
      note: 'passed on by models.dev; stated by nobody that it names',
    },
  ]);
});

test.each([
  ['XHigh', { effort: 'xhigh' }],
  ['thinking', { thinking: true }],
  ['non-thinking', { thinking: false }],
  ['Claude Code', undefined],
  ['32k', undefined],
  [undefined, undefined],
])('the variant %s of a benchmark is the mode %j: what is no plain word for one stays in the conditions', (variant, mode) => {
  const benchmark = { name: 'SWE-Bench Verified', score: 70, metric: 'resolved', source: 'https://example.org', variant };
  const [result] = said(onlyRow(modelsDevModels, model({ benchmarks: [benchmark] })), 'swe_bench_verified');
  expect(result).toMatchObject({ value: 70, ...(variant && { conditions: `resolved; variant ${variant}` }) });
  expect((result as { mode?: object }).mode).toEqual(mode);
});

test('a model is of the kind that its name or its modalities say', () => {
  const kind = (facts: object) => valuesOf(onlyRow(modelsDevModels, model(facts)), 'kind');
  expect(kind({ modalities: { input: ['text'], output: ['text'] } })).toEqual(['chat']);
  expect(kind({ modalities: { input: ['text'], output: ['text', 'image'] } })).toEqual([]);
  expect(kind({ family: 'text-embedding', modalities: { input: ['text'], output: ['text'] } })).toEqual(['embedding']);
});

test('a name that moves on is read as one', () => {
  const { rows } = read(modelsDevModels, { 'google/gemini-flash-latest': { name: 'Gemini Flash Latest' } });
  expect(rows).toMatchObject([{ name: 'google/gemini-flash-latest', naming: 'alias' }]);
});
