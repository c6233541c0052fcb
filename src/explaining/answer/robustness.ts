import { z } from 'zod';
import { AttributeId } from '../../catalog/vocabulary.ts';
import { MethodName } from '../../scoring/methods/registry.ts';
import { described, Id, Share } from '../../words/answer-parts.ts';

const Acceptability = z
  .strictObject({
    first: Share.meta(described('How often it is first, over weights alone: what is not known counts as in the ranking.')),
    standard_error: z.number().min(0).max(1).meta(described('Of `first`: sqrt(b (1 - b) / samples).')),
    by_rank: z.array(Share).max(100).readonly().meta(described('How often it has rank 1, 2, 3 ...')),
    first_with_unknowns: Share.meta(described('How often it is first where what is not known is drawn too, anywhere on its scale.')),
    by_rank_with_unknowns: z.array(Share).max(100).readonly().meta(described('The same by rank.')),
  })
  .readonly();

const Stability = z
  .strictObject({
    criterion: AttributeId.meta(described('The criterion.')),
    weight: Share.meta(described('Its weight now.')),
    leader: Id.meta(described('Who is first now.')),
    lo: Share.nullable().meta(
      described('The leader stays first from here, the other weights in proportion; null: the criterion has all the weight.'),
    ),
    hi: Share.nullable().meta(described('The leader stays first up to here.')),
    challenger_below: Id.nullable().meta(described('Who takes over below.')),
    challenger_above: Id.nullable().meta(described('Who takes over above.')),
  })
  .readonly();

const Leaders = z
  .strictObject({
    criterion: AttributeId.meta(described('The criterion.')),
    segments: z
      .array(
        z
          .strictObject({
            from: Share.meta(described('From this weight.')),
            to: Share.meta(described('To this weight.')),
            leaders: z.array(Id).max(500).readonly().meta(described('Who is first in between.')),
          })
          .readonly(),
      )
      .max(500)
      .readonly()
      .meta(described('Who leads along its weight from 0 to 1, the other weights in proportion; empty: it has all the weight.')),
  })
  .readonly();

/** How sure a ranking is, as weights and unknowns move. */
export const Robustness = z
  .strictObject({
    samples: z.int().min(1).meta(described('How many draws.')),
    seed: z.int().min(0).meta(described('Seed of the draws: the same seed gives the same bytes.')),
    alternatives: z.int().min(0).meta(described('How many of the eligible took part: the best, where there are too many.')),
    consistent_with: z
      .enum(['order', 'order_of_weights'])
      .meta(described('What the drawn weights keep: the order given, or that of the weights.')),
    rank_acceptability: z
      .record(Id, Acceptability)
      .readonly()
      .meta(described('For those shown: ranks over draws of weights (SMAA-2), and of what is not known.')),
    weight_stability: z.array(Stability).max(50).readonly().meta(described('How far each weight can move before another leads: exact.')),
    leaders: z.array(Leaders).max(50).readonly().meta(described('Who leads along each weight: exact.')),
    potentially_optimal: z.array(Id).max(500).readonly().meta(described('Who can be first under some weights that keep the order (LP).')),
    methods: z.partialRecord(MethodName, z.array(Id).max(500).readonly()).readonly().meta(described('Who is first by each method.')),
    text: z.string().max(1000).meta(described('The plain statement.')),
  })
  .readonly()
  .meta({ id: 'Robustness', description: 'How sure the ranking is, as weights and what is not known move.' });
export type Robustness = z.infer<typeof Robustness>;
