import { CalendarDate, dateOfDay, dayNumber } from '../../../catalog/calendar-date.ts';
import { before } from './before.ts';
import { argumentOf, asGiven, defineOperator, noStep, staysUnknown } from './operator.ts';
import { lowerBound } from './thresholds.ts';

export const after = defineOperator({
  name: 'after',
  code: 'too_early',
  schema: CalendarDate.meta({ description: 'Strictly later than this day (dates).' }),
  order: { codes: 4, reasons: 2, named: 1 },
  on: {
    date: {
      test(date) {
        const limit = dayNumber(date);
        return (day, qualifier) => lowerBound(day > limit, qualifier);
      },
      gap: (date, day) => dayNumber(date) - day,
      relax: (conditions, _date, day) => ({ ...conditions, after: dateOfDay(day - 1) }),
    },
  },
  ofUnknown: staysUnknown,
  check(date, { conditions, path, report }) {
    const end = argumentOf(before, conditions);
    if (end !== undefined && dayNumber(end) - dayNumber(date) < 2)
      report(path, 'min_over_max', '`after` leaves no day before `before`: nothing can meet both.');
  },
  canonical: asGiven,
  step: noStep,
  text: (attribute, date) => `${attribute} after ${date}`,
  example: { type: 'date', argument: '2026-03-01', met: '2026-03-02', missed: '2026-02-27', gap: 2, relaxed: { after: '2026-02-26' } },
});
