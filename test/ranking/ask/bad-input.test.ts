import { describe, expect, test } from 'vitest';
import { appOver, seededCatalog } from '../../support/catalogs/seeded.ts';

/** What cannot be answered is refused, with every fault at once, and never breaks anything. */

const app = appOver(seededCatalog());

type Fault = { pointer: string; code: string; detail: string; nearest?: string[] };

async function refusal(payload: string | object): Promise<{ status: number; type: string; faults: Fault[]; text: string }> {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/rankings',
    headers: { 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
  const problem = answer.json();
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(problem).toMatchObject({
    title: expect.any(String),
    status: answer.statusCode,
    detail: expect.any(String),
    instance: expect.any(String),
  });
  for (const fault of problem.errors ?? []) {
    expect(fault.pointer).toMatch(/^#/);
    expect(fault.detail.length).toBeGreaterThan(5);
    if (fault.nearest) expect(new Set(fault.nearest).size, `nearest: ${fault.nearest}`).toBe(fault.nearest.length);
  }
  return { status: answer.statusCode, type: problem.type, faults: problem.errors ?? [], text: answer.body };
}

const named = (faults: readonly Fault[]) => faults.map(({ pointer, code }) => `${pointer} ${code}`).sort();

const ANY = { require: { open_weights: { is: true } } };

describe('400: it is not JSON, or not of the documented shape', () => {
  test.each([
    ['an empty body', '', []],
    ['NaN', '{"require":{"price_input":{"at_most":NaN}}}', []],
    ['half a body', '{"require":{"price_input":', []],
    ['a number beyond double range', '{"require":{"price_input":{"at_most":1e400}}}', ['#/require/price_input/at_most not_finite']],
    ['a key twice', '{"fold":"none","fold":"model","require":{"open_weights":{"is":true}}}', ['#/fold duplicate_key']],
    ['__proto__', '{"require":{"__proto__":{"at_least":1}}}', ['#/require/__proto__ forbidden_key']],
  ])('%s', async (_what, payload, faults) => {
    const refused = await refusal(payload);
    expect([refused.status, refused.type, named(refused.faults)]).toEqual([400, '/problems/malformed-json', faults]);
  });

  test.each<[string, unknown, string[]]>([
    ['null', null, ['# wrong_type']],
    ['a list', [], ['# wrong_type']],
    ['a string', '"ranking"', ['# wrong_type']],
    ['a negative weight', { prefer: { weights: { price_input: -1 } } }, ['#/prefer/weights/price_input too_small']],
    ['a weight in quotes', { prefer: { weights: { price_input: '1' } } }, ['#/prefer/weights/price_input wrong_type']],
    ['a day that does not exist', { require: { release_date: { after: '2026-02-30' } } }, ['#/require/release_date/after not_a_date']],
    ['an as_of that does not exist', { ...ANY, as_of: '2026-99-99' }, ['#/as_of not_a_date']],
    ['a requirement that is a list', { require: { price_input: [1] } }, ['#/require/price_input wrong_type']],
    ['an empty list of members', { require: { hosting: { any_of: [] } } }, ['#/require/hosting/any_of too_small']],
    [
      'a negative anchor of a log scale',
      { ...ANY, scales: { price_input: { kind: 'log', worst: -1, best: 2 } } },
      ['#/scales/price_input/worst too_small'],
    ],
    [
      'more candidates than are taken',
      { ...ANY, candidates: { providers: Array.from({ length: 101 }, (_, i) => `p${i}`) } },
      ['#/candidates/providers too_big'],
    ],
    [
      'words that no choice knows',
      { ...ANY, view: 'everything', fold: 'all', if_unknown: 'best', limit: 0, excluded_limit: 1001 },
      ['#/excluded_limit too_big', '#/fold not_one_of', '#/if_unknown not_one_of', '#/limit too_small', '#/view not_one_of'],
    ],
    ['a country that ISO 3166 does not have', { use: { region: 'UK' } }, ['#/use/region not_one_of']],
    ['less than no users', { use: { monthly_active_users: -1 } }, ['#/use/monthly_active_users too_small']],
    ['a use that licences do not speak of', { use: { comercial: true } }, ['#/use/comercial unknown_field']],
    [
      'wrong types everywhere',
      { require: [], prefer: 'x', scales: 1, candidates: [], sources: 'a', limit: '5' },
      [
        '#/candidates wrong_type',
        '#/limit wrong_type',
        '#/prefer wrong_type',
        '#/require wrong_type',
        '#/scales wrong_type',
        '#/sources wrong_type',
      ],
    ],
  ])('%s', async (_what, payload, faults) => {
    const refused = await refusal(payload as object);
    expect([refused.status, refused.type, named(refused.faults)]).toEqual([400, '/problems/invalid-request', faults]);
  });

  test('unknown fields at every level, each with the field that was meant', async () => {
    const { status, faults } = await refusal({
      requires: {},
      require: { price_input: { atleast: 1 } },
      prefer: { weigths: {}, weights: { price_input: 1 } },
      candidates: { model: [] },
      sources: { onli: [], only: ['litellm'] },
      scales: { price_input: { worst: 1, best: 2, knd: 'linear' } },
    });
    const meant = Object.fromEntries(
      faults.filter(({ code }) => code === 'unknown_field').map(({ pointer, nearest }) => [pointer, nearest?.[0]]),
    );
    expect([status, meant]).toEqual([
      400,
      {
        '#/requires': 'require',
        '#/require/price_input/atleast': 'at_least',
        '#/prefer/weigths': 'weights',
        '#/candidates/model': 'models',
        '#/sources/onli': 'only',
        '#/scales/price_input/knd': 'kind',
      },
    ]);
  });
});

describe('422: it is well-formed, and at odds with the vocabulary, the catalog or itself', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing asked', {}, ['# nothing_asked']],
    ['an unknown attribute', { require: { context_windw: { at_least: 5 } } }, ['#/require/context_windw unknown_attribute']],
    ['a group as a requirement', { require: { coding: { at_least: 5 } } }, ['#/require/coding unknown_attribute']],
    ['a number asked for members', { require: { price_input: { all_of: ['a'] } } }, ['#/require/price_input/all_of wrong_operator']],
    ['a flag asked for a threshold', { require: { open_weights: { at_least: 1 } } }, ['#/require/open_weights/at_least wrong_operator']],
    ['a set asked to be one thing', { require: { languages: { is: 'de' } } }, ['#/require/languages/is wrong_operator']],
    ['a number asked for a day', { require: { price_input: { after: '2026-01-01' } } }, ['#/require/price_input/after wrong_operator']],
    ['a flag compared with a word', { require: { open_weights: { is: 'yes' } } }, ['#/require/open_weights/is wrong_type']],
    ['a minimum over the maximum', { require: { price_input: { at_least: 5, at_most: 1 } } }, ['#/require/price_input min_over_max']],
    [
      'no day between two days',
      { require: { release_date: { after: '2026-02-03', before: '2026-02-04' } } },
      ['#/require/release_date min_over_max'],
    ],
    ['a requirement of nothing', { require: { price_input: {} } }, ['#/require/price_input empty_requirement']],
    ['a policy without a requirement', { require: { price_input: { if_unknown: 'keep' } } }, ['#/require/price_input empty_requirement']],
    ['unknown, and at most 1', { require: { price_input: { known: false, at_most: 1 } } }, ['#/require/price_input contradiction']],
    [
      'a member wanted and forbidden',
      { require: { languages: { all_of: ['de'], none_of: ['DE'] } } },
      ['#/require/languages contradiction'],
    ],
    ['a language that is no tag', { require: { languages: { all_of: ['german!'] } } }, ['#/require/languages/all_of/0 not_a_language_tag']],
    [
      'a language twice, written differently',
      { require: { languages: { all_of: ['de', 'DE'] } } },
      ['#/require/languages/all_of/1 duplicate'],
    ],
    ['an unknown member', { require: { hosting: { any_of: ['selfhosted'] } } }, ['#/require/hosting/any_of/0 unknown_member']],
    ['no preference in prefer', { prefer: {} }, ['#/prefer exactly_one_of']],
    ['weights and an order', { prefer: { weights: { price_input: 1 }, order: ['price_output'] } }, ['#/prefer exactly_one_of']],
    ['no weights in weights', { prefer: { weights: {} } }, ['#/prefer/weights no_positive_weight']],
    ['only weights of nothing', { prefer: { weights: { price_input: 0 } } }, ['#/prefer/weights no_positive_weight']],
    ['an unknown criterion', { prefer: { weights: { codng: 1 } } }, ['#/prefer/weights/codng unknown_criterion']],
    [
      'a criterion twice in an order',
      { prefer: { order: ['price_input', ['price_output', 'price_input']] } },
      ['#/prefer/order/1/1 duplicate'],
    ],
    ['an unknown profile', { prefer: { profile: 'coding-agnt' } }, ['#/prefer/profile unknown_profile']],
    ['a criterion without a scale', { prefer: { weights: { parameters_total: 1 } } }, ['#/prefer/weights/parameters_total scale_needed']],
    ['anchors that coincide', { ...ANY, scales: { price_input: { worst: 1, best: 1 } } }, ['#/scales/price_input/best anchors_coincide']],
    [
      'a scale of an unknown attribute',
      { ...ANY, scales: { price_inputs: { worst: 1, best: 2 } } },
      ['#/scales/price_inputs unknown_attribute'],
    ],
    [
      'members as a scale of a number',
      { ...ANY, scales: { price_input: { kind: 'set', wanted: ['a'] } } },
      ['#/scales/price_input wrong_scale'],
    ],
    ['numbers as a scale of days', { ...ANY, scales: { release_date: { worst: 1, best: 2 } } }, ['#/scales/release_date wrong_scale']],
    [
      'steps that turn back',
      {
        ...ANY,
        scales: {
          price_input: {
            kind: 'steps',
            points: [
              [1, 0],
              [1, 0.5],
              [3, 0.2],
            ],
          },
        },
      },
      ['#/scales/price_input/points/1/0 not_increasing', '#/scales/price_input/points/2/1 not_monotone'],
    ],
    [
      'a model twice',
      { ...ANY, candidates: { models: ['meta/llama-4-scout', 'meta/llama-4-scout'] } },
      ['#/candidates/models/1 duplicate'],
    ],
    ['a view and a list of sources', { ...ANY, view: 'all', sources: { only: ['litellm'] } }, ['#/sources exactly_one_of']],
    ['only these and all but those', { ...ANY, sources: { only: ['litellm'], except: ['openrouter'] } }, ['#/sources exactly_one_of']],
    ['a use that says nothing', { use: {} }, ['#/use empty_use']],
    ['a permitted use of which nothing is said', { require: { permitted_use: { is: true } } }, ['#/require/permitted_use use_needed']],
    ['robustness of nothing preferred', { ...ANY, robustness: {} }, ['#/robustness preferences_needed']],
    ['swing points that are all nothing', { prefer: { swing: { price_input: 0 } } }, ['#/prefer/swing no_positive_weight']],
    [
      'judgements that are no matrix of ratios',
      {
        prefer: {
          pairwise: {
            criteria: ['price_input', 'coding'],
            matrix: [
              [1, 3],
              [0.5, 1],
            ],
          },
        },
      },
      ['#/prefer/pairwise/matrix/1/0 not_reciprocal'],
    ],
    [
      'fewer judgements than criteria',
      { prefer: { pairwise: { criteria: ['price_input', 'coding'], matrix: [[1]] } } },
      ['#/prefer/pairwise/matrix not_square'],
    ],
  ])('%s', async (_what, payload, faults) => {
    const refused = await refusal(payload as object);
    expect([refused.status, refused.type, named(refused.faults)]).toEqual([422, '/problems/impossible-request', faults]);
  });

  test.each([
    ['#/require/context_windw', { require: { context_windw: { at_least: 5 } } }, 'context_window'],
    ['#/prefer/weights/codng', { prefer: { weights: { codng: 1 } } }, 'coding'],
    ['#/prefer/profile', { prefer: { profile: 'coding-agnt' } }, 'coding-agent'],
    ['#/candidates/models/0', { ...ANY, candidates: { models: ['meta/llama-4-scot'] } }, 'meta/llama-4-scout'],
    ['#/candidates/families/0', { ...ANY, candidates: { families: ['meta/llama-5'] } }, 'meta/llama-4'],
    ['#/candidates/providers/0', { ...ANY, candidates: { providers: ['grok'] } }, 'groq'],
    ['#/sources/only/0', { ...ANY, sources: { only: ['lite-llm'] } }, 'litellm'],
    ['#/require/hosting/any_of/0', { require: { hosting: { any_of: ['selfhosted'] } } }, 'self_hosted'],
  ])('%s is refused with the nearest known name', async (pointer, payload, nearest) => {
    const { status, faults } = await refusal(payload);
    expect([status, faults.find((fault) => fault.pointer === pointer)?.nearest]).toEqual([422, expect.arrayContaining([nearest])]);
  });

  const numbers = [...seededCatalog().attributes.values()].filter(({ type, scale }) => type === 'number' && scale).map(({ id }) => id);
  test.each([
    [
      '10,000 requirements',
      { require: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`a_${i}`, { at_least: 1 }])) },
      '#/require too_many',
    ],
    ['51 requirements', { require: Object.fromEntries(numbers.slice(0, 51).map((id) => [id, { at_least: 1 }])) }, '#/require too_many'],
    ['51 criteria', { prefer: { weights: Object.fromEntries(numbers.slice(0, 51).map((id) => [id, 1])) } }, '#/prefer too_many'],
  ])('%s', async (_what, payload, fault) => {
    const { status, faults } = await refusal(payload);
    expect([status, named(faults)]).toEqual([422, [fault]]);
  });

  test('fifty requirements and fifty criteria are taken', async () => {
    const payload = {
      require: Object.fromEntries(numbers.slice(0, 50).map((id) => [id, { known: true, if_unknown: 'keep' }])),
      prefer: { weights: Object.fromEntries(numbers.slice(0, 50).map((id) => [id, 1])) },
    };
    expect((await app.inject({ method: 'POST', url: '/v1/rankings', payload })).statusCode).toBe(200);
  });
});

test('several faults of both kinds in one body are all named, and it is 400', async () => {
  const { status, faults } = await refusal({
    view: 'verifed',
    requires: {},
    require: {
      context_windw: { at_least: 5 },
      price_input: { at_least: 5, at_most: 1 },
      open_weights: { at_least: 1 },
      languages: { all_of: ['german!'] },
      release_date: { after: '2026-02-30' },
    },
    prefer: { weights: { codng: 1 }, order: ['nothing_known'] },
    candidates: { models: ['meta/llama-4-scot'] },
    scales: { price_input: { worst: 1, best: 1 } },
    limit: 0,
    workload: {},
  });
  expect(status).toBe(400);
  expect(named(faults)).toEqual(
    [
      '#/view not_one_of',
      '#/requires unknown_field',
      '#/require/context_windw unknown_attribute',
      '#/require/price_input min_over_max',
      '#/require/open_weights/at_least wrong_operator',
      '#/require/languages/all_of/0 not_a_language_tag',
      '#/require/release_date/after not_a_date',
      '#/prefer exactly_one_of',
      '#/prefer/weights/codng unknown_criterion',
      '#/prefer/order/0 unknown_criterion',
      '#/candidates/models/0 unknown_model',
      '#/scales/price_input/best anchors_coincide',
      '#/limit too_small',
      '#/workload/requests_per_month missing',
      '#/workload/input_tokens missing',
      '#/workload/output_tokens missing',
    ].sort(),
  );
});

test('no refusal repeats what was sent as a value', async () => {
  const secret = 'hunter2-4711';
  const { text } = await refusal({
    view: secret,
    require: { open_weights: { is: secret }, languages: { all_of: [secret] } },
    prefer: { profile: secret },
    candidates: { models: [secret] },
    sources: { only: [secret] },
  });
  expect(text).not.toContain(secret);
});

test.each([
  ['weights near the largest double', { prefer: { weights: { price_input: 1.7e308, price_output: 1.7e308 } } }],
  ['a weight of the smallest double', { prefer: { weights: { price_input: 5e-324, price_output: 1 } } }],
  [
    'linear anchors wider than a double',
    { prefer: { weights: { price_input: 1 } }, scales: { price_input: { worst: -1.7e308, best: 1.7e308 } } },
  ],
  [
    'log anchors wider than a double',
    { prefer: { weights: { price_input: 1 } }, scales: { price_input: { kind: 'log', worst: 5e-324, best: 1 } } },
  ],
  ['thresholds at the ends', { require: { price_input: { at_least: -1.7e308, at_most: 1.7e308 } } }],
])('%s: refused, or answered with numbers', async (_what, payload) => {
  const answer = await app.inject({ method: 'POST', url: '/v1/rankings', payload });
  if (answer.statusCode !== 200) return expect([400, 422]).toContain(answer.statusCode);
  const { ranking } = answer.json();
  expect(ranking.length).toBeGreaterThan(0);
  if ('prefer' in payload) for (const entry of ranking) expect([entry.offer, entry.score]).toEqual([entry.offer, expect.any(Number)]);
});
