import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'test/cases/README.md',
  ...globSync('docs/**/*.md', { cwd: ROOT }),
];
/** Figures of earlier code, which name its paths. */
const OF_THEIR_DAY = [
  'docs/mutation-testing.md',
  'docs/testing.md',
  'docs/performance.md',
  'docs/decisions/0024-rooms-by-step.md',
  'CHANGELOG.md',
];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** Placeholders (`<name>`) and patterns stand for files that a reader makes. */
const isPath = (text: string) => !/[<>*{}]/.test(text);

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  test('links to what is there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target as string);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
  });

  test('names scripts that package.json has', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  if (OF_THEIR_DAY.includes(page)) return;

  test('names files and folders that exist', () => {
    const named = [...text.matchAll(/`((?:src|test|bench|db|docs|ops|openapi)\/[^`\s]*)`/g)].map(([, path]) => path as string);
    expect(named.filter((path) => isPath(path) && !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

test('every test that docs/api-checklist.md names is there', () => {
  const rows = read('docs/api-checklist.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').at(-2) ?? '');
  const folders = globSync('test/*/', { cwd: ROOT }).map((folder) => folder.split('/')[1]);
  const named = rows.flatMap((cell) => [...cell.matchAll(/\b([a-z-]+)\/([a-z0-9/.-]*[a-z0-9])/g)]);
  const paths = named.filter(([, folder]) => folders.includes(folder)).map(([path]) => path);
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => !existsSync(join(ROOT, 'test', `${path}.test.ts`)))).toEqual([]);
});

test('every decision is in the index under its own title', () => {
  const index = read('docs/decisions/README.md');
  const pages = globSync('docs/decisions/0*.md', { cwd: ROOT });
  expect(pages.length).toBeGreaterThan(20);
  for (const page of pages) {
    const [, number, title] = /^# (\d{4}) (.+)$/m.exec(read(page)) ?? [];
    expect(page).toContain(`/${number}-`);
    const row = index.split('\n').find((line) => line.startsWith(`| [${number}]`));
    expect(row?.split('|')[2]?.trim()).toBe(title);
  }
});

test('numbers of decisions have no gap that the index does not explain', () => {
  const numbers = [...read('docs/decisions/README.md').matchAll(/^\| \[?(\d{4})/gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});
