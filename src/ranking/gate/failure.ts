import { z } from 'zod';
import { ClaimValue } from '../../catalog/claim.ts';
import { described, Id, Ids } from '../../words/answer-parts.ts';
import { Requirement } from '../ask/request.ts';

export const FailureCode = z.enum([
  'below_minimum',
  'above_maximum',
  'not_equal',
  'missing_members',
  'none_matched',
  'forbidden_member',
  'too_early',
  'too_late',
  'unknown',
  'retired',
  'not_applicable',
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
  })
  .readonly()
  .meta({ id: 'Failure', description: 'Why a candidate does not meet a requirement.' });
export type Failure = z.infer<typeof Failure>;
