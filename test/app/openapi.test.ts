import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { smallApp } from './small-app.ts';

type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: { $ref?: string; name: string; in: string; example?: unknown }[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { example?: unknown; schema: object }> }>;
};

let text: string;
let operations: [string, string, Operation][];
const routes: { method: string; url: string; documented: boolean; body?: z.ZodType; answer?: z.ZodType }[] = [];

beforeAll(async () => {
  const app = smallApp();
  app.addHook('onRoute', ({ method, url, schema }) => {
    const answers = schema?.response as Record<number, z.ZodType> | undefined;
    const answer = answers?.[200] ?? answers?.[201];
    const body = schema?.body as z.ZodType | undefined;
    const documented = schema?.operationId !== undefined;
    if (method !== 'HEAD') routes.push({ method: String(method), url, documented, ...(body && { body }), ...(answer && { answer }) });
  });
  text = (await app.inject('/openapi.json')).body;
  const { paths } = JSON.parse(text);
  operations = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
  );
});

test('the committed document is the one that is served (npm run openapi writes it)', () => {
  expect(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')).toBe(text);
});

test('the document has every route, and the routes are all in the document', () => {
  const documented = operations.map(([method, path]) => `${method.toUpperCase()} ${path}`).sort();
  const served = routes.filter((route) => route.documented).map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(documented).toEqual(served.sort());
  const hidden = routes.filter((route) => !route.documented).map(({ url }) => url);
  expect(hidden.filter((url) => !url.startsWith('/docs'))).toEqual([]);
});

test('every operation has an id of its own, one tag, a summary, a description and its problems', () => {
  expect(new Set(operations.map(([, , { operationId }]) => operationId)).size).toBe(operations.length);
  for (const [method, path, operation] of operations) {
    expect(operation.tags).toHaveLength(1);
    expect(operation.summary.length).toBeGreaterThan(5);
    expect(operation.description.length).toBeGreaterThan(20);
    const statuses = Object.keys(operation.responses);
    expect(statuses).toEqual(expect.arrayContaining(['400', '406', '431', '500', '503', ...(method === 'post' ? ['413', '415'] : [])]));
    expect(statuses.some((status) => status === '200' || status === '201')).toBe(true);
    if (path.includes('{')) expect(statuses).toContain('404');
  }
});

function exampleOf({ responses }: Operation): unknown {
  const content = (responses['200'] ?? responses['201'])?.content;
  return (content?.['application/json'] ?? content?.['text/plain'])?.example;
}

test('every example is what its schema takes', () => {
  const faults = operations.flatMap(([method, path, operation]) => {
    const route = routes.find((one) => one.method === method.toUpperCase() && one.url.replaceAll(/:(\w+)/g, '{$1}') === path);
    const example = exampleOf(operation);
    const request = operation.requestBody?.content['application/json']?.example;
    const answered = route?.answer?.safeParse(example);
    const asked = operation.requestBody ? route?.body?.safeParse(request) : undefined;
    return [...(answered?.error?.issues ?? []), ...(asked?.error?.issues ?? [])].map((issue) => ({ path, issue }));
  });
  expect(faults).toEqual([]);
  expect(operations.filter(([, , operation]) => exampleOf(operation) === undefined)).toEqual([]);
});

test('nothing in the document is defined in vain, and nothing is missing', () => {
  const document = JSON.parse(text);
  const used = new Set([...text.matchAll(/"\$ref": "#\/components\/(\w+)\/([\w-]+)"/g)].map(([, kind, name]) => `${kind}/${name}`));
  for (const [, , { security }] of operations) for (const name of security.flatMap(Object.keys)) used.add(`securitySchemes/${name}`);
  const defined = Object.entries(document.components as Record<string, object>).flatMap(([kind, entries]) =>
    Object.keys(entries).map((name) => `${kind}/${name}`),
  );
  expect(defined.sort()).toEqual([...used].sort());
});

test('every page of a collection documents the Link to the next', () => {
  const paged = operations.filter(([, , { parameters }]) => parameters.some(({ name }) => name === 'cursor'));
  expect(paged.length).toBeGreaterThan(10);
  expect(paged.filter(([, , { responses }]) => !('Link' in (responses['200'] as { headers: object }).headers))).toEqual([]);
});

test.each([
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', true],
  ['8e03978e-40d5-43dd-bc93-6894a57f9324', true],
  [`"${'a'.repeat(255)}"`, true],
  ['a'.repeat(256), false],
  ['""', false],
  ['two, keys', false],
])('the Idempotency-Key that the document describes is the one that is taken: %s', async (key, taken) => {
  const { pattern, maxLength } = JSON.parse(text).components.parameters.IdempotencyKey.schema;
  expect(key.length <= maxLength && new RegExp(pattern, 'u').test(key)).toBe(taken);
  const url = '/v1/decisions/imports';
  const answer = await smallApp().inject({ method: 'POST', url, payload: {}, headers: { 'idempotency-key': key } });
  const refused = answer.json().errors.some(({ parameter }: { parameter?: string }) => parameter === 'Idempotency-Key');
  expect(refused).toBe(!taken);
});

test('a number of a revision is documented as far as it is read', async () => {
  const { maximum } = JSON.parse(text).paths['/v1/decisions'].get.parameters.find(
    ({ name }: { name: string }) => name === 'catalog_revision',
  ).schema;
  const known = await smallApp().inject(`/v1/catalog/revisions/${maximum}`);
  const beyond = await smallApp().inject(`/v1/catalog/revisions/${maximum + 1}`);
  expect([known.statusCode, beyond.statusCode]).toEqual([404, 400]);
});
