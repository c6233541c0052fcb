import { expect, test } from 'vitest';
import { firstDay } from '../../../src/feeds/checks/first-day.ts';
import { entry, rowOf } from './checked-row.ts';

test('a first day of a month is approximate: it mostly stands for the month', () => {
  const entries = [entry('release_date', '2024-11-01'), entry('knowledge_cutoff', '2024-06-01')];
  expect(firstDay.find(rowOf(entries))).toEqual([
    { entry: entries[0], detail: '2024-11-01 may stand for any day of 2024-11', amend: { qualifier: 'approximately' } },
    { entry: entries[1], detail: '2024-06-01 may stand for any day of 2024-06', amend: { qualifier: 'approximately' } },
  ]);
});

test.each([
  ['another day', entry('release_date', '2024-11-02')],
  ['a month, which is read as its last day', entry('release_date', '2024-11-30', { qualifier: 'at_most' })],
  ['a bound', entry('release_date', '2024-11-01', { qualifier: 'at_least' })],
  ['a day of something else', entry('offered_since', '2024-11-01')],
])('%s is in order', (_what, said) => {
  expect(firstDay.find(rowOf([said]))).toEqual([]);
});
