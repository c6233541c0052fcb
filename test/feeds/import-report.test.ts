import { expect, test } from 'vitest';
import { ImportReport, importReport } from '../../src/feeds/import-report.ts';
import type { ChangePlan } from '../../src/feeds/plan/change-plan.ts';

const numbered = <T>(count: number, made: (row: string) => T): T[] => Array.from({ length: count }, (_, index) => made(`/${index}`));
const plan = (sizes: {
  rejected: number;
  parked: number;
  new: number;
  changed: number;
  gone: number;
  disagreements: number;
}): ChangePlan => ({
  rows: 9000,
  accepted: 7000,
  parked: numbered(sizes.parked, (row) => ({ row, code: 'odd_name', detail: 'x', name: 'n', provider: null })),
  rejected: numbered(sizes.rejected, (row) => ({ row, code: 'malformed', detail: 'x' })),
  new: numbered(sizes.new, (row) => ({ row, subject: 'lab/one', statements: 2 })),
  changed: numbered(sizes.changed, (row) => ({ row, subject: 'lab/one', changes: [{ attribute: 'price', before: 1, after: null }] })),
  confirmed: 11,
  unchanged: 12,
  gone: numbered(sizes.gone, (row) => ({ row, subject: 'lab/one' })),
  doubts: [],
  disagreements: numbered(sizes.disagreements, (row) => ({
    subject: 'lab/one',
    attribute: 'price',
    feed: { value: 1, source: row, claim: null },
    other: { value: 2, source: 'vendor', claim: 'clm_1' },
  })),
  add: { attributes: [], sources: [], providers: [], models: [], offers: [], claims: [] },
  retire: { offers: [], claims: [] },
});

test('a report counts all, lists a thousand of each kind, and says how many it leaves out', () => {
  const sizes = { rejected: 999, parked: 1000, new: 1001, changed: 1002, gone: 1003, disagreements: 1004 };
  const whole = plan(sizes);
  const report = importReport('litellm', whole, 7);
  expect(ImportReport.parse(report)).toEqual(report);
  expect(report).toEqual({
    format: 'litellm',
    rows: 9000,
    accepted: 7000,
    parked: 1000,
    rejected: 999,
    changes: { new: 1001, changed: 1002, gone: 1003 },
    unchanged: 12,
    confirmed: 11,
    disagreements: 1004,
    checks: [],
    revision: 7,
    details: {
      rejected: whole.rejected,
      parked: whole.parked,
      new: whole.new.slice(0, 1000),
      changed: whole.changed.slice(0, 1000),
      gone: whole.gone.slice(0, 1000),
      disagreements: whole.disagreements.slice(0, 1000),
      truncated: { rejected: 0, parked: 0, new: 1, changed: 2, gone: 3, disagreements: 4 },
    },
  });
});

test('a dry run, or one that changes nothing, has no revision', () => {
  const none = { rejected: 0, parked: 0, new: 0, changed: 0, gone: 0, disagreements: 0 };
  expect(importReport('claims-csv', plan(none), null)).toMatchObject({ format: 'claims-csv', revision: null, changes: { new: 0 } });
});

test('what the checks found is counted check by check, with 20 examples, parked rows first', () => {
  const none = { rejected: 0, parked: 0, new: 0, changed: 0, gone: 0, disagreements: 0 };
  const doubt = (row: string, effect: 'parked' | 'caveat', check = 'price_far_from_vendor') => ({
    check,
    row,
    subject: 'lab/one@host',
    attribute: 'price_input',
    detail: 'x',
    effect,
  });
  const doubts = [
    ...numbered(30, (row) => doubt(row, 'caveat')),
    doubt('/p', 'parked'),
    doubt('/p', 'parked'),
    doubt('/w', 'caveat', 'rounded_window'),
  ];
  const report = importReport('pi-ai', { ...plan(none), doubts }, 2);
  expect(ImportReport.parse(report)).toEqual(report);
  expect(report.checks.map(({ check, parked, caveats, examples }) => [check, parked, caveats, examples.length])).toEqual([
    ['rounded_window', 0, 1, 1],
    // both prices of one row: it was parked once
    ['price_far_from_vendor', 1, 30, 20],
  ]);
  expect(report.checks[1]?.examples.slice(0, 3).map(({ row, effect }) => [row, effect])).toEqual([
    ['/p', 'parked'],
    ['/p', 'parked'],
    ['/0', 'caveat'],
  ]);
});
