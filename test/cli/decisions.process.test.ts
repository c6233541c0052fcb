import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NOW } from '../service/seeding/small-seed.ts';
import { newClaim } from '../support/catalogs/new-claim.ts';
import { run } from '../support/processes/service-process.ts';
import { newDatabase, temporaryFolder } from '../support/processes/temporary-database.ts';
import { decide, SCOUT, service } from '../support/requests/decided.ts';

async function decisions(file: string, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const cli = run('cli/decisions.ts', { DATABASE_FILE: file }, args);
  const code = await cli.ended;
  return { code, out: cli.out(), err: cli.err() };
}

async function kept() {
  const file = join(temporaryFolder(), 'decisions.sqlite');
  const db = newDatabase(file);
  const { app } = service(db);
  const accepted = async (title: string, ranking?: object) => {
    const id = await decide(app, title, ranking);
    await app.inject({ method: 'POST', url: `/v1/decisions/${id}/events`, payload: { status: 'accepted' } });
    return id;
  };
  return { file, db, app, accepted };
}

test('check ends with 0 while the accepted decisions hold, and with 1 and the reason when one no longer does', async () => {
  const { file, db, app, accepted } = await kept();
  const window = await accepted('Longest window');
  const price = await accepted('Cheapest', { prefer: { weights: { price_input: 1 } } });
  const proposed = await decide(app, 'Only proposed');
  const holds = await decisions(file, 'check', '--severity', 'info', '--as-of', '2026-11-23');
  expect(holds).toEqual({ code: 0, out: 'accepted decisions checked: 2 (2 none); failing: 0\n', err: '' });

  newClaim(db, { subject: SCOUT, attribute: 'context_window', value: 100_000, source: 'meta-card' }, NOW);
  newClaim(db, { subject: `${SCOUT}@groq`, attribute: 'price_input', value: 0.2, source: 'groq-prices' }, NOW);
  const drifted = await decisions(file, 'check', '--severity', 'warning', '--as-of', '2026-11-23');
  expect(drifted.code).toBe(1);
  expect(drifted.out).toContain(
    `${price} "Cheapest", chosen: ${SCOUT}@groq: warning\n  catalog 1 as of 2026-11-23 -> 3 as of 2026-11-23\n`,
  );
  expect(drifted.out).toMatch(/^ {2}warning price_changed meta\/llama-4-scout@groq price_input: 0\.11 -> 0\.2 \[clm_\S+ clm_\S+\]$/m);
  expect(drifted.out).toContain(`${window} "Longest window", chosen: ${SCOUT}@self-hosted:int4: warning\n`);
  expect(drifted.out).toMatch(/accepted decisions checked: 2 \(2 warning\); failing: 2\n$/);
  expect(drifted.out).not.toContain(proposed);

  // neither is critical, which is what counts where nothing else is said
  expect((await decisions(file, 'check', '--as-of', '2026-11-23')).code).toBe(0);

  const json = JSON.parse((await decisions(file, 'check', '--severity', 'warning', '--json', '--as-of', '2026-11-23')).out);
  expect(json).toMatchObject({ checked: 2, failing: 2, severity: 'warning', as_of: '2026-11-23' });
  expect(json.decisions.map(({ id }: { id: string }) => id).sort()).toEqual([window, price].sort());
  expect(json.decisions[0].drift.changes.length).toBeGreaterThan(0);
});

test('list has every decision, show has one of them whole', async () => {
  const { file, app, accepted } = await kept();
  const first = await accepted('Longest window');
  const second = await decide(app, 'Another');
  const listed = await decisions(file, 'list');
  const lines = listed.out.trimEnd().split('\n');
  expect(lines[0]).toBe('id\tstatus\tcreated\towner\tchosen\ttitle');
  const rows = lines.slice(1).map((line) => line.split('\t').filter((_, i) => i !== 2));
  const chosen = `${SCOUT}@self-hosted:int4`;
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(
    expect.arrayContaining([
      [first, 'accepted', '-', chosen, 'Longest window'],
      [second, 'proposed', '-', chosen, 'Another'],
    ]),
  );
  const shown = await decisions(file, 'show', first);
  expect(JSON.parse(shown.out)).toEqual((await app.inject(`/v1/decisions/${first}`)).json());
});

test.each([
  [[], 2, /nothing to do\nusage/],
  [['check', '--severity', 'grave'], 2, /there is no severity grave\nusage/],
  [['check', '--severity', 'none'], 2, /there is no severity none/],
  [['check', '--as-of', '2026-02-30'], 2, /2026-02-30 is no day/],
  [['check', 'everything'], 2, /not understood/],
  [['list', '--json'], 2, /not understood/],
  [['show', 'dec_1'], 3, /there is no decision dec_1/],
] as const)('decisions %j ends with %i and says why', async (args, code, reason) => {
  const said = await decisions(join(temporaryFolder(), 'none.sqlite'), ...args);
  expect([said.code, said.out]).toEqual([code, '']);
  expect(said.err).toMatch(reason);
});
