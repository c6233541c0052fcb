import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CalendarDate, dateOfDay, dayNumber } from '../../src/catalog/calendar-date.ts';
import { FIXED } from '../support/catalogs/worlds.ts';

test.each([
  ['1970-01-01', 0],
  ['1970-01-02', 1],
  ['1969-12-31', -1],
  ['2000-02-29', 11_016],
  ['2000-03-01', 11_017],
  ['2026-11-23', 20_780],
])('%s is day %i', (date, day) => {
  expect([dayNumber(date), dateOfDay(day)]).toEqual([day, date]);
});

test('any day is the day that Date says, and comes back', () => {
  const days = fc.integer({ min: Date.UTC(0, 0, 1) / 86_400_000, max: Date.UTC(9999, 11, 31) / 86_400_000 });
  fc.assert(
    fc.property(days, (day) => {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect([dayNumber(date), dateOfDay(day)]).toEqual([day, date]);
      expect(dayNumber(date)).toBe(Date.parse(date) / 86_400_000);
    }),
    { ...FIXED, numRuns: 5000 },
  );
});

test.each(['2026-99-99', '2026-02-29', '2026-2-3', '20260203', '2026-02-03T00:00:00Z', '', '0000-00-00'])('%j is no day', (text) => {
  expect(CalendarDate.safeParse(text).success).toBe(false);
});
