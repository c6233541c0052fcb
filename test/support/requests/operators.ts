import type { Fact } from '../../../src/catalog/facts/fact.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
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
  if (fact.status === 'not_applicable') return false;
  if (requirement.known === false) return fact.status === 'unknown';
  if (fact.status === 'unknown') return 'unknown';
  return allOf(Object.entries(requirement).map(([operator, wanted]) => oneTruth(attribute, operator, wanted, fact)));
}

function oneTruth(attribute: Attribute, operator: string, wanted: unknown, fact: Fact): Truth {
  if (operator === 'known' || operator === 'if_unknown') return true;
  if (attribute.type === 'set') return setTruth(attribute, operator, wanted as string[], fact);
  if (attribute.type === 'boolean') return fact.value === wanted;
  if (attribute.type === 'string') {
    if (operator === 'is') return fact.value === wanted;
    const among = (wanted as string[]).some((member) => member === fact.value);
    return operator === 'any_of' ? among : !among;
  }
  const point = (value: unknown) => (typeof value === 'string' ? Date.parse(value) / 86_400_000 : Number(value));
  const low = fact.claim?.qualifier === 'at_most' ? Number.NEGATIVE_INFINITY : point(fact.value);
  const high = fact.claim?.qualifier === 'at_least' ? Number.POSITIVE_INFINITY : point(fact.value);
  const limit = point(wanted);
  switch (operator) {
    case 'at_least':
      return between(low >= limit, high < limit);
    case 'at_most':
      return between(high <= limit, low > limit);
    case 'after':
      return between(low > limit, high <= limit);
    case 'before':
      return between(high < limit, low >= limit);
    default:
      return between(low === limit && high === limit, limit < low || limit > high);
  }
}

function setTruth(attribute: Attribute, operator: string, wanted: string[], fact: Fact): Truth {
  const open = fact.claim?.qualifier === 'at_least';
  const held = wanted.map((member): Truth => {
    const has = (fact.value as string[]).some((own) => own === member || (attribute.format === 'bcp47' && own.startsWith(`${member}-`)));
    return has || (open ? 'unknown' : false);
  });
  if (operator === 'all_of') return allOf(held);
  const any = held.includes(true) || (held.includes('unknown') ? 'unknown' : false);
  return operator === 'any_of' ? any : any === 'unknown' ? 'unknown' : !any;
}

function between(certainly: boolean, impossible: boolean): Truth {
  return certainly ? true : impossible ? false : 'unknown';
}

function allOf(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
}
