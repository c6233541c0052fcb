import type { Attribute } from '../../../catalog/vocabulary.ts';
import { canonicalMembers, holds, isPartial, Members, withoutMembers } from './members.ts';
import { defineOperator, noCheck, noStep, staysUnknown } from './operator.ts';

function missing(wanted: readonly string[], members: readonly string[], attribute: Attribute): string[] {
  return wanted.filter((member) => !holds(attribute, members, member));
}

export const allOf = defineOperator({
  name: 'all_of',
  code: 'missing_members',
  schema: Members.meta({ description: 'Every one of these members (sets).' }),
  order: { codes: 2, reasons: 2, named: 3 },
  on: {
    set: {
      test: (wanted, attribute) => (members, qualifier) => {
        if (wanted.every((member) => holds(attribute, members, member))) return 'met';
        return isPartial(qualifier) ? 'unknown' : 'missed';
      },
      gap: missing,
      openGap(wanted, members, attribute) {
        const unseen = missing(wanted, members, attribute);
        return unseen.length === 0 ? undefined : unseen;
      },
      relax: (conditions, wanted, members, attribute) => withoutMembers(conditions, 'all_of', wanted, missing(wanted, members, attribute)),
    },
  },
  ofUnknown: staysUnknown,
  check: noCheck,
  canonical: (members, checking) => canonicalMembers('all_of', members, checking),
  step: noStep,
  text: (attribute, members) => `${attribute} all of ${members.join(', ')}`,
  example: {
    type: 'set',
    argument: ['text', 'image', 'audio'],
    met: ['audio', 'image', 'text', 'video'],
    missed: ['text', 'video'],
    gap: ['image', 'audio'],
    relaxed: { all_of: ['text'] },
  },
});
