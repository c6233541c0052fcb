import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPARED } from '../../src/comparing/request.ts';
import { LIMITS } from '../../src/ranking/ask/request.ts';
import { SIZES } from '../../src/scoring/sizes.ts';
import { KEY, type WholeApp, wholeApp } from '../fuzz/whole-app.ts';

let service: WholeApp;
beforeAll(async () => {
  service = await wholeApp();
}, 60_000);
afterAll(() => service.close());

type Refused = { readonly status: number; readonly type: string; readonly places: string[]; readonly body: string };

/** Sends text as it is: JSON.stringify could not say most of it. */
async function refused(url: string, text: string): Promise<Refused> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const { statusCode, body } = await service.app.inject({ method: 'POST', url, headers, payload: text });
  if (statusCode < 400) return { status: statusCode, type: 'taken', places: [], body };
  const { type, errors = [] } = JSON.parse(body);
  return { status: statusCode, type, places: errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`), body };
}

const WEIGHED = { prefer: { weights: { context_window: 1 } } };
const ANALYSIS = {
  alternatives: ['a', 'b'],
  criteria: [{ id: 'c', direction: 'max', scale: { worst: 0, best: 1 } }],
  matrix: [[0], [1]],
  weights: [1],
  methods: ['weighted_sum'],
};
const many = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
const members = <T>(count: number, of: T): Record<string, T> => Object.fromEntries(many(count, (i) => [`attribute_${i}`, of]));
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('limits', () => {
  test.each([
    ['/v1/rankings', 262_144],
    ['/v1/comparisons', 262_144],
    ['/v1/decisions', 262_144],
    ['/v1/analyses', 2_097_152],
    ['/v1/catalog/claims', 2_097_152],
    ['/v1/decisions/imports', 4_194_304],
  ])('%s takes a body of %d bytes and not one more', async (url, most) => {
    const padded = (length: number) => `{"x":1${' '.repeat(length - 7)}}`;
    expect(await refused(url, padded(most))).toMatchObject({ status: 400, type: '/problems/invalid-request' });
    expect(await refused(url, padded(most + 1))).toMatchObject({ status: 413, type: '/problems/content-too-large' });
  });

  test('a body nests 32 levels deep and not one more', async () => {
    expect(await refused('/v1/rankings', nested(32))).toMatchObject({ status: 400, places: ['# wrong_type'] });
    const deeper = await refused('/v1/rankings', nested(33));
    expect(deeper).toMatchObject({ status: 400, type: '/problems/malformed-json', places: [`#${'/0'.repeat(32)} too_deep`] });
    expect(await refused('/v1/rankings', nested(100_000))).toMatchObject({ status: 400, type: '/problems/malformed-json' });
  });

  test.each<[string, string, object, string]>([
    ['a string in a requirement', '/v1/rankings', { require: { lifecycle: { is: 'x'.repeat(201) } } }, '#/require/lifecycle/is'],
    [
      'a member of a requirement',
      '/v1/rankings',
      { require: { lifecycle: { any_of: ['x'.repeat(201)] } } },
      '#/require/lifecycle/any_of/0',
    ],
    [
      'the members of a requirement',
      '/v1/rankings',
      { require: { lifecycle: { any_of: many(LIMITS.members + 1, String) } } },
      '#/require/lifecycle/any_of',
    ],
    [
      'the models asked for',
      '/v1/rankings',
      { ...WEIGHED, candidates: { models: many(LIMITS.candidates + 1, (i) => `a/b${i}`) } },
      '#/candidates/models',
    ],
    [
      'the offers asked for',
      '/v1/rankings',
      { ...WEIGHED, candidates: { offers: many(LIMITS.offers + 1, (i) => `a/b@c${i}`) } },
      '#/candidates/offers',
    ],
    ['the id of a model', '/v1/rankings', { ...WEIGHED, candidates: { models: [`a/${'b'.repeat(200)}`] } }, '#/candidates/models/0'],
    [
      'the sources asked for',
      '/v1/rankings',
      { ...WEIGHED, sources: { only: many(LIMITS.members + 1, (i) => `s${i}`) } },
      '#/sources/only',
    ],
    ['requirements', '/v1/rankings', { require: members(LIMITS.requirements + 1, { known: true }) }, '#/require'],
    ['criteria by weight', '/v1/rankings', { prefer: { weights: members(LIMITS.criteria + 1, 1) } }, '#/prefer'],
    ['criteria by swing', '/v1/rankings', { prefer: { swing: members(LIMITS.criteria + 1, 1) } }, '#/prefer'],
    ['criteria by order', '/v1/rankings', { prefer: { order: many(LIMITS.criteria + 1, (i) => `c_${i}`) } }, '#/prefer/order'],
    ['tied criteria', '/v1/rankings', { prefer: { order: [many(LIMITS.criteria + 1, (i) => `c_${i}`)] } }, '#/prefer/order/0'],
    [
      'criteria by pairs',
      '/v1/rankings',
      { prefer: { pairwise: { criteria: many(LIMITS.criteria + 1, (i) => `c_${i}`), matrix: [] } } },
      '#/prefer/pairwise/criteria',
    ],
    ['the name of an attribute', '/v1/rankings', { require: { ['a'.repeat(81)]: { known: true } } }, `#/require/${'a'.repeat(81)}`],
    ['the models compared', '/v1/comparisons', { models: many(COMPARED.most + 1, (i) => `a/b${i}`) }, '#/models'],
    [
      'the attributes compared',
      '/v1/comparisons',
      { models: ['a/b', 'c/d'], attributes: many(COMPARED.attributes + 1, (i) => `a_${i}`) },
      '#/attributes',
    ],
    ['the title of a decision', '/v1/decisions', { title: 'x'.repeat(201), ranking: WEIGHED }, '#/title'],
    ['the context of a decision', '/v1/decisions', { title: 'x', context: 'x'.repeat(10_001), ranking: WEIGHED }, '#/context'],
    ['the tags of a decision', '/v1/decisions', { title: 'x', tags: many(21, (i) => `t${i}`), ranking: WEIGHED }, '#/tags'],
    [
      'the requirements of a decision',
      '/v1/decisions',
      { title: 'x', ranking: { require: members(LIMITS.requirements + 1, { known: true }) } },
      '#/ranking/require',
    ],
    [
      'the criteria of a decision',
      '/v1/decisions',
      { title: 'x', ranking: { prefer: { weights: members(LIMITS.criteria + 1, 1) } } },
      '#/ranking/prefer',
    ],
    ['alternatives', '/v1/analyses', { ...ANALYSIS, alternatives: many(SIZES.alternatives + 1, (i) => `a${i}`) }, '#/alternatives'],
    [
      'criteria of an analysis',
      '/v1/analyses',
      { ...ANALYSIS, criteria: many(SIZES.criteria + 1, (i) => ({ id: `c${i}`, direction: 'max' })) },
      '#/criteria',
    ],
    ['cells of a row', '/v1/analyses', { ...ANALYSIS, matrix: [many(SIZES.criteria + 1, () => 1), [1]] }, '#/matrix/0'],
    ['the name of an alternative', '/v1/analyses', { ...ANALYSIS, alternatives: ['x'.repeat(201), 'b'] }, '#/alternatives/0'],
  ])('too much of it is refused where it stands: %s', async (_what, url, body, place) => {
    const answer = await refused(url, JSON.stringify(body));
    expect([400, 422], answer.body).toContain(answer.status);
    expect(
      answer.places.map((one) => one.split(' ')[0]),
      answer.body,
    ).toContain(place);
  });
});

/** Own, inherited and special members of every object of the language. */
const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
const FREE_KEYS: [string, string, (key: string) => string][] = [
  ['require', '/v1/rankings', (key) => `{"require":{"${key}":{"known":true}}}`],
  ['prefer.weights', '/v1/rankings', (key) => `{"prefer":{"weights":{"${key}":1,"context_window":1}}}`],
  ['prefer.swing', '/v1/rankings', (key) => `{"prefer":{"swing":{"${key}":1,"context_window":1}}}`],
  ['prefer.order', '/v1/rankings', (key) => `{"prefer":{"order":["${key}","context_window"]}}`],
  ['prefer.pairwise', '/v1/rankings', (key) => `{"prefer":{"pairwise":{"criteria":["${key}","context_window"],"matrix":[[1,1],[1,1]]}}}`],
  ['scales', '/v1/rankings', (key) => `{"prefer":{"weights":{"context_window":1}},"scales":{"${key}":{"worst":0,"best":1}}}`],
  [
    'a scale of the wanted',
    '/v1/rankings',
    (key) => `{"prefer":{"weights":{"context_window":1}},"scales":{"context_window":{"${key}":1}}}`,
  ],
  ['the root', '/v1/rankings', (key) => `{"${key}":{},"prefer":{"weights":{"context_window":1}}}`],
  ['workload', '/v1/rankings', (key) => `{"prefer":{"weights":{"context_window":1}},"workload":{"${key}":1}}`],
  ['attributes', '/v1/comparisons', (key) => `{"models":["meta/llama-4-scout","deepseek/deepseek-v3.1"],"attributes":["${key}"]}`],
  [
    'prefer.weights',
    '/v1/comparisons',
    (key) => `{"models":["meta/llama-4-scout","deepseek/deepseek-v3.1"],"prefer":{"weights":{"${key}":1}}}`,
  ],
  [
    'scales',
    '/v1/comparisons',
    (key) => `{"models":["meta/llama-4-scout","deepseek/deepseek-v3.1"],"scales":{"${key}":{"worst":0,"best":1}}}`,
  ],
  ['require', '/v1/decisions', (key) => `{"title":"x","ranking":{"require":{"${key}":{"known":true}}}}`],
  ['prefer.weights', '/v1/decisions', (key) => `{"title":"x","ranking":{"prefer":{"weights":{"${key}":1}}}}`],
  ['the root', '/v1/decisions', (key) => `{"title":"x","${key}":{},"ranking":{"prefer":{"weights":{"context_window":1}}}}`],
  [
    'weights',
    '/v1/analyses',
    (key) => JSON.stringify(ANALYSIS).replace('"weights":[1]', `"weights":{"scheme":"roc","ranks":[1],"${key}":1}`),
  ],
  ['bounds', '/v1/analyses', (key) => JSON.stringify({ ...ANALYSIS, constraints: { bounds: { '#': [0, 1] } } }).replace('#', key)],
];

describe.each(FREE_KEYS)('%s of %s', (_place, url, body) => {
  test.each(INHERITED)('does not know the name %s', async (key) => {
    const { status, places, body: said } = await refused(url, body(key));
    expect([400, 422], said).toContain(status);
    expect(places.length, said).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('takes no name twice, also where one is spelt with an escape', async () => {
    const twice = body('context_window').replace('"context_window"', '"context_windo\\u0077"');
    const doubled = body('x').replace('{', '{"x":1,"\\u0078":1,');
    expect(await refused(url, doubled)).toMatchObject({
      status: 400,
      type: '/problems/malformed-json',
      places: expect.arrayContaining(['#/x duplicate_key']),
    });
    expect((await refused(url, twice)).status).toBeLessThan(500);
  });
});

test('an alternative or a criterion of an analysis may have any name, and it stays a name', async () => {
  for (const name of INHERITED.filter((one) => one !== '__proto__')) {
    const asked = {
      ...ANALYSIS,
      alternatives: [name, 'b'],
      criteria: [{ ...ANALYSIS.criteria[0], id: name }],
    };
    const { status, body } = await refused('/v1/analyses', JSON.stringify(asked));
    expect([name, status, status < 400 ? JSON.parse(body).results.weighted_sum.scores : body]).toEqual([name, 200, [0, 1]]);
  }
});

describe('numbers', () => {
  const required = (number: string) => `{"require":{"context_window":{"at_least":${number}}}}`;
  test.each(['1e999', '-1e999', '1e400', `1${'0'.repeat(400)}`])('%s is beyond a double', async (number) => {
    const { status, places } = await refused('/v1/rankings', required(number));
    expect([status, places]).toEqual([400, ['#/require/context_window/at_least not_finite']]);
    expect((await refused('/v1/analyses', JSON.stringify({ ...ANALYSIS, matrix: [['#'], [1]] }).replace('"#"', number))).places).toEqual([
      '#/matrix/0/0 not_finite',
    ]);
  });

  test.each(['9007199254740993', '1e308', '5e-324', '-0', '1e-400', '0.1e1'])(
    '%s is one that every reader knows, and no fault',
    async (number) => {
      expect((await refused('/v1/rankings', required(number))).status).toBe(200);
    },
  );

  test.each(['9007199254740993', '1e308', '-0', '-1', '0.5', '1e-400'])('%s is not how many are wanted', async (number) => {
    expect(await refused('/v1/rankings', JSON.stringify({ ...WEIGHED, limit: '#' }).replace('"#"', number))).toMatchObject({
      status: 400,
      places: expect.arrayContaining([expect.stringMatching(/^#\/limit /)]),
    });
  });

  test.each(['NaN', 'Infinity', '-Infinity', '0x10', '01', '1.', '.5', '+1', '1_000'])('%s is not JSON', async (number) => {
    expect(await refused('/v1/rankings', required(number))).toMatchObject({ status: 400, type: '/problems/malformed-json' });
  });
});

test.each([
  ['a value', '{"title":"\\ud800","ranking":{}}', '#/title lone_surrogate'],
  ['the second half', '{"title":"\\udc00","ranking":{}}', '#/title lone_surrogate'],
  ['halves in the wrong order', '{"title":"\\udc00\\ud800","ranking":{}}', '#/title lone_surrogate'],
])('half of a character is refused: %s', async (_what, body, fault) => {
  expect(await refused('/v1/decisions', body)).toMatchObject({ status: 400, type: '/problems/malformed-json', places: [fault] });
});

test('half of a character is refused in a key as well', async () => {
  const { status, places } = await refused('/v1/rankings', '{"require":{"\\ud800":{"known":true}}}');
  expect([status, places.length]).toEqual([400, 1]);
  expect(places[0]).toMatch(/ lone_surrogate$/);
});

/** Ways to write what looks like `id`, or folds to it, and is not it. */
const LOOKALIKES: [string, (id: string) => string][] = [
  ['a Cyrillic letter', (id) => id.replace('e', '\u0435').replace('o', '\u043e')],
  ['a zero-width space', (id) => `${id}\u200b`],
  ['a zero-width joiner inside', (id) => `${id.slice(0, 3)}\u200d${id.slice(3)}`],
  ['a soft hyphen', (id) => `${id.slice(0, 3)}\u00ad${id.slice(3)}`],
  ['a byte order mark', (id) => `\ufeff${id}`],
  ['a fullwidth letter', (id) => id.replace(/[a-z]/, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0))],
  ['a combining accent', (id) => `${id}\u0301`],
  ['a capital', (id) => id.toUpperCase()],
  ['a Kelvin sign or a long s', (id) => id.replace(/[ks]/, (letter) => (letter === 'k' ? '\u212a' : '\u017f'))],
  ['right-to-left override', (id) => `\u202e${id}`],
  ['a space after', (id) => `${id} `],
  ['a NUL after', (id) => `${id}\u0000`],
  ['a non-breaking hyphen', (id) => id.replaceAll('-', '\u2011').replaceAll('_', '\uff3f')],
  ['a fullwidth slash', (id) => id.replace('/', '\uff0f').replace('_', '\u203f')],
];

describe.each(LOOKALIKES)('an id with %s is another id', (_what, written) => {
  const differs = (id: string) => written(id) !== id;
  test.each<[string, string, (id: string) => object]>([
    ['moonshotai/kimi-k3', '/v1/rankings', (id) => ({ ...WEIGHED, candidates: { models: [id] } })],
    ['anthropic/claude-sonnet-5@anthropic', '/v1/rankings', (id) => ({ ...WEIGHED, candidates: { offers: [id] } })],
    ['together-does-not-matter', '/v1/rankings', (id) => ({ ...WEIGHED, sources: { only: [id] } })],
    ['context_window_tokens', '/v1/rankings', (id) => ({ require: { [id]: { known: true } } })],
    ['context_window', '/v1/rankings', (id) => ({ prefer: { weights: { [id]: 1 } } })],
    ['coding-agent', '/v1/rankings', (id) => ({ prefer: { profile: id } })],
    ['deepseek/deepseek-v3.1', '/v1/comparisons', (id) => ({ models: ['meta/llama-4-scout', id] })],
    ['context_window', '/v1/comparisons', (id) => ({ models: ['meta/llama-4-scout', 'deepseek/deepseek-v3.1'], attributes: [id] })],
  ])('%s in %s', async (id, url, body) => {
    if (!differs(id)) return;
    const { status, places, body: said } = await refused(url, JSON.stringify(body(written(id))));
    expect([400, 422], said).toContain(status);
    expect(places.length, said).toBeGreaterThan(0);
  });

  test.each([
    ['/v1/providers/', 'openrouter'],
    ['/v1/attributes/', 'context_window'],
    ['/v1/profiles/', 'coding-agent'],
    ['/v1/models/moonshotai/', 'kimi-k3'],
    ['/v1/offers?provider=', 'openrouter'],
    ['/v1/offers?model=', 'moonshotai/kimi-k3'],
    ['/v1/claims?attribute=', 'context_window'],
    ['/v1/claims?subject=', 'moonshotai/kimi-k3'],
  ])('%s%s', async (url, id) => {
    const at = (name: string) => service.app.inject(url + encodeURIComponent(name));
    expect((await at(id)).statusCode).toBe(200);
    if (!differs(id)) return;
    const { statusCode, body } = await at(written(id));
    // a filter by what is not there may be an empty page
    if (statusCode === 200) expect([url, JSON.parse(body).items]).toEqual([url, []]);
    else expect([400, 404]).toContain(statusCode);
  });
});
