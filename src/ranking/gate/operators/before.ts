import { CalendarDate, dateOfDay, dayNumber } from '../../../catalog/calendar-date.ts';
import { asGiven, defineOperator, noCheck, noStep, staysUnknown } from './operator.ts';
import { upperBound } from './thresholds.ts';

export const before = defineOperator({
  name: 'before',
  code: 'too_late',
  schema: CalendarDate.meta({ description: 'Strictly earlier than this day (dates).' }),
  order: { codes: 5, reasons: 3, named: 1 },
  on: {
    date: {
      test(date) {
        const limit = dayNumber(date);
        return (day, qualifier) => upperBound(day < limit, qualifier);
      },
      gap: (date, day) => day - dayNumber(date),
      relax: (conditions, _date, day) => ({ ...conditions, before: dateOfDay(day + 1) }),
    },
  },
  ofUnknown: staysUnknown,
  // what contradicts it is reported by `after`
  check: noCheck,
  canonical: asGiven,
  step: noStep,
  text: (attribute, date) => `${attribute} before ${date}`,
  example: { type: 'date', argument: '2026-03-01', met: '2026-02-28', missed: '2026-03-04', gap: 3, relaxed: { before: '2026-03-05' } },
});
