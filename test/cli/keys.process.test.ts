import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { portOf, run } from '../support/processes/service-process.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

async function keys(folder: string, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const cli = run('cli/keys.ts', { DATABASE_FILE: join(folder, 'keys.sqlite') }, args);
  const code = await cli.ended;
  return { code, out: cli.out(), err: cli.err() };
}

test('a key made in another process opens the running service, ends when that process revokes it, and is in no log and no file', async () => {
  const folder = temporaryFolder();
  const bootstrap = 'for-the-first-set-up-only';
  const env = { DATABASE_FILE: join(folder, 'keys.sqlite'), PORT: '0', AUTH: 'required', BOOTSTRAP_KEY: bootstrap, LOG_LEVEL: 'trace' };
  const service = run('main.ts', env);
  const port = await portOf(service);
  const status = async (secret?: string) =>
    (
      await fetch(`http://127.0.0.1:${port}/v1/models?limit=1`, {
        headers: { connection: 'close', ...(secret !== undefined && { authorization: `Bearer ${secret}` }) },
      })
    ).status;
  expect([await status(), await status(bootstrap), await status('nobody-knows-this-one')]).toEqual([401, 200, 401]);

  const added = await keys(folder, 'add', 'ci', '--scope', 'read', '--scope', 'catalog:write');
  expect(added.code).toBe(0);
  const secret = added.out.trim();
  expect(secret).toMatch(/^cif_[A-Za-z0-9_-]{43}$/);
  expect(await status(secret)).toBe(200);

  const listed = await keys(folder, 'list');
  expect(listed.out).toMatch(/^key_[0-9a-f]{16}\tci\tlive\tread catalog:write\t2\S+Z\t-\t-$/m);
  expect(listed.out).not.toContain(secret.slice(4));

  expect((await keys(folder, 'revoke', 'ci')).code).toBe(0);
  expect(await status(secret)).toBe(401);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  const log = service.out();
  expect(log).toContain('"caller":"bootstrap"');
  expect(log).toContain('"caller":"ci"');
  for (const given of [secret, bootstrap, 'nobody-knows-this-one']) {
    expect(log + service.err()).not.toContain(given);
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'latin1')).not.toContain(given);
  }
});

test.each([
  [[], 2, /nothing to do\nusage/],
  [['add', 'x', '--scope', 'everything'], 2, /there is no scope everything\nusage/],
  [['add', 'x', '--scope', 'read', '--expires', 'tomorrow'], 2, /tomorrow is no day/],
  [['add', 'x'], 1, /at least one scope of: read, decisions:write, catalog:write/],
  [['add', 'x', '--scope', 'read', '--expires', '2020-01-01'], 1, /expired already/],
  [['revoke', 'nobody'], 1, /there is no live key nobody/],
  [['list', '--all'], 2, /usage/],
] as const)('keys %j ends with %i and says why', async (args, code, reason) => {
  const said = await keys(temporaryFolder(), ...args);
  expect([said.code, said.out]).toEqual([code, '']);
  expect(said.err).toMatch(reason);
});
