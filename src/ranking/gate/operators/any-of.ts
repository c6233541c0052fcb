import { canonicalMembers, holds, isPartial, Members } from './members.ts';
import { defineOperator, noCheck, noGap, noStep, staysUnknown } from './operator.ts';

export const anyOf = defineOperator({
  name: 'any_of',
  code: 'none_matched',
  schema: Members.meta({ description: 'At least one of these members (sets), or the value is one of these (strings).' }),
  order: { codes: 3, reasons: 3, named: 3 },
  on: {
    string: {
      test: (wanted) => (value) => (wanted.includes(value) ? 'met' : 'missed'),
      gap: noGap,
      relax: (conditions, wanted, value) => ({ ...conditions, any_of: [...wanted, value] }),
    },
    set: {
      test: (wanted, attribute) => (members, qualifier) => {
        if (wanted.some((member) => holds(attribute, members, member))) return 'met';
        return isPartial(qualifier) ? 'unknown' : 'missed';
      },
      gap: noGap,
      relax: (conditions, wanted, members) => ({ ...conditions, any_of: [...wanted, ...members.slice(0, 1)] }),
    },
  },
  ofUnknown: staysUnknown,
  check: noCheck,
  canonical: (members, checking) => canonicalMembers('any_of', members, checking),
  step: noStep,
  text: (attribute, members) => `${attribute} any of ${members.join(', ')}`,
  example: {
    type: 'set',
    argument: ['video', 'audio'],
    met: ['text', 'audio'],
    missed: ['image', 'text'],
    gap: undefined,
    relaxed: { any_of: ['video', 'audio', 'image'] },
  },
});
