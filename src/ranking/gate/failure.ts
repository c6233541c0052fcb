import { z } from 'zod';
import { ClaimValue } from '../../catalog/claim.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { described, Id, Ids } from '../../words/answer-parts.ts';
import { operandOf } from './operators/operator.ts';
import { caseOn, OPERATOR_CODES, operatorBehind, operatorsIn } from './operators/operators.ts';
import { Requirement } from './operators/requirement.ts';

export const FailureCode = z.enum([
  ...OPERATOR_CODES,
  'unknown',
  'retired',
  'not_applicable',
  'other_kind',
  'plan_only',
  'unvetted_provider',
]);
export type FailureCode = z.infer<typeof FailureCode>;

export const Failure = z
  .strictObject({
    code: FailureCode.meta(described('The reason, for a program.')),
    attribute: Id.meta(described('The attribute that was required.')),
    required: Requirement,
    actual: ClaimValue.nullable().meta(described('The value that the catalog holds; null where it is not known.')),
    gap: z
      .union([z.number(), z.array(z.string().max(200)).max(100).readonly()])
      .optional()
      .meta(described('How far off: a difference, days for dates, or the missing or forbidden members.')),
    claim: Id.nullable().meta(described('The claim that the value comes from.')),
    claims: Ids.optional().meta(described('The claims that a computed value was worked out from.')),
    text: z
      .string()
      .max(500)
      .optional()
      .meta(described('Of a rule that holds unless the request says otherwise: what it keeps out, and how to ask for it.')),
  })
  .readonly()
  .meta({ id: 'Failure', description: 'Why a candidate does not meet a requirement.' });
export type Failure = z.infer<typeof Failure>;

/** How far off a miss is: worked out only for those that are shown. */
export function gapOf(attribute: Attribute, requirement: Requirement, { value }: Fact, code: FailureCode): Failure['gap'] {
  if (value === null) return undefined;
  if (code === 'unknown') return openGapOf(attribute, requirement, value);
  const operator = operatorBehind(code, requirement);
  return operator && caseOn(operator, attribute).gap(requirement[operator.name], operandOf(attribute, value), attribute);
}

/** What of a requirement a bound or a partial list leaves open. */
function openGapOf(attribute: Attribute, requirement: Requirement, value: ClaimValue): Failure['gap'] {
  for (const operator of operatorsIn(requirement)) {
    const gap = caseOn(operator, attribute).openGap?.(requirement[operator.name], operandOf(attribute, value), attribute);
    if (gap !== undefined) return gap;
  }
  return undefined;
}
