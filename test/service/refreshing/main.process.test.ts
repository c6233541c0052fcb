import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededFile } from '../../support/processes/changing-app.ts';
import { portOf, run } from '../../support/processes/service-process.ts';
import { temporaryFolder } from '../../support/processes/temporary-database.ts';

/** Every name leads to the loopback, which is no public address: no test of ours asks a server of others. */
function withoutNames(): string {
  const file = join(temporaryFolder(), 'without-names.mjs');
  writeFileSync(
    file,
    `import dns from 'node:dns';
     import { syncBuiltinESMExports } from 'node:module';
     dns.lookup = (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
     syncBuiltinESMExports();`,
  );
  return `--import=${file}`;
}

test('the service refreshes the feeds of its settings, says in log, metrics and doctor what became of it, and ends in good order', async () => {
  const env = { DATABASE_FILE: seededFile(), FEEDS: 'models-dev-models,litellm', FEED_REFRESH_HOURS: '24' };
  const before = run('cli/doctor.ts', env);
  await before.ended;
  expect(before.out()).toMatch(/^ok +feeds +models-dev-models: never refreshed$/m);

  const service = run('main.ts', { ...env, PORT: '0', NODE_OPTIONS: withoutNames() });
  const base = `http://127.0.0.1:${await portOf(service)}`;
  const metric = async (name: string, feed: string) => {
    const text = await (await fetch(`${base}/metrics`)).text();
    return new RegExp(`^${name}\\{feed="${feed}"\\} (\\S+)$`, 'm').exec(text)?.[1];
  };
  for (const feed of ['models-dev-models', 'litellm'])
    await expect.poll(() => metric('choose_if_feed_failures', feed), { timeout: 20_000 }).toBe('1');
  expect(await metric('choose_if_feed_age_seconds', 'litellm')).toBe('Nan');
  expect((await fetch(`${base}/readyz`)).status).toBe(200);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  expect(service.err()).toBe('');
  const warned = service
    .out()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'a feed cannot be refreshed; it is tried again');
  expect(warned).toMatchObject([
    { feed: 'models-dev-models', failures: 1, error: expect.stringContaining('models.dev leads to 127.0.0.1, not to a public address') },
    { feed: 'litellm', failures: 1 },
  ]);

  const after = run('cli/doctor.ts', env);
  expect(await after.ended).toBe(0);
  expect(after.out()).toMatch(/^warn +feeds +litellm: never refreshed; failed once since, at last: .*not to a public address/m);
}, 120_000);

test.each([
  [{ FEEDS: 'litellm' }, /^warn +feeds +FEEDS is set but FEED_REFRESH_HOURS is 0/m],
  [{ FEED_REFRESH_HOURS: '24' }, /^warn +feeds +FEED_REFRESH_HOURS is set but FEEDS names none/m],
  [{}, /^ok +feeds +the service refreshes no feed/m],
])(
  'of %j the doctor says that no feed is refreshed',
  async (env, said) => {
    const doctor = run('cli/doctor.ts', { DATABASE_FILE: join(temporaryFolder(), 'none.sqlite'), ...env });
    expect(await doctor.ended).toBe(0);
    expect(doctor.out()).toMatch(said);
  },
  60_000,
);
