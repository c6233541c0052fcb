import { z } from 'zod';
import { described, Id, Ids } from './answer-parts.ts';

export const Caveat = z
  .strictObject({
    code: z
      .enum([
        'conflicting_claims',
        'stale',
        'undated',
        'low_confidence',
        'bound',
        'other_mode',
        'clamped',
        'unknown_kept',
        'retiring_soon',
        'retirement_possible',
        'deprecated',
        'no_known_offer',
        'model_states',
        'listed_free',
        'part_of_plan',
        'variable_price',
        'estimate',
      ])
      .meta(described('What to know, for a program.')),
    attribute: Id.optional().meta(described('The attribute that it is about.')),
    claims: Ids.optional().meta(described('The claims concerned, the one that stands first.')),
    detail: z
      .union([z.string().max(200), z.number()])
      .optional()
      .meta(
        described(
          'Age in days (`stale`), the bound (`bound`), the date or state (`retiring_soon`, `deprecated`), what the model itself can do (`model_states`), the basis of the price (`part_of_plan`, left out where nobody states it and the price is listed at 0), in what the result was obtained otherwise than most of the model’s (`other_mode`), what an `estimate` takes for granted.',
        ),
      ),
  })
  .readonly()
  .meta({ id: 'Caveat', description: 'Something to know before relying on a ranked candidate.' });
export type Caveat = z.infer<typeof Caveat>;
