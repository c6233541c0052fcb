import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../src/caller.ts';
import type { AccessControl } from '../../src/http/access.ts';
import type { App } from '../../src/http/deps.ts';
import { createLogger } from '../../src/logging.ts';
import { Problem } from '../../src/problems.ts';
import { smallApp } from './small-app.ts';

const KEYS: Readonly<Record<string, Caller>> = {
  'reads-only': { name: 'reader', scopes: ['read'] },
  'decides-only': { name: 'decider', scopes: ['decisions:write'] },
  'writes-only': { name: 'curator', scopes: ['catalog:write'] },
};
const guarded = (auth: AccessControl['auth']) => smallApp({ access: { auth, callerOf: (secret) => KEYS[secret] ?? null } });
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

type Documented = { security: Record<string, string[]>[]; responses: object };
type Operation = { method: 'GET' | 'POST'; url: string; scopes: string[]; open: boolean; keyless: boolean; statuses: string[] };

/** Every operation of the document: whom it says that it answers. */
async function operationsOf(app: App): Promise<Operation[]> {
  const { paths } = (await app.inject('/openapi.json')).json() as { paths: Record<string, Record<string, Documented>> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { security, responses }]) => ({
      method: method.toUpperCase() as 'GET',
      url: path.replaceAll(/\{\w+\}/g, 'x'),
      scopes: security.flatMap((one) => one.ApiKey ?? []),
      open: security.every((one) => one.ApiKey === undefined),
      keyless: security.some((one) => one.ApiKey === undefined),
      statuses: Object.keys(responses),
    })),
  );
}

const ask = (app: App, { method, url }: Operation, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers, ...(method === 'POST' && { payload: {} }) });

describe.each(['open', 'required'] as const)('AUTH=%s', (auth) => {
  test('every operation asks for a key, or does not, as the document says', async () => {
    const app = guarded(auth);
    const operations = await operationsOf(app);
    expect(operations.length).toBeGreaterThan(20);
    for (const operation of operations) {
      const { method, url, scopes, open, keyless, statuses } = operation;
      const status = async (headers?: Record<string, string>) => (await ask(app, operation, headers)).statusCode;
      const refused = [401, 403];
      const asks = !open && (auth === 'required' || !keyless);
      const label = `${method} ${url}`;
      expect([label, (await status()) === 401]).toEqual([label, asks]);
      expect([label, (await status(bearer('wrong'))) === 401]).toEqual([label, !open]);
      expect([label, statuses.includes('401'), statuses.includes('403')]).toEqual([label, !open, !open]);
      for (const [secret, caller] of Object.entries(KEYS)) {
        const holds = scopes.every((scope) => caller.scopes.some((own) => own === scope));
        const given = await status(bearer(secret));
        expect([label, secret, given === 403, given === 401]).toEqual([label, secret, asks && !holds, false]);
        if (!asks || holds) expect(refused).not.toContain(given);
      }
    }
  });

  test('health and documents take no key, and the documentation page loads', async () => {
    const app = guarded(auth);
    for (const url of [
      '/livez',
      '/readyz',
      '/problems',
      '/problems/unauthenticated',
      '/openapi.json',
      '/docs',
      '/docs/static/swagger-ui-bundle.js',
    ])
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200]);
  });

  test('a method other than GET that nobody gave a rule needs catalog:write', async () => {
    const app = guarded(auth);
    app.after(() => {
      app.post('/forgotten', async () => ({}));
    });
    const status = async (headers: Record<string, string>) => (await app.inject({ method: 'POST', url: '/forgotten', headers })).statusCode;
    expect([await status({}), await status(bearer('reads-only')), await status(bearer('writes-only'))]).toEqual([401, 403, 200]);
  });
});

test('without a key the challenge is bare; a bad one is an invalid token; a lesser one names the scope', async () => {
  const app = guarded('required');
  const answer = async (headers: Record<string, string> = {}) => {
    const { statusCode, headers: sent, body } = await app.inject({ url: '/v1/models', headers });
    return [statusCode, sent['www-authenticate'], Problem.parse(JSON.parse(body))];
  };
  expect(await answer()).toEqual([401, 'Bearer realm="ChooseIf"', expect.objectContaining({ type: '/problems/unauthenticated' })]);
  expect((await answer(bearer('wrong'))).slice(0, 2)).toEqual([401, 'Bearer realm="ChooseIf", error="invalid_token"']);
  expect(await answer(bearer('writes-only'))).toEqual([
    403,
    'Bearer realm="ChooseIf", error="insufficient_scope", scope="read"',
    expect.objectContaining({ type: '/problems/forbidden', detail: 'The key lacks the scope `read`.' }),
  ]);
});

test.each([
  ['another scheme', 'Basic cmVhZHMtb25seTo='],
  ['no scheme', 'reads-only'],
  ['no key', 'Bearer'],
  ['an empty header', ''],
  ['two keys', 'Bearer reads-only, Bearer reads-only'],
  ['a key in quotes', 'Bearer "reads-only"'],
  ['something after the key', 'Bearer reads-only now'],
  ['a key longer than any', `Bearer ${'x'.repeat(600)}`],
])('%s is a wrong key, also where none is needed', async (_what, authorization) => {
  for (const auth of ['open', 'required'] as const)
    expect((await guarded(auth).inject({ url: '/v1/models', headers: { authorization } })).statusCode).toBe(401);
});

test('the scheme is taken in any case', async () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR'])
    expect((await guarded('required').inject({ url: '/v1/models', headers: { authorization: `${scheme} reads-only` } })).statusCode).toBe(
      200,
    );
});

test('a second Authorization header is refused, whichever of the two is right', async () => {
  const app = guarded('required');
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = ['Host', 'a', 'Authorization', 'Bearer reads-only', 'Authorization', 'Bearer reads-only'];
    const sent = request({ port, host: '127.0.0.1', path: '/v1/models', headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
  expect(status).toBe(401);
  await app.close();
});

test('what needed a key is not for shared caches; what did not still is', async () => {
  const cached = async (auth: AccessControl['auth'], headers: Record<string, string>, url = '/v1/models') =>
    (await guarded(auth).inject({ url, headers })).headers['cache-control'];
  expect(await cached('required', bearer('reads-only'))).toMatch(/^private, /);
  expect(await cached('open', {})).toMatch(/^public, /);
  expect(await cached('required', {}, '/problems')).toMatch(/^public, /);
});

test('the request line names the caller and never the key', async () => {
  const lines: string[] = [];
  const app = smallApp({
    access: { auth: 'required', callerOf: (secret) => KEYS[secret] ?? null },
    logger: createLogger('trace', { write: (line: string) => lines.push(line) }),
  });
  await app.inject({ url: '/v1/models', headers: bearer('reads-only') });
  await app.inject({ url: '/v1/models', headers: bearer('a-wrong-secret') });
  await app.inject('/v1/models');
  expect(lines.map((line) => JSON.parse(line)).map(({ status, caller }) => [status, caller])).toEqual([
    [200, 'reader'],
    [401, undefined],
    [401, undefined],
  ]);
  expect(lines.join('')).not.toMatch(/reads-only|a-wrong-secret/);
});
