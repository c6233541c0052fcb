import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { PROBLEM_SLUGS } from '../../src/problems.ts';
import { type Arbitrary, arbitraries, type Schema } from './arbitrary.ts';
import { broken } from './broken.ts';
import { rankingRequests } from './ranking-request.ts';
import { RUNS, SEED } from './runs.ts';
import { KEY, wholeApp } from './whole-app.ts';

const options = { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 600_000 };

const CLAIM = {
  subject: 'meta/llama-4-scout@groq',
  attribute: 'price_input',
  unit: 'USD per 1M tokens',
  as_of: '2026-11-20',
  source: { title: 'Our contract', locator: 'annex B' },
};

type Parameter = { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly required?: boolean; readonly schema: Schema };
type Operation = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  readonly example: unknown;
  readonly responses: Readonly<
    Record<string, { readonly headers?: object; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
};
type Sent = {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
};

const resolved = <T>(part: T | { readonly $ref: string }): T => {
  if (typeof part !== 'object' || part === null || !('$ref' in part)) return part as T;
  const [, , kind = '', name = ''] = part.$ref.split('/');
  return (document.components as unknown as Record<string, Record<string, T>>)[kind]?.[name] as T;
};

const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Record<string, unknown>>).map(([method, operation]) => {
    const content = (operation.requestBody as { content: Record<string, { schema: Schema; example?: unknown }> } | undefined)?.content[
      'application/json'
    ];
    const responses = Object.entries(operation.responses as Record<string, Operation['responses'][string]>);
    return {
      method: method.toUpperCase() as Operation['method'],
      path,
      parameters: (operation.parameters as Parameter[]).map(resolved<Parameter>),
      body: content?.schema ?? null,
      example: content?.example,
      responses: Object.fromEntries(responses.map(([status, response]) => [status, resolved(response)])),
    };
  }),
);

let service: Awaited<ReturnType<typeof wholeApp>>;
let values: Arbitrary;
/** For the parts of a path, what is there, by the path and the part. */
let pools: Record<string, readonly string[]>;
let ajv: Ajv2020;
const reached = new Map<string, Set<number>>();

beforeAll(async () => {
  service = await wholeApp();
  const { app, catalog } = service;
  const post = async (url: string, payload: object) =>
    (await app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${KEY}` } })).json();
  // as events end some of them, there are many
  const decisions: { id: string }[] = [];
  for (let i = 0; i < 30; i++)
    decisions.push(await post('/v1/decisions', { title: `For the fuzz ${i}`, ranking: { prefer: { weights: { context_window: 1 } } } }));
  const decision = decisions[0] as { id: string };
  const watch = await post(`/v1/decisions/${decision.id}/watches`, { url: 'https://hooks.example.com/x' });
  const current = catalog();
  const names = [
    decision.id,
    watch.id,
    ...['2026-11-23', 'verified'],
    ...[
      current.attributes,
      current.models,
      current.families,
      current.offers,
      current.providers,
      current.sources,
      current.licenses,
      current.profiles,
      current.groups,
      current.gpus,
      current.verdicts,
    ].flatMap((known) => [...known.keys()]),
    ...[...current.claims.keys()].slice(0, 50),
  ];
  values = arbitraries(document.components.schemas as unknown as Record<string, Schema>, names);
  const ids = (known: ReadonlyMap<string, unknown>) => [...known.keys()];
  pools = {
    '/v1/decisions/{id}/watches/{watch}': [decision.id],
    '/v1/decisions/{id}': decisions.map(({ id }) => id),
    '/v1/verdicts/{id}': ids(current.verdicts),
    '/v1/providers/{id}': ids(current.providers),
    '/v1/sources/{id}': ids(current.sources),
    '/v1/claims/{id}': ids(current.claims).slice(0, 50),
    '/v1/attributes/{id}': ids(current.attributes),
    '/v1/licenses/{id}': ids(current.licenses),
    '/v1/profiles/{id}': ids(current.profiles),
    '/problems/{slug}': PROBLEM_SLUGS,
    '/v1/catalog/revisions/{number}': ['1'],
    '/v1/models/{vendor}/{slug}': ids(current.models),
    watch: [watch.id],
  };
  ajv = new Ajv2020({ strict: false, allErrors: false, formats: { int64: true } });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', components: document.components });
}, 60_000);
afterAll(() => service.close());

const validators = new Map<Schema, ValidateFunction>();
function fits(schema: Schema, value: unknown): true | string {
  const known =
    validators.get(schema) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')));
  validators.set(schema, known);
  return known(value) ? true : JSON.stringify(known.errors?.slice(0, 3));
}

function sentTo({ parameters, body, example, path, method }: Operation): fc.Arbitrary<Sent> {
  const of = (place: Parameter['in']) => {
    // a cursor is opaque: what it may be no schema can say
    const own = parameters.filter((parameter) => parameter.in === place && parameter.name !== 'cursor');
    return fc.record(
      Object.fromEntries(
        own.map(({ name, schema }) => [name, name === 'If-None-Match' ? fc.constantFrom('*', '"other"', 'W/"another"') : values(schema)]),
      ),
      {
        requiredKeys: own.filter(({ required }) => required).map(({ name }) => name) as never[],
      },
    ) as fc.Arbitrary<Record<string, unknown>>;
  };
  const own = Object.keys(pools).find((prefix) => path.startsWith(prefix));
  const there = fc.constantFrom(...(own === undefined ? [''] : (pools[own] as string[]))).map((id) => {
    const [vendor, slug] = id.split('/');
    return path.includes('{vendor}') ? { vendor, slug } : { id, slug: id, number: id, watch: pools.watch?.[0] };
  });
  const ranked = rankingRequests(service.catalog());
  const meaningful: Record<string, fc.Arbitrary<unknown>> = {
    '/v1/rankings': ranked,
    '/v1/catalog/imports': fc.integer({ min: 1, max: 1000 }).map((cents) => ({ claims: [{ ...CLAIM, value: cents / 100 }] })),
    '/v1/decisions': ranked.map((ranking) => ({ title: 'Fuzzed', ranking })),
  };
  const bodies =
    body === null
      ? []
      : [
          values(body),
          ...(example === undefined ? [] : [fc.constant(example)]),
          ...(method === 'POST' && meaningful[path] ? [meaningful[path]] : []),
        ];
  const query = path === '/v1/catalog/imports' ? fc.oneof(of('query'), fc.constant({ format: 'claims-json' })) : of('query');
  return fc.record({
    path: own === undefined ? of('path') : fc.oneof({ weight: 5, arbitrary: there }, { weight: 1, arbitrary: of('path') }),
    query,
    headers: of('header').map((headers) =>
      Object.fromEntries(Object.entries(headers).filter(([, value]) => FIELD_VALUE.test(String(value)))),
    ),
    ...(bodies.length > 0 ? { body: fc.oneof(...bodies) } : {}),
  }) as fc.Arbitrary<Sent>;
}

/** What a client can send as it is (RFC 9110 §5.5). */
const FIELD_VALUE = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

async function send(
  { method, path }: Operation,
  { path: given, query, headers, body }: Sent,
  bytes?: Buffer,
): Promise<LightMyRequestResponse> {
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(given[name])));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return service.app.inject({
    method,
    url: search === '' ? url : `${url}?${search}`,
    headers: { authorization: `Bearer ${KEY}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { payload: bytes ?? JSON.stringify(body) }),
  });
}

/** Documented for where they are sent: with a quota, where another page follows, at a replay. */
const NOT_ALWAYS = ['ratelimit', 'ratelimit-policy', 'link', 'idempotency-replayed'];
/** What every HTTP service sends, and no document of operations names. */
const OF_HTTP = ['content-type', 'content-length', 'date', 'connection', 'x-content-type-options', 'content-security-policy'];

/** What every answer owes to the document. */
function judged({ method, path, responses }: Operation, sent: unknown, answer: LightMyRequestResponse): void {
  const { statusCode, headers, body } = answer;
  const label = `${method} ${path} ${JSON.stringify(sent).slice(0, 1500)} -> ${statusCode} ${body.slice(0, 300)}`;
  const seen = reached.get(`${method} ${path}`) ?? new Set();
  reached.set(`${method} ${path}`, seen.add(statusCode));
  expect(statusCode, label).toBeLessThan(500);
  const documented = responses[String(statusCode)];
  expect(documented, label).toBeDefined();
  const named = Object.keys(documented?.headers ?? {}).map((name) => name.toLowerCase());
  expect(
    named.filter((name) => headers[name] === undefined && !NOT_ALWAYS.includes(name)),
    label,
  ).toEqual([]);
  expect(
    Object.keys(headers).filter((name) => !named.includes(name) && !OF_HTTP.includes(name)),
    label,
  ).toEqual([]);
  if (body === '') return;
  const type = String(headers['content-type']).split(';')[0] as string;
  expect(Object.keys(documented?.content ?? {}), label).toContain(type);
  const schema = documented?.content?.[type]?.schema;
  if (!schema || !type.endsWith('json')) return;
  const value = JSON.parse(body);
  expect(fits(schema, value), label).toBe(true);
  if (statusCode < 400) return;
  expect(
    PROBLEM_SLUGS.map((slug) => `/problems/${slug}`),
    label,
  ).toContain(value.type);
  expect([value.status, value.instance], label).toEqual([statusCode, `/requests/${headers['x-request-id']}`]);
}

const NO_VALUES = ['', ' ', '-1', '1.5', '0', '99999999999', 'Not One Of', '2026-02-30', 'a'.repeat(2000), '\u0000', '../..', 'é\u202e'];

/** A body cut short, with a control character in it, and whole texts in place of it. */
const SPOILT: readonly ((bytes: Buffer, at: number) => Buffer)[] = [
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), bytes.subarray(at)]),
  () => Buffer.from([0x22, 0xc3, 0x28, 0x22]),
  () => Buffer.from('{"a":1,"a":2}'),
  () => Buffer.from('{"__proto__":{"a":1}}'),
  () => Buffer.from(`${'['.repeat(40)}${']'.repeat(40)}`),
  () => Buffer.from('{"a":1e999}'),
  () => Buffer.from('{"a":"\\ud800"}'),
];

describe.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))('%s', (_name, operation) => {
  test('answers whatever fits the document as the document says', async () => {
    await fc.assert(
      fc.asyncProperty(sentTo(operation), async (sent) => {
        const answer = await send(operation, sent);
        judged(operation, sent, answer);
        if (answer.statusCode !== 400) return;
        // what a schema cannot say: whether the parts of a matrix fit each other, whether one revision is before another
        const { errors = [] } = answer.json() as { errors?: { parameter?: string; code: string }[] };
        const beyondSchemas = operation.path === '/v1/analyses' || errors.every(({ parameter }) => parameter === 'since');
        expect(beyondSchemas, `400 for what fits the document: ${JSON.stringify(sent).slice(0, 1500)} ${answer.body}`).toBe(true);
      }),
      options,
    );
  }, 900_000);

  const takesBody = operation.body !== null && Object.keys(operation.body).length > 0;
  test.each(takesBody ? [operation.body as Schema] : [])(
    'refuses a body with one place broken, and points to it',
    async (schema) => {
      await fc.assert(
        fc.asyncProperty(
          sentTo(operation).chain((sent) =>
            broken(sent.body).map(({ value, path }) => ({ sent: { ...sent, headers: {}, body: value }, path })),
          ),
          async ({ sent, path }) => {
            const answer = await send(operation, sent);
            judged(operation, sent, answer);
            if (fits(schema, sent.body) === true || answer.statusCode === 404) return;
            const { statusCode } = answer;
            const label = `${JSON.stringify(sent).slice(0, 1500)} -> ${statusCode} ${answer.body.slice(0, 500)}`;
            expect([400, 422], label).toContain(statusCode);
            const { errors = [] } = answer.json() as { errors?: { pointer?: string; parameter?: string }[] };
            expect(errors.length, label).toBeGreaterThan(0);
            for (const error of errors) expect(error.pointer ?? error.parameter, label).toBeDefined();
            const places = errors.map(({ pointer = '#' }) => decodeURIComponent(pointer));
            const at = `#${path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
            // a fault is reported where it is, or at the part that it spoils
            expect(
              places.some((place) => at.startsWith(place) || place.startsWith(at)),
              `${at} in ${label}`,
            ).toBe(true);
          },
        ),
        options,
      );
    },
    900_000,
  );

  test('refuses a parameter that it does not have, by name', async () => {
    await fc.assert(
      fc.asyncProperty(sentTo(operation), async (sent) => {
        const answer = await send(operation, { ...sent, query: { ...sent.query, not_a_parameter: '1' } });
        judged(operation, sent, answer);
        // health, metrics and documents take what probes add
        if (!operation.path.startsWith('/v1/')) return;
        const { errors = [] } = answer.json() as { errors?: { parameter?: string }[] };
        expect([answer.statusCode, errors.map(({ parameter }) => parameter)]).toEqual([400, expect.arrayContaining(['not_a_parameter'])]);
      }),
      { ...options, numRuns: Math.min(RUNS, 5) },
    );
  }, 900_000);

  const queried = operation.parameters.filter((parameter) => parameter.in === 'query');
  test.each(queried.length > 0 ? [queried] : [])(
    'refuses a parameter that is none, by name',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          sentTo(operation),
          fc.constantFrom(...queried),
          fc.constantFrom(...NO_VALUES),
          async (sent, { name, schema }, value) => {
            const read = schema.type === 'integer' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
            if (fits(schema, read) === true && name !== 'cursor') return;
            const needed = Object.entries(sent.query).filter(([other]) => queried.some((one) => one.name === other && one.required));
            const answer = await send(operation, { ...sent, headers: {}, query: { ...Object.fromEntries(needed), [name]: value } });
            judged(operation, sent, answer);
            // whose parts there are is asked for after the parameters, but for cursors
            if (answer.statusCode === 404 && name === 'cursor') return;
            const { errors = [] } = answer.json() as { errors?: { parameter?: string }[] };
            const label = `${name}=${value} -> ${answer.body.slice(0, 500)}`;
            expect(answer.statusCode, label).toBe(400);
            expect(
              errors.map(({ parameter }) => parameter),
              label,
            ).toContain(name);
          },
        ),
        options,
      );
    },
    900_000,
  );

  test.each(operation.body !== null && operation.path !== '/v1/catalog/imports' ? [operation] : [])(
    'refuses bytes that are no JSON or can be read in two ways',
    async () => {
      await fc.assert(
        fc.asyncProperty(sentTo(operation), fc.nat(), fc.constantFrom(...SPOILT), async (sent, place, spoil) => {
          const bytes = Buffer.from(JSON.stringify(sent.body));
          const answer = await send(operation, { ...sent, headers: {} }, spoil(bytes, place % bytes.length));
          judged(operation, sent, answer);
          expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining('/problems/malformed-json')]);
        }),
        options,
      );
    },
    900_000,
  );
});

test('every operation was answered as asked at least once', () => {
  const without = OPERATIONS.filter(({ method, path }) => ![...(reached.get(`${method} ${path}`) ?? [])].some((status) => status < 300));
  expect(without.map(({ method, path }) => `${method} ${path} ${[...(reached.get(`${method} ${path}`) ?? [])]}`)).toEqual([]);
});
