import { z } from 'zod';
import type { AttributeType } from '../../../catalog/vocabulary.ts';
import { withoutOperator } from './members.ts';
import { asGiven, type Case, defineOperator, noGap, noStep } from './operator.ts';

const anyValue: Case<boolean, unknown> = {
  test: (wanted) => () => (wanted ? 'met' : 'missed'),
  gap: noGap,
  relax: (conditions) => withoutOperator(conditions, 'known'),
};

export const known = defineOperator({
  name: 'known',
  code: 'not_equal',
  schema: z.boolean().meta({ description: 'The catalog knows the value, or does not.' }),
  order: { codes: 6, reasons: 5, named: 4 },
  on: { number: anyValue, boolean: anyValue, string: anyValue, set: anyValue, date: anyValue } satisfies Record<AttributeType, unknown>,
  ofUnknown: (wanted) => (wanted ? 'unknown' : 'met'),
  check(wanted, { conditions, path, report }) {
    const isOther = (name: string) => name !== 'known' && name !== 'if_unknown' && conditions[name] !== undefined;
    if (!wanted && Object.keys(conditions).some(isOther))
      report(path, 'contradiction', 'What is not known meets no other operator: `known: false` stands alone.');
  },
  canonical: asGiven,
  step: noStep,
  text: (attribute, wanted) => `${attribute} known ${wanted}`,
  example: { type: 'number', argument: false, met: null, missed: 5, gap: undefined, relaxed: null },
});
