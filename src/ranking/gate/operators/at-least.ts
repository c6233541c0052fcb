import { z } from 'zod';
import { atMost } from './at-most.ts';
import { argumentOf, asGiven, defineOperator, staysUnknown } from './operator.ts';
import { lowerBound, shareMoved, withoutNoise } from './thresholds.ts';

export const atLeast = defineOperator({
  name: 'at_least',
  code: 'below_minimum',
  schema: z.number().meta({ description: 'The value is this or more (numbers).' }),
  order: { codes: 1, reasons: 2, named: 1 },
  on: {
    number: {
      test: (least) => (value, qualifier) => lowerBound(value >= least, qualifier),
      gap: (least, value) => withoutNoise(least - value),
      relax: (conditions, _least, value) => ({ ...conditions, at_least: value }),
    },
  },
  ofUnknown: staysUnknown,
  check(least, { conditions, path, report }) {
    const most = argumentOf(atMost, conditions);
    if (most !== undefined && least > most) report(path, 'min_over_max', '`at_least` is above `at_most`: nothing can meet both.');
  },
  canonical: asGiven,
  step: shareMoved,
  text: (attribute, least) => `${attribute} at least ${least}`,
  example: { type: 'number', argument: 200_000, met: 200_000, missed: 128_000, gap: 72_000, relaxed: { at_least: 128_000 } },
});
