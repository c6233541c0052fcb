import { z } from 'zod';
import { SourceId } from '../../catalog/claim.ts';
import { Clause, ConditionTag, Measured } from '../../catalog/license.ts';
import { UseMember } from '../../words/use.ts';

const described = (description: string) => ({ description });

/** One thing that a licence has to say on an intended use. */
export const UseFinding = z
  .strictObject({
    code: z
      .enum([
        ...ConditionTag.options,
        'request_license',
        'separate_agreement',
        'use_forbidden',
        'region_excluded',
        'modalities_unknown',
        'not_stated',
        'terms_unknown',
        'license_unknown',
        'license_not_in_catalog',
        'hosted_by_others',
      ])
      .meta(described('What it is about, for a program.')),
    effect: z
      .enum(['forbids', 'unknown', 'needs'])
      .meta(
        described(
          '`forbids`: no rights as things stand. `unknown`: it may forbid. `needs`: something to do; who does it may use the model.',
        ),
      ),
    asked: z.array(UseMember).max(UseMember.options.length).readonly().meta(described('The members of `use` that bring it on.')),
    clause: z.string().max(120).nullable().meta(described('Where it stands; null where no text says it.')),
    quote: z.string().max(300).nullable().meta(described('Words of the text.')),
    source: SourceId.nullable().meta(described('Where the text was read.')),
    shows: z.string().max(200).optional().meta(described('What has to be displayed, or named.')),
    threshold: z
      .strictObject({
        metric: z.enum(['monthly_active_users', 'annual_revenue', 'monthly_revenue']),
        comparison: z.enum(['more_than', 'at_least']),
        value: z.number(),
        given: z.number().meta(described('What the request gives.')),
        measured: Measured,
      })
      .readonly()
      .optional()
      .meta(described('The size that is passed.')),
    only_if: z.string().max(300).optional().meta(described('A further condition, which the request cannot say.')),
    except: z.array(Clause).max(10).readonly().optional().meta(described('Where the clause does not apply.')),
  })
  .readonly()
  .meta({ id: 'UseFinding', description: 'What a licence has to say on an intended use, with its clause.' });
export type UseFinding = z.infer<typeof UseFinding>;

export const UseOutcome = z.enum(['permitted', 'forbidden', 'unknown']);
export type UseOutcome = z.infer<typeof UseOutcome>;
