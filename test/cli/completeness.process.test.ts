import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Completeness } from '../../src/catalog/completeness/completeness.ts';
import { completenessText } from '../../src/cli/completeness-text.ts';
import { seededFile } from '../support/processes/changing-app.ts';
import { run } from '../support/processes/service-process.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

async function said(program: string, args: readonly string[], env: Record<string, string> = {}) {
  const process = run(program, env, args);
  const code = await process.ended;
  return { code, out: process.out(), err: process.err() };
}

test('completeness exits with 0 where every floor is met and with 1 where one is not, and --json has the same', {
  timeout: 60_000,
}, async () => {
  const { code, out } = await said('cli/completeness.ts', ['--json']);
  const found: Completeness = JSON.parse(out);
  expect(code).toBe(found.met ? 0 : 1);
  expect(found.fresh[0]?.on).toBe('2026-11-28');
  // in ten years every price is older than it may be, but for those that have no day
  const late = await said('cli/completeness.ts', ['--on', '2036-11-28']);
  expect(late.code).toBe(1);
  expect(late.out).toMatch(/below +\d\.\d% +90\.0% {2}Prices in date on 2036-11-28/);
});

test('completeness --database is of what the database has', { timeout: 60_000 }, async () => {
  const database = seededFile();
  const { code, out } = await said('cli/completeness.ts', ['--database', '--json'], { DATABASE_FILE: database });
  expect([code === 0, JSON.parse(out).known.length > 20]).toEqual([JSON.parse(out).met, true]);
});

test('a day that does not exist is a wrong use', { timeout: 60_000 }, async () => {
  const { code, err } = await said('cli/completeness.ts', ['--on', '2026-02-30']);
  expect([code, err]).toEqual([2, expect.stringContaining('--on takes a day that exists')]);
});

test('the table says what is below first, and who lacks what', () => {
  const floor = { of: 'models' as const, needs: [], subjects: 4, not_found_counted: 1, not_found: ['lab/c'], undeclared: ['wndow'] };
  const text = completenessText({
    met: false,
    known: [
      { ...floor, id: 'a', title: 'Window', known: 4, share: 1, at_least: 1, met: true, missing: [], not_found: [], undeclared: [] },
      { ...floor, id: 'b', title: 'Licence', known: 2, share: 0.75, at_least: 0.95, met: false, missing: ['lab/d'] },
    ],
    fresh: [],
  });
  expect(text.split('\n')).toEqual([
    '        share   floor  what',
    'below   75.0%   95.0%  Licence (2 of 4 models, 1 not found (1 count))',
    '                       no such attribute: wndow',
    '                       lacking: lab/d',
    'ok     100.0%  100.0%  Window (4 of 4 models)',
    '',
    '1 of 2 floors are not met.',
    '',
  ]);
});

test('catalog gaps writes a file that catalog import takes once it is filled in, and never over one', { timeout: 120_000 }, async () => {
  const env = { DATABASE_FILE: seededFile() };
  const file = join(temporaryFolder(), 'gaps.json');
  const gaps = await said('cli/catalog.ts', ['gaps', '--limit', '3', '--out', file], env);
  expect([gaps.code, gaps.out]).toEqual([0, expect.stringContaining(`npm run catalog -- import claims-json ${file}`)]);
  const { claims } = JSON.parse(readFileSync(file, 'utf8'));
  expect(claims).toHaveLength(3);

  const again = await said('cli/catalog.ts', ['gaps', '--out', file], env);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('EEXIST')]);
  expect(JSON.parse(readFileSync(file, 'utf8')).claims).toEqual(claims);

  writeFileSync(
    file,
    JSON.stringify({
      claims: [
        { ...claims[0], value_status: 'not_found', source: { ...claims[0].source, title: 'Trust center', locator: 'https://a.example' } },
      ],
    }),
  );
  const imported = await said('cli/catalog.ts', ['import', 'claims-json', file, '--json', '--as-of', '2026-11-28'], env);
  expect([imported.code, JSON.parse(imported.out)]).toMatchObject([0, { accepted: 1, revision: 2 }]);
});

test('catalog gaps refuses a limit that is none, and leaves no file', { timeout: 60_000 }, async () => {
  const file = join(temporaryFolder(), 'gaps.csv');
  const { code, err } = await said('cli/catalog.ts', ['gaps', '--limit', '0', '--out', file], { DATABASE_FILE: seededFile() });
  expect([code, err]).toEqual([2, expect.stringContaining('--limit takes a whole number')]);
  expect(existsSync(file)).toBe(false);
});
