import type { Fact } from '../../../src/catalog/facts/fact.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import type { OperatorName } from '../../../src/ranking/gate/operators/operators.ts';
import type { Requirement } from '../../../src/ranking/gate/operators/requirement.ts';

/**
 * The operators once more, written from the contract and not from src: what may be so is an interval or a list with or without an end,
 * and an operator is true of all of it, false of all of it, or unknown.
 */
export type Truth = boolean | 'unknown';

/** Whether a candidate with this fact may stay, the requirement's own policy included. */
export function mayStay(attribute: Attribute, requirement: Requirement, fact: Fact): boolean {
  const truth = truthOf(attribute, requirement, fact);
  return truth === true || (truth === 'unknown' && requirement.if_unknown === 'keep');
}

export function truthOf(attribute: Attribute, requirement: Requirement, fact: Fact): Truth {
  const { if_unknown: _policy, ...operators } = requirement;
  if (fact.status === 'not_applicable') return false;
  if (operators.known === false) return fact.status === 'unknown';
  if (fact.status === 'unknown') return 'unknown';
  return allOf(Object.entries(operators).map(([operator, wanted]) => TRUTHS[operator as OperatorName](wanted, attribute, fact)));
}

type OperatorTruth = (wanted: unknown, attribute: Attribute, fact: Fact) => Truth;

/** An operator without a truth of its own does not compile. Of known values. */
const TRUTHS: { readonly [Name in OperatorName]: OperatorTruth } = {
  known: () => true,
  at_least: interval((low, high, limit) => between(low >= limit, high < limit)),
  at_most: interval((low, high, limit) => between(high <= limit, low > limit)),
  after: interval((low, high, limit) => between(low > limit, high <= limit)),
  before: interval((low, high, limit) => between(high < limit, low >= limit)),
  is(wanted, attribute, fact) {
    if (attribute.type === 'boolean' || attribute.type === 'string') return fact.value === wanted;
    return equality(wanted, attribute, fact);
  },
  any_of: (wanted, attribute, fact) => anyOf(membership(wanted, attribute, fact)),
  all_of: (wanted, attribute, fact) => allOf(membership(wanted, attribute, fact)),
  none_of(wanted, attribute, fact) {
    const any = anyOf(membership(wanted, attribute, fact));
    return any === 'unknown' ? 'unknown' : !any;
  },
};

const equality = interval((low, high, limit) => between(low === limit && high === limit, limit < low || limit > high));

/** Of numbers and days: the least and the most that the value may be, against the limit. */
function interval(truth: (low: number, high: number, limit: number) => Truth): OperatorTruth {
  const point = (value: unknown) => (typeof value === 'string' ? Date.parse(value) / 86_400_000 : Number(value));
  return (wanted, _attribute, { value, claim }) => {
    const low = claim?.qualifier === 'at_most' ? Number.NEGATIVE_INFINITY : point(value);
    const high = claim?.qualifier === 'at_least' ? Number.POSITIVE_INFINITY : point(value);
    return truth(low, high, point(wanted));
  };
}

/** Whether each wanted member is among those of a set, or is the one value of a string. */
function membership(wanted: unknown, attribute: Attribute, { value, claim }: Fact): Truth[] {
  const isOpen = attribute.type === 'set' && claim?.qualifier === 'at_least';
  const isRange = attribute.type === 'set' && attribute.format === 'bcp47';
  const members = [value].flat() as string[];
  return (wanted as string[]).map((member) => {
    const has = members.some((own) => own === member || (isRange && own.startsWith(`${member}-`)));
    return has || (isOpen ? 'unknown' : false);
  });
}

function between(certainly: boolean, impossible: boolean): Truth {
  return certainly ? true : impossible ? false : 'unknown';
}

function allOf(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
}

function anyOf(truths: readonly Truth[]): Truth {
  return truths.includes(true) || (truths.includes('unknown') ? 'unknown' : false);
}
