import { expect, test } from 'vitest';
import { BODY_LIMITS } from '../../src/body-limits.ts';
import { badRequest, impossible, PROBLEM_SLUGS, PROBLEMS, Problem, refusal } from '../../src/problems.ts';
import { smallApp } from './small-app.ts';

test('the table in code, the pages and the document name the same problem types', async () => {
  const app = smallApp();
  const listed = (await app.inject('/problems')).json().items.map((entry: { type: string }) => entry.type);
  expect(listed).toEqual(PROBLEM_SLUGS.map((slug) => `/problems/${slug}`));
  const { components } = (await app.inject('/openapi.json')).json();
  const documented = Object.values(components.responses).flatMap((response) =>
    Object.keys((response as { content?: Record<string, { examples: object }> }).content?.['application/problem+json']?.examples ?? {}),
  );
  // 405 belongs to a path, and OpenAPI describes operations: no operation has it.
  expect(documented.sort()).toEqual(PROBLEM_SLUGS.filter((slug) => slug !== 'method-not-allowed').sort());
  for (const slug of PROBLEM_SLUGS) {
    const page = await app.inject({ url: `/problems/${slug}`, headers: { accept: 'text/html' } });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain(PROBLEMS[slug].title);
    expect((await app.inject({ url: `/problems/${slug}`, headers: { accept: 'application/json' } })).json()).toEqual({
      type: `/problems/${slug}`,
      status: PROBLEMS[slug].status,
      title: PROBLEMS[slug].title,
      description: PROBLEMS[slug].page,
    });
  }
  expect((await app.inject('/problems/no-such')).statusCode).toBe(404);
});

test.each([
  ['GET', '/nope', {}, 404, 'not-found'],
  ['GET', '/v1/models/acme/none', {}, 404, 'not-found'],
  ['GET', '/v1/models/%zz', {}, 400, 'malformed-request'],
  ['GET', '/v1/models?limit=x', {}, 400, 'invalid-request'],
  ['GET', '/v1/models', { accept: 'application/xml' }, 406, 'not-acceptable'],
  ['POST', '/v1/models', { 'content-type': 'text/plain' }, 405, 'method-not-allowed'],
  ['GET', `/v1/models/${'a'.repeat(400)}/b`, {}, 414, 'uri-too-long'],
] as const)('%s %s %j is a problem document of its type', async (method, url, headers, status, slug) => {
  const answer = await smallApp().inject({ method, url, headers });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  const problem = Problem.parse(answer.json());
  expect(problem).toMatchObject({ type: `/problems/${slug}`, status, title: PROBLEMS[slug].title });
  expect(problem.instance).toBe(`/requests/${answer.headers['x-request-id']}`);
});

test('nothing of a request, a path or a stack is in a problem', async () => {
  const app = smallApp();
  app.after(() => {
    app.get('/broken', async () => {
      throw new Error('SELECT secret FROM /etc/passwd');
    });
  });
  const broken = await app.inject('/broken');
  expect(broken.statusCode).toBe(500);
  expect(Problem.parse(broken.json()).detail).toBe(PROBLEMS['internal-error'].detail);
  const unknown = await app.inject('/v1/<script>alert(1)</script>?q=secret');
  expect(unknown.body).not.toMatch(/script|secret/);
});

test('400 and 422 list every fault, up to a hundred', async () => {
  const app = smallApp();
  const fault = { pointer: '#/a', code: 'x', detail: 'y' };
  app.after(() => {
    app.get('/bad', async () => {
      throw badRequest([fault, { ...fault, nearest: ['b'] }]);
    });
    app.get('/impossible', async () => {
      throw impossible(Array.from({ length: 10_000 }, () => fault));
    });
    app.get('/closed', async () => {
      throw refusal('unavailable');
    });
  });
  expect((await app.inject('/bad')).json()).toMatchObject({
    status: 400,
    detail: '2 faults; each is listed.',
    errors: [fault, { nearest: ['b'] }],
  });
  const many = (await app.inject('/impossible')).json();
  expect(many).toMatchObject({ status: 422, detail: '10000 faults; the first 100 are listed.' });
  expect(many.errors).toHaveLength(100);
  const closed = await app.inject('/closed');
  expect([closed.statusCode, closed.headers['retry-after']]).toEqual([503, '1']);
});

test('while the service is not ready, everything but health and documents is 503', async () => {
  const app = smallApp({ ready: () => false });
  for (const url of ['/readyz', '/v1/models', '/v1/claims/clm_01', '/v1/profiles']) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode, answer.headers['retry-after'], answer.headers['cache-control']]).toEqual([url, 503, '1', 'no-store']);
    expect(Problem.parse(answer.json()).type).toBe('/problems/unavailable');
  }
  for (const url of ['/livez', '/openapi.json', '/problems']) expect((await app.inject(url)).statusCode).toBe(200);
});

test('the page on large bodies names every operation that takes more, and each of them has its limit', () => {
  const { page } = PROBLEMS['content-too-large'];
  expect(page).toBe(
    'A request body may have at most 256 KiB (262,144 bytes); of POST /v1/analyses and POST /v1/catalog/claims 2 MiB, of POST /v1/decisions/imports 4 MiB, of POST /v1/catalog/imports 64 MiB.',
  );
  const limits = new Map<string, number | undefined>();
  const app = smallApp();
  app.addHook('onRoute', ({ method, url, bodyLimit }) => {
    limits.set(`${method} ${url}`, bodyLimit);
  });
  return app.ready().then(() => {
    const { any: _, ...larger } = BODY_LIMITS;
    for (const [operation, bytes] of Object.entries(larger)) expect([operation, limits.get(operation)]).toEqual([operation, bytes]);
    expect([...limits.values()].filter((limit) => limit !== undefined)).toHaveLength(Object.keys(larger).length);
  });
});
