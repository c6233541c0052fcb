import { z } from 'zod';
import { CalendarDate, dayNumber } from '../../../catalog/calendar-date.ts';
import { anyOf } from './any-of.ts';
import { canonicalMember, withoutOperator } from './members.ts';
import { argumentOf, asGiven, type Conditions, defineOperator, noGap, noStep, staysUnknown } from './operator.ts';
import { equality, withoutNoise } from './thresholds.ts';

const giveUp = (conditions: Conditions): Conditions => withoutOperator(conditions, 'is');

export const is = defineOperator({
  name: 'is',
  code: 'not_equal',
  schema: z.union([z.boolean(), z.number(), z.string().min(1).max(200)]).meta({ description: 'The value is exactly this.' }),
  order: { codes: 1, reasons: 1, named: 2 },
  on: {
    number: {
      test: (wanted) => (value, qualifier) => equality(value, Number(wanted), qualifier),
      gap: (wanted, value) => withoutNoise(Math.abs(Number(wanted) - value)),
      relax: giveUp,
    },
    boolean: { test: (wanted) => (value) => (value === wanted ? 'met' : 'missed'), gap: noGap, relax: giveUp },
    string: {
      test: (wanted) => (value) => (value === wanted ? 'met' : 'missed'),
      gap: noGap,
      relax(conditions, wanted, value) {
        const rest = giveUp(conditions);
        return argumentOf(anyOf, conditions) === undefined ? { ...rest, any_of: [wanted, value] } : rest;
      },
    },
    date: {
      test(wanted) {
        const wantedDay = dayNumber(String(wanted));
        return (day, qualifier) => equality(day, wantedDay, qualifier);
      },
      gap: (wanted, day) => Math.abs(dayNumber(String(wanted)) - day),
      relax: giveUp,
    },
  },
  ofUnknown: staysUnknown,
  check(value, { attribute, path, report }) {
    const { type, id } = attribute;
    // `is` fits no set: that has been reported
    if (type === 'set') return;
    const wanted = type === 'number' || type === 'boolean' ? type : 'string';
    const own = [...path, 'is'];
    if (typeof value !== wanted) report(own, 'wrong_type', `\`${id}\` is a ${type}.`);
    else if (type === 'date' && !CalendarDate.safeParse(value).success) report(own, 'wrong_type', 'A day is written YYYY-MM-DD.');
    else if (typeof value === 'string') canonicalMember(attribute, value, own, report);
  },
  canonical: asGiven,
  step: noStep,
  text: (attribute, value) => `${attribute} is ${value}`,
  example: {
    type: 'string',
    argument: 'MIT',
    met: 'MIT',
    missed: 'Apache-2.0',
    gap: undefined,
    relaxed: { any_of: ['MIT', 'Apache-2.0'] },
  },
});
