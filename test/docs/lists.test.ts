import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../src/config.ts';
import { OPERATOR_LIST } from '../../src/ranking/gate/operators/operators.ts';
import { METHODS } from '../../src/scoring/methods/registry.ts';

const read = (page: string) => readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
/** The first cells of the rows of all tables. */
const firstCells = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] as string);

test('every setting has a row in docs/operations.md', () => {
  const cells = firstCells(read('docs/operations.md'));
  for (const key of CONFIG_KEYS) expect([key, cells.some((cell) => cell.includes(`\`${key}\``))]).toEqual([key, true]);
});

test('docs/asking.md has a row for each operator and for nothing else, and names every method', () => {
  const page = read('docs/asking.md');
  expect(firstCells(page).map((cell) => cell.trim())).toEqual(OPERATOR_LIST.map(({ name }) => `\`${name}\``));
  for (const { name } of METHODS) expect(page).toContain(`\`${name}\``);
});
