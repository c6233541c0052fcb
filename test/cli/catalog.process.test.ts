import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { contentHash, listRevisions } from '../../src/store/sqlite/revisions.ts';
import { seededFile } from '../support/processes/changing-app.ts';
import { run } from '../support/processes/service-process.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

const claim = (value: unknown, over: object = {}) => ({
  subject: 'meta/llama-4-scout@groq',
  attribute: 'price_input',
  value,
  as_of: '2026-11-20',
  source: { title: 'Order form 117', locator: 'contracts/117.pdf' },
  ...over,
});

function fileOf(content: string | object, name = 'feed.json'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function catalog(database: string, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const process = run('cli/catalog.ts', { DATABASE_FILE: database }, args);
  return { code: await process.ended, out: process.out(), err: process.err() };
}

function revisionsOf(database: string) {
  const db = openDatabase(database);
  try {
    return listRevisions(db);
  } finally {
    db.close();
  }
}

test('an import with --json prints one object and nothing else; the same again changes nothing', { timeout: 120_000 }, async () => {
  const database = seededFile();
  const file = fileOf({ claims: [claim(0.07), claim('cheap'), claim(1, { subject: 'acme/none@groq' })] });
  const dry = await catalog(database, 'import', 'claims-json', file, '--json', '--dry-run');
  expect([dry.code, JSON.parse(dry.out)]).toMatchObject([0, { changes: { new: 1 }, revision: null }]);
  expect(revisionsOf(database)).toHaveLength(1);

  const first = await catalog(database, 'import', 'claims-json', file, '--json', '--author', 'alice');
  expect([first.code, first.err]).toEqual([0, '']);
  const { details, ...report } = JSON.parse(first.out);
  expect(report).toEqual({
    format: 'claims-json',
    rows: 3,
    accepted: 1,
    parked: 1,
    rejected: 1,
    changes: { new: 1, changed: 0, gone: 0 },
    unchanged: 0,
    confirmed: 0,
    disagreements: 1,
    checks: [],
    revision: 2,
  });
  expect(details).toMatchObject({
    rejected: [{ row: '/claims/1', code: 'bad_value' }],
    parked: [{ row: '/claims/2', code: 'unknown_subject' }],
  });
  expect(revisionsOf(database)[0]).toMatchObject({ number: 2, origin: 'operator', author: 'alice' });

  const again = await catalog(database, 'import', 'claims-json', file);
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('Nothing changed: no new revision.')]);
  expect(revisionsOf(database)).toHaveLength(2);
});

test('without --json a reviewer reads what is new, changed and rejected, and who disagrees', { timeout: 120_000 }, async () => {
  const database = seededFile();
  await catalog(database, 'import', 'claims-json', fileOf({ claims: [claim(0.07)] }));
  const { out } = await catalog(
    database,
    'import',
    'claims-json',
    fileOf({ claims: [claim(0.05), claim('\u001b[31mcheap', { attribute: 'price_output' })] }),
    '--dry-run',
  );
  expect(out).toContain('claims-json: 2 rows: 1 accepted, 0 parked, 1 rejected');
  expect(out).toContain('~ meta/llama-4-scout@groq  price_input: 0.07 -> 0.05');
  expect(out).toMatch(/! \/claims\/1 {2}bad_value/);
  expect(out).toMatch(/\? meta\/llama-4-scout@groq {2}price_input: 0\.05 here, 0\.11 by /);
  expect(out).toContain('Dry run: nothing was written.');
  expect(out).not.toContain('\u001b');
});

test('an alias is added, listed and removed, and parked rows are listed', { timeout: 120_000 }, async () => {
  const database = seededFile();
  expect(await catalog(database, 'alias', 'add', 'openrouter', 'acme/scout', 'meta/llama-4-scout:fast')).toMatchObject({
    code: 0,
    out: 'Revision 2.\n',
  });
  expect((await catalog(database, 'alias', 'list', 'openrouter')).out).toContain(
    'openrouter  model  acme/scout = meta/llama-4-scout:fast\n',
  );
  expect(await catalog(database, 'alias', 'remove', 'openrouter', 'acme/scout')).toMatchObject({ code: 0, out: 'Revision 3.\n' });
  expect(await catalog(database, 'alias', 'remove', 'openrouter', 'acme/scout')).toMatchObject({ code: 1, out: '' });
  await catalog(database, 'import', 'claims-json', fileOf({ claims: [claim(1, { subject: 'acme/none@groq' })] }));
  expect((await catalog(database, 'parked', 'claims-json')).out).toContain('acme/none@groq');
});

test.each([
  ['no command', [], 2, /a command is missing/],
  ['an unknown command', ['exprot'], 2, /no command exprot/],
  ['an unknown format', ['import', 'rumours', 'x'], 2, /import takes a format: models-dev/],
  ['no file', ['import', 'openrouter'], 2, /one file or URL/],
  ['an unknown option', ['import', 'openrouter', 'x', '--force'], 2, /--force/],
  ['a day that does not exist', ['import', 'openrouter', 'x', '--as-of', '2026-02-30'], 2, /--as-of/],
  ['a file of a feed without its day', ['import', 'openrouter', 'x.json'], 2, /a file of a feed needs its day: add --as-of YYYY-MM-DD/],
  ['a file that is not there', ['import', 'openrouter', '/nowhere/feed.json', '--as-of', '2026-11-20'], 1, /no file \/nowhere\/feed\.json/],
  ['a host that is not on the list', ['import', 'openrouter', 'https://example.com/feed.json'], 1, /not on the list of hosts/],
  ['a URL that is not https', ['import', 'openrouter', 'http://openrouter.ai/api/v1/models'], 1, /only https/],
])('%s ends with its code and one line of reason, and no stack', { timeout: 60_000 }, async (_what, args, code, reason) => {
  const answer = await catalog(seededFile(), ...args);
  expect(answer).toMatchObject({ code, out: '', err: expect.stringMatching(reason) });
  expect(answer.err).not.toMatch(/\n\s+at /);
});

test('a broken file is refused with its reason, and nothing is changed', { timeout: 60_000 }, async () => {
  const database = seededFile();
  const answer = await catalog(database, 'import', 'openrouter', fileOf('{"data": [{"id": "a'), '--json', '--as-of', '2026-11-20');
  expect(answer).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^choose-if catalog: broken_feed: /) });
  expect(revisionsOf(database)).toHaveLength(1);
});

test('two imports at once both arrive, one after the other', { timeout: 120_000 }, async () => {
  const database = seededFile();
  const outcomes = await Promise.all(
    ['price_input', 'price_output'].map((attribute) =>
      catalog(database, 'import', 'claims-json', fileOf({ claims: [claim(0.01, { attribute })] }), '--json'),
    ),
  );
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
  expect(outcomes.map(({ out }) => JSON.parse(out).revision).sort()).toEqual([2, 3]);
  const db = openDatabase(database);
  expect(contentHash(db, 3)).toBe(listRevisions(db)[0]?.hash);
  expect(db.prepare("SELECT count(*) FROM claims WHERE origin = 'operator' AND retired_in IS NULL").pluck().get()).toBe(2);
  db.close();
});

test('on a machine without a database it makes one, seeded', { timeout: 120_000 }, async () => {
  const database = join(temporaryFolder(), 'new/catalog.sqlite');
  const answer = await catalog(database, 'import', 'claims-json', fileOf({ claims: [claim(0.07)] }), '--json');
  expect([answer.code, JSON.parse(answer.out).revision]).toEqual([0, 2]);
  expect(revisionsOf(database).map(({ origin }) => origin)).toEqual(['operator', 'seed']);
});
