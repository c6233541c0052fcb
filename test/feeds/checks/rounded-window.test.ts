import { expect, test } from 'vitest';
import { roundedWindow } from '../../../src/feeds/checks/rounded-window.ts';
import { entry, rowOf } from './checked-row.ts';

const beside = (window: number, exact: number) =>
  roundedWindow.find(rowOf([entry('context_window', window)], { others: { context_window: exact } }));

test.each([
  [1_000_000, 1_048_576],
  [1_000_000, 1_047_576],
  [128_000, 131_072],
  [1_050_000, 1_048_576],
])('%i beside %i is rounded', (window, exact) => {
  expect(beside(window, exact)).toMatchObject([{ detail: `${window} here, ${exact} by other`, amend: { qualifier: 'approximately' } }]);
});

test.each([
  ['exact itself', 1_048_576, 1_047_576],
  ['beside another round one', 1_000_000, 1_050_000],
  ['of another size', 1_000_000, 262_144],
  ['just too far from it', 950_000, 1_000_001],
])('a window that is %s is in order', (_what, window, exact) => {
  expect(beside(window, exact)).toEqual([]);
});

test('a bound is not marked again, and a limit of output is no window', () => {
  const others = { context_window: 1_048_576, max_output_tokens: 65_536 };
  const entries = [entry('context_window', 1_000_000, { qualifier: 'at_least' }), entry('max_output_tokens', 64_000)];
  expect(roundedWindow.find(rowOf(entries, { others }))).toEqual([]);
});
