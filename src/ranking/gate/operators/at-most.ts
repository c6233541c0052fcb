import { z } from 'zod';
import { asGiven, defineOperator, noCheck, staysUnknown } from './operator.ts';
import { shareMoved, upperBound, withoutNoise } from './thresholds.ts';

export const atMost = defineOperator({
  name: 'at_most',
  code: 'above_maximum',
  schema: z.number().meta({ description: 'The value is this or less (numbers).' }),
  order: { codes: 1, reasons: 3, named: 1 },
  on: {
    number: {
      test: (most) => (value, qualifier) => upperBound(value <= most, qualifier),
      gap: (most, value) => withoutNoise(value - most),
      relax: (conditions, _most, value) => ({ ...conditions, at_most: value }),
    },
  },
  ofUnknown: staysUnknown,
  // what contradicts it is reported by `at_least`
  check: noCheck,
  canonical: asGiven,
  step: shareMoved,
  text: (attribute, most) => `${attribute} at most ${most}`,
  example: { type: 'number', argument: 2.5, met: 2.5, missed: 3, gap: 0.5, relaxed: { at_most: 3 } },
});
