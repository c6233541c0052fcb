import { z } from 'zod';
import { Requirement } from '../../ranking/gate/operators/requirement.ts';
import { described, Id, Ids, Model, Offer, Score, Share } from '../../words/answer-parts.ts';

export const Condition = z
  .union([
    Requirement.extend({ attribute: Id.meta(described('A requirement on this attribute.')) }),
    z.strictObject({
      criterion: Id.meta(described('The weight of this criterion, the others in proportion.')),
      weight_above: Share.optional().meta(described('The exact tipping point below.')),
      weight_below: Share.optional().meta(described('The exact tipping point above.')),
    }),
    z.strictObject({ criterion: Id, weight: z.literal(1).meta(described('This criterion alone decides.')) }),
  ])
  .meta({ id: 'Condition', description: 'A condition that a program can put into the request.' });
export type Condition = z.infer<typeof Condition>;

export const ChooseIf = z
  .strictObject({
    choose: Model,
    when: z.array(Condition).max(20).readonly().meta(described('All of these hold; empty for `never`.')),
    kind: z.enum(['only_candidate', 'attribute_lead', 'weight', 'never']).meta(described('What the rule rests on.')),
    lead: z
      .strictObject({
        by: z.number().nullable().meta(described('How far ahead, in the unit.')),
        unit: z.string().max(60).nullable().meta(described('Unit of the lead.')),
        over: Id.meta(described('The next best of those compared.')),
      })
      .readonly()
      .optional()
      .meta(described('For `attribute_lead`.')),
    dominated_by: Ids.optional().meta(
      described('For `never`: they are at least as good on every criterion, so that no weights put it first.'),
    ),
    unknown_for: Ids.optional().meta(described('Compared models of which the catalog does not know the attribute.')),
    claims: Ids.meta(described('The claims that the rule rests on.')),
    text: z.string().max(2000).meta(described('The rule in words; everything it says stands in the data.')),
  })
  .readonly()
  .meta({ id: 'ChooseIf', description: 'When another model would be the one to choose. True when its condition is made the request.' });
export type ChooseIf = z.infer<typeof ChooseIf>;

export const Reason = z
  .union([
    z.strictObject({ code: z.literal('only_eligible') }).readonly(),
    z
      .strictObject({
        code: z.literal('highest_score'),
        score: Score.meta(described('Its score.')),
        runner_up: Id.nullable().meta(described('The next model; null where there is none.')),
        margin: z.number().min(0).max(2).nullable().meta(described('How far ahead of it.')),
      })
      .readonly(),
    z
      .strictObject({
        code: z.enum(['leads_on', 'trails_on']),
        criterion: Id.meta(described('The criterion.')),
        by: Share.meta(described('Difference of the contributions to the score.')),
        over: Id.meta(described('The runner-up.')),
        claims: Ids.meta(described('The claims on both sides.')),
      })
      .readonly(),
  ])
  .meta({ id: 'Reason', description: 'Why the winner is chosen.' });
export type Reason = z.infer<typeof Reason>;

export const Verdict = z
  .strictObject({
    choose: Id.nullable().meta(described('The model to choose; null where nothing tells the first ones apart.')),
    offer: Offer,
    code: z.enum(['nothing_eligible', 'preferences_needed', 'tie']).nullable().meta(described('Why nothing is chosen.')),
    tied: Ids.meta(described('Those that share the first rank, where nothing is chosen.')),
    settled: z.boolean().meta(described('No resolution of what the catalog does not know could put another model first.')),
    because: z.array(Reason).max(20).readonly().meta(described('Why.')),
    compared: Ids.meta(described('The models that `only_candidate` and `attribute_lead` rules hold among.')),
    choose_if: z.array(ChooseIf).max(500).readonly().meta(described('When another model would be the one to choose.')),
    text: z.string().max(5000).meta(described('The verdict in words; everything it says stands in the data.')),
  })
  .readonly()
  .meta({ id: 'Verdict', description: 'What to choose, why, and when to choose something else.' });
export type Verdict = z.infer<typeof Verdict>;

/** A rule before it is put into words. */
export type Rule = Omit<ChooseIf, 'text'>;
