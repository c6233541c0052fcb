import { expect, test } from 'vitest';
import { orderOfDates } from '../../../src/feeds/checks/order-of-dates.ts';
import { entry, rowOf } from './checked-row.ts';

test('a model that knows of days after its release: both dates are marked, as nobody can tell which is wrong', () => {
  const entries = [entry('release_date', '2024-01-25'), entry('knowledge_cutoff', '2024-04-10')];
  const detail = 'release_date 2024-01-25 is before knowledge_cutoff 2024-04-10';
  expect(orderOfDates.find(rowOf(entries))).toEqual([
    { entry: entries[1], detail, amend: { confidence: 'low' } },
    { entry: entries[0], detail, amend: { confidence: 'low' } },
  ]);
});

test.each([
  ['a month of knowledge in which it was released', '2025-12-09', '2025-12-31', 0],
  ['a month of knowledge after its release', '2025-11-30', '2025-12-31', 2],
  ['a day of knowledge after its release', '2025-12-09', '2025-12-30', 2],
  ['the same day', '2025-12-09', '2025-12-09', 0],
])('%s', (_what, released, cutoff, marks) => {
  const entries = [entry('release_date', released), entry('knowledge_cutoff', cutoff)];
  expect(orderOfDates.find(rowOf(entries))).toHaveLength(marks);
});

test('what another source says of the model counts; then only the date of the row is marked', () => {
  const released = entry('release_date', '2025-03-01');
  expect(orderOfDates.find(rowOf([released], { others: { announcement_date: '2025-04-05' } }))).toEqual([
    { entry: released, detail: 'release_date 2025-03-01 is before announcement_date 2025-04-05', amend: { confidence: 'low' } },
  ]);
  expect(
    orderOfDates.find(rowOf([entry('price_input', 1)], { others: { announcement_date: '2025-04-05', release_date: '2025-03-01' } })),
  ).toEqual([]);
});

test('retired before it was released', () => {
  const entries = [entry('release_date', '2025-03-02'), entry('retirement_date', '2024-12-24')];
  expect(orderOfDates.find(rowOf(entries))).toHaveLength(2);
});

test('released after the day of the file, but for a month that is not over', () => {
  const find = (value: string, over = {}) => orderOfDates.find(rowOf([entry('release_date', value, over)])).map(({ detail }) => detail);
  expect(find('2026-11-02')).toEqual(['released 2026-11-02, after the day of the file, 2026-11-01']);
  expect([find('2026-11-01'), find('2026-11-30', { qualifier: 'at_most' })]).toEqual([[], []]);
});
