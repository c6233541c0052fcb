import type { Attribute } from '../../../catalog/vocabulary.ts';
import { allOf } from './all-of.ts';
import { anyOf } from './any-of.ts';
import { canonicalMembers, holds, isPartial, Members, withoutMembers } from './members.ts';
import { argumentOf, type Checking, defineOperator, noCheck, noStep, staysUnknown } from './operator.ts';

function present(forbidden: readonly string[], members: readonly string[], attribute: Attribute): string[] {
  return forbidden.filter((member) => holds(attribute, members, member));
}

/** Reports members that another list wants: all of one list, or every choice of the other. */
function checkAgainstWanted(forbidden: readonly string[], { conditions, path, report }: Checking): void {
  const isForbidden = (member: string) => forbidden.includes(member);
  if (argumentOf(allOf, conditions)?.some(isForbidden) || argumentOf(anyOf, conditions)?.every(isForbidden))
    report(path, 'contradiction', 'A member is wanted and forbidden at once.');
}

export const noneOf = defineOperator({
  name: 'none_of',
  code: 'forbidden_member',
  schema: Members.meta({ description: 'Not one of these members (sets), or the value is none of these (strings).' }),
  order: { codes: 3, reasons: 4, named: 3 },
  on: {
    string: {
      test: (forbidden) => (value) => (forbidden.includes(value) ? 'missed' : 'met'),
      gap: (_forbidden, value) => [value],
      relax: (conditions, forbidden, value) => withoutMembers(conditions, 'none_of', forbidden, [value]),
    },
    set: {
      test: (forbidden, attribute) => (members, qualifier) => {
        if (forbidden.some((member) => holds(attribute, members, member))) return 'missed';
        return isPartial(qualifier) ? 'unknown' : 'met';
      },
      gap: present,
      relax: (conditions, forbidden, members, attribute) =>
        withoutMembers(conditions, 'none_of', forbidden, present(forbidden, members, attribute)),
    },
  },
  ofUnknown: staysUnknown,
  check: noCheck,
  canonical(members, checking) {
    const canonical = canonicalMembers('none_of', members, checking);
    // only languages in canonical form can be compared
    checkAgainstWanted(canonical, checking);
    return canonical;
  },
  step: noStep,
  text: (attribute, members) => `${attribute} none of ${members.join(', ')}`,
  example: {
    type: 'set',
    argument: ['CN', 'RU'],
    met: ['DE', 'US'],
    missed: ['CN', 'US'],
    gap: ['CN'],
    relaxed: { none_of: ['RU'] },
  },
});
