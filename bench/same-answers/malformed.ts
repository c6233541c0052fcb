import fc from 'fast-check';
import { broken } from '../../test/fuzz/broken.ts';
import { KEY } from './checkout.ts';
import type { Answer, Question, Session } from './session.ts';
import { posting, rankings } from './stored.ts';

/** What is to be refused, and how a refusal reads: the same bytes, as both are given the same request id. */

type Bodies = Readonly<Record<'rankings' | 'comparisons' | 'analyses', readonly object[]>>;

const [RANKING, LIST] = ['/v1/rankings', '/v1/models'];
const BEARER = { authorization: `Bearer ${KEY}` };
const KIND = 'malformed';

/** Valid bodies with one place of each made something else. */
export function brokenBodies(valid: Bodies, count: number, seed: number): Question[] {
  return Object.entries(valid).flatMap(([resource, bodies], i) => {
    const made = fc.sample(
      fc.constantFrom(...bodies).chain((body) => broken(body)),
      { numRuns: count, seed: seed + i },
    );
    return made.map(({ value }) => posting('malformed bodies', `/v1/${resource}`, value));
  });
}

/** Bytes that are no JSON, or JSON that readers do not read alike. */
function spoilt(): Question[] {
  const whole = JSON.stringify({ require: { open_weights: { is: true } } });
  const texts = ['', ' ', whole.slice(0, 20), `${whole}x`, '{"a":1,"a":2}', '{"__proto__":{"a":1}}', '{"a":1e999}', '{"a":"\\ud800"}'];
  const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
  const bytes = [Buffer.from([0x22, 0xc3, 0x28, 0x22]), Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from(whole)])];
  return [...texts, deep, 'null', '[]', '"text"', '7', ...bytes].map((body) => ({ kind: KIND, method: 'POST', path: RANKING, body }));
}

const MISSPELT = [
  { require: { context_windw: { at_least: 1 } } },
  { require: { context_window: { atleast: 1 } } },
  { require: { context_window: { at_least: 2, at_most: 1 } }, prefer: { weights: { codin: 1 } } },
  { prefer: { weights: { coding: 0 } } },
  { prefer: { weights: { coding: 1 }, order: ['coding'] } },
  { prefer: { profile: 'coding-agnt' } },
  { require: { monthly_cost: { at_most: 1 } } },
  { prefer: { weights: { license: 1 } } },
  { candidates: { models: ['meta/llama-4-scot'], providers: ['grok'] }, require: {} },
  { require: { languages: { all_of: ['not a tag'], none_of: ['not a tag'] } } },
  { require: {}, view: 'all', sources: { only: ['openrouter'] } },
  { require: {}, revision: 999 },
  { require: {}, workload: { requests_per_month: 1, input_tokens: 1, output_tokens: 1, cached_input_share: 1, cache_write_share: 1 } },
  { require: {}, deployment: { gpu: 'h100', context: 1, concurrency: 1 } },
  { prefer: { pairwise: { criteria: ['coding', 'gpqa_diamond'], matrix: [[1, 2], [2]] } } },
  { scales: { coding: { worst: 1, best: 1 } }, require: {} },
  {},
];

function addresses(): Question[] {
  const get = (path: string, headers = {}): Question => ({ kind: KIND, method: 'GET', path, headers });
  const queries = ['limit=0', 'limit=101', 'limit=x', 'limit=1&limit=2', 'cursor=abc', 'nothing=1', 'kind=none', 'open_weights=maybe'];
  const paths = [
    ...queries.map((query) => `${LIST}?${query}`),
    ...['/v1', '/v1/', '/v1/nothing', '/v1/models/meta', '/v1/models/meta/none', '/v1/models/Meta/Llama', '/v1/models/meta/%zz'],
    ...['/v1/claims/clm_0', '/v1/claims/clm_0123456789abcdef', '/v1/attributes/none', '/v1/sources/none', '/v1/providers/none'],
    ...['/v1/licenses/none', '/v1/profiles/none', '/v1/verdicts/none', '/problems/none', '/v1/decisions/none', '/v1/decisions/none/drift'],
    ...['/v1/catalog/revisions/0', '/v1/catalog/revisions/999', '/v1/catalog/revisions/x', '/v1/catalog/revisions/1/changes?since=1'],
    ...['/v1/models/meta/llama-4-scout?as_of=2026-02-30', '/v1/models/meta/llama-4-scout/hardware', '/v1//models', '/V1/models'],
    `/v1/attributes/${'a'.repeat(3000)}`,
  ];
  return [
    ...paths.map((path) => get(path)),
    get(LIST, { accept: 'text/html' }),
    get(LIST, { accept: 'application/json;q=0, */*;q=0.1' }),
    get(LIST, { 'if-none-match': '*' }),
    get(LIST, { authorization: 'Bearer a-key-that-is-not-known' }),
    get(LIST, { authorization: 'Basic abc' }),
    get('/v1/catalog/parked'),
    get('/v1/catalog/parked', BEARER),
  ];
}

function methods(): Question[] {
  const body = '{"require":{}}';
  return [
    { kind: KIND, method: 'GET', path: RANKING },
    { kind: KIND, method: 'PUT', path: RANKING, body },
    { kind: KIND, method: 'DELETE', path: LIST },
    { kind: KIND, method: 'POST', path: LIST, body },
    { kind: KIND, method: 'OPTIONS', path: RANKING },
    { kind: KIND, method: 'OPTIONS', path: LIST, headers: { origin: 'https://example.com', 'access-control-request-method': 'GET' } },
    { kind: KIND, method: 'HEAD', path: LIST },
    { kind: KIND, method: 'HEAD', path: '/v1/models/meta/none' },
    { kind: KIND, method: 'POST', path: RANKING, body, headers: { 'content-type': 'text/plain' } },
    { kind: KIND, method: 'POST', path: RANKING, body, headers: { 'content-type': 'application/json; charset=latin1' } },
    { kind: KIND, method: 'POST', path: RANKING, body, headers: { 'content-encoding': 'gzip' } },
    { kind: KIND, method: 'POST', path: `${RANKING}?limit=1`, body },
    { kind: KIND, method: 'POST', path: '/v1/catalog/claims', body: '{"claims":[]}' },
  ];
}

export async function askMalformed({ ask }: Session): Promise<void> {
  for (const question of [...spoilt(), ...rankings(KIND, MISSPELT), ...addresses(), ...methods()]) await ask(question);
  // what one was given before, it need not be given again; and a cursor is of one list
  const { headers, body } = (await ask({ kind: KIND, method: 'GET', path: `${LIST}?limit=5` }))[0];
  await ask({ kind: KIND, method: 'GET', path: `${LIST}?limit=5`, headers: { 'if-none-match': headerOf(headers, 'etag') } });
  const { next } = JSON.parse(body.toString()) as { next: string };
  for (const path of [`/v1/offers?cursor=${next}`, `${LIST}?vendor=meta&cursor=${next}`, `${LIST}?cursor=${next}x`])
    await ask({ kind: KIND, method: 'GET', path });
}

function headerOf(headers: Answer['headers'], name: string): string {
  const at = headers.findIndex((header, i) => i % 2 === 0 && header.toLowerCase() === name);
  return headers[at + 1] ?? '';
}
