import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { createLogger } from '../../src/logging.ts';
import { KEY, type WholeApp, wholeApp } from '../fuzz/whole-app.ts';

const MARK = 'injected-7f3a';
const STRINGS: readonly string[] = [
  `'; DROP TABLE claim; --${MARK}`,
  `" OR 1=1 --${MARK}`,
  `x' UNION SELECT secret FROM key --${MARK}`,
  `${MARK}%' OR '%'='`,
  `../../../../etc/passwd${MARK}`,
  `..\\..\\windows\\${MARK}`,
  `%2e%2e%2f${MARK}`,
  `file:///etc/passwd#${MARK}`,
  `a\r\nX-Injected: ${MARK}`,
  `a\r\n\r\nHTTP/1.1 200 OK\r\nX-Injected: ${MARK}`,
  `a\nSet-Cookie: ${MARK}=1`,
  `a\u0000${MARK}`,
  `\u560a\u560dX-Injected: ${MARK}`,
  `{{7*7}}${MARK}`,
  `\${7*7}${MARK}`,
  `<%= 7*7 %>${MARK}`,
  `\${jndi:ldap://example.com/${MARK}}`,
  `%s%s%n%d%j%o${MARK}`,
  `$(id)${MARK}`,
  `\`id\`;${MARK}`,
  `<script>alert('${MARK}')</script>`,
  `=HYPERLINK("http://example.com/${MARK}")`,
  `*)(uid=*${MARK}`,
  `{"$gt":"${MARK}"}`,
];

/** What these keep, they keep as it is; they may add rows. */
const KEEPS = ['/v1/decisions', '/v1/catalog/claims', '/v1/catalog/imports'];

type Parameter = { readonly name: string; readonly in: 'path' | 'query' | 'header' };
type Operation = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly parameters: Parameter[];
  readonly body: unknown;
};

const resolved = (part: object): Parameter =>
  '$ref' in part
    ? ((document.components.parameters as Record<string, unknown>)[String(part.$ref).split('/').at(-1) ?? ''] as Parameter)
    : (part as Parameter);

const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, { parameters?: object[]; requestBody?: { content: Record<string, { example?: unknown }> } }>).map(
    ([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      parameters: parameters.map(resolved),
      body: requestBody?.content['application/json']?.example ?? null,
    }),
  ),
);
const NAMED = OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);

const lines: string[] = [];
let service: WholeApp;
beforeAll(async () => {
  service = await wholeApp({ logger: createLogger('trace', { write: (line: string) => lines.push(line) }) });
}, 60_000);
afterAll(() => service.close());

/** Every table with all of its rows. */
function tables(): string {
  const names = service.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all() as string[];
  return JSON.stringify(names.map((name) => [name, service.db.prepare(`SELECT * FROM "${name}"`).all()]));
}

const filled = (path: string, value: string) => path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(value));

function ask(
  { method, body, path }: Operation,
  { url = filled(path, 'x'), headers = {}, payload = body }: { url?: string; headers?: Record<string, string>; payload?: unknown },
): Promise<LightMyRequestResponse> {
  return service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${KEY}`, ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
    ...(method === 'POST' && { payload: JSON.stringify(payload ?? {}) }),
  });
}

function harmless({ statusCode, headers, body }: LightMyRequestResponse, label: string): void {
  expect(statusCode, `${label} ${body.slice(0, 300)}`).toBeLessThan(500);
  expect(Object.keys(headers), label).not.toContain('x-injected');
  // what is not taken is not said again
  expect(JSON.stringify(headers), label).not.toContain(MARK);
}

/** The body with one of its strings made another, for every string in it. */
function* withEach(value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') yield text;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value))
    for (const changed of withEach(part, text))
      yield Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
}

describe.each(NAMED)('%s', (name, operation) => {
  test('takes no parameter for anything but a text', async () => {
    const before = tables();
    for (const text of STRINGS) {
      for (const { name: parameter, in: place } of operation.parameters) {
        const label = `${name} ${place} ${parameter} ${JSON.stringify(text)}`;
        if (place === 'path') {
          const url = operation.path.replace(`{${parameter}}`, encodeURIComponent(text)).replaceAll(/\{\w+\}/g, 'x');
          const answer = await ask(operation, { url });
          harmless(answer, label);
          expect(answer.statusCode, label).toBeGreaterThanOrEqual(400);
        }
        if (place === 'query')
          harmless(
            await ask(operation, { url: `${filled(operation.path, 'x')}?${parameter}=${encodeURIComponent(text)}`, payload: {} }),
            label,
          );
      }
      const unknown = `${filled(operation.path, 'x')}?${encodeURIComponent(text)}=${encodeURIComponent(text)}`;
      harmless(await ask(operation, { url: unknown, payload: {} }), `${name} ${unknown}`);
    }
    expect(tables() === before, 'the tables are as they were').toBe(true);
  }, 120_000);

  test('sends back no header that could not stand in one', async () => {
    for (const text of STRINGS.filter((one) => /^[\x20-\x7e]+$/.test(one)))
      for (const header of [
        'x-request-id',
        'if-none-match',
        'accept',
        'traceparent',
        'origin',
        'accept-language',
        'host',
        'forwarded',
        'x-forwarded-host',
      ])
        harmless(await ask(operation, { headers: { [header]: text }, payload: {} }), `${name} ${header} ${text}`);
  }, 120_000);

  // an operation without a body has none to write into
  test.each(operation.method === 'POST' && operation.body !== null ? [operation] : [])(
    'takes no text of a body for anything but a text',
    async () => {
      const before = tables();
      for (const text of STRINGS.filter((_, i) => i % 3 === 0 || i === 8)) {
        // each that is kept makes a revision
        let left = operation.path.startsWith('/v1/catalog/') ? 4 : 25;
        for (const payload of withEach(operation.body, text)) {
          if (left-- === 0) break;
          harmless(await ask(operation, { payload }), `${name} ${JSON.stringify(payload).slice(0, 400)}`);
        }
      }
      const after = tables();
      if (!KEEPS.some((prefix) => operation.path.startsWith(prefix))) expect(after === before, 'the tables are as they were').toBe(true);
      const rows = (dump: string) =>
        Object.fromEntries((JSON.parse(dump) as [string, unknown[]][]).map(([table, all]) => [table, all.length]));
      const [were, are] = [rows(before), rows(after)];
      expect(Object.keys(are)).toEqual(Object.keys(were));
      for (const [table, count] of Object.entries(were)) expect([table, (are[table] as number) >= count]).toEqual([table, true]);
    },
    240_000,
  );
});

test('no line of the log holds a key, a body, a query or a header', async () => {
  lines.length = 0;
  for (const operation of OPERATIONS) {
    const url = `${filled(operation.path, 'x')}`;
    for (const authorization of [`Bearer ${KEY}`, 'Bearer secret-wrong-key', 'Basic secret-basic', 'secret-bare'])
      for (const payload of [
        operation.body,
        { note: 'secret-note', context: 'secret-context' },
        { title: 'secret-title', ranking: { require: { 'secret-name': {} } } },
      ])
        await ask(operation, {
          url: `${url}?q=secret-query&cursor=secret-cursor`,
          headers: {
            authorization,
            'idempotency-key': '"secret-idempotency"',
            cookie: 'a=secret-cookie',
            'x-api-key': 'secret-api-key',
            'if-none-match': '"secret-tag"',
            referer: 'http://secret-referer',
          },
          payload,
        });
    await ask(operation, {
      url,
      headers: { 'idempotency-key': '"secret-idempotency"' },
      payload: { ...(operation.body as object), title: 'secret-title', context: 'secret-context' },
    });
  }
  for (const body of ['{"note":"secret-broken', '{"secret-key":1,"secret-key":2}', '{"x":"secret-lone\\ud800"}'])
    await service.app.inject({
      method: 'POST',
      url: '/v1/rankings',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      payload: body,
    });
  expect(lines.length).toBeGreaterThan(OPERATIONS.length * 10);
  expect(lines.filter((line) => line.includes('secret') || line.includes(KEY))).toEqual([]);
}, 120_000);
