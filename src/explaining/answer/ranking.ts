import { z } from 'zod';
import { CatalogStamp } from '../../catalog/catalog-stamp.ts';
import { ClaimValue } from '../../catalog/claim.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';
import { Details } from '../../criteria/registry.ts';
import { Failure } from '../../ranking/gate/failure.ts';
import { Requirement } from '../../ranking/gate/operators/requirement.ts';
import { listed } from '../../scoring/listed.ts';
import { DEPARTURE_REASONS } from '../../scoring/methods/departure.ts';
import { METHODS, MethodName } from '../../scoring/methods/registry.ts';
import { described, Id, Ids, Model, Offer, Score, Share } from '../../words/answer-parts.ts';
import { Caveat } from '../../words/caveat.ts';
import { ResolvedRequest } from './resolved-request.ts';
import { Robustness } from './robustness.ts';
import { Verdict } from './verdict.ts';

const LESS_IS_BETTER = listed(METHODS.filter(({ better }) => better === 'lower').map(({ name }) => `\`${name}\``));

/** The shape of an answer to `POST /v1/rankings`: what the steps of a ranking build, and what the document says. */

export const Contribution = z
  .strictObject({
    criterion: Id.meta(described('The criterion as the request names it.')),
    attribute: Id.optional().meta(described('The attribute, where the criterion is a group.')),
    raw: ClaimValue.nullable().meta(described('The value that the catalog holds; null where it is not known.')),
    unit: z.string().max(60).nullable().meta(described('Unit of the raw value.')),
    value: Share.meta(described('The raw value on its scale; for what is not known, what the policy makes of it.')),
    weight: Share.meta(described('Weight in the whole.')),
    contribution: Share.nullable().meta(described('Weight times value; they add up to the weighted sum. Null for other methods.')),
    status: z.enum(['known', 'unknown', 'not_applicable']).meta(described('Whether the catalog knows the value.')),
    claim: Id.nullable().meta(described('The claim that the value comes from; null where it was worked out.')),
    claims: Ids.optional().meta(described('The claims that a computed value was worked out from.')),
  })
  .readonly()
  .meta({ id: 'Contribution', description: 'What one criterion, or one member of a group, adds to a score.' });
export type Contribution = z.infer<typeof Contribution>;

export const RankingEntry = z
  .strictObject({
    rank: z.int().min(1).meta(described('Competition rank: 1, 2, 2, 4.')),
    model: Model,
    offer: Offer,
    score: Score.nullable().meta(described(`By the method; null where nothing was preferred. Less is better for ${LESS_IS_BETTER} alone.`)),
    score_range: z
      .tuple([Share, Share])
      .readonly()
      .nullable()
      .meta(described('The weighted sum with each unknown at its worst and at its best; null for other methods.')),
    contributions: z.array(Contribution).max(2000).readonly().meta(described('What the score is made of.')),
    caveats: z.array(Caveat).max(1000).readonly().meta(described('What to know before relying on it.')),
    details: Details.optional().meta(described('How computed values came about, where the request gives something to compute from.')),
  })
  .readonly()
  .meta({ id: 'RankingEntry', description: 'One ranked candidate.' });
export type RankingEntry = z.infer<typeof RankingEntry>;

export const Exclusion = z
  .strictObject({
    model: Model,
    offer: Offer,
    failed: z.array(Failure).max(200).readonly().meta(described('Every requirement that it fails.')),
    details: Details.optional().meta(described('How computed values that it fails on came about.')),
  })
  .readonly()
  .meta({ id: 'Exclusion', description: 'A candidate that is out, and why.' });
export type Exclusion = z.infer<typeof Exclusion>;

const Relaxation = z
  .record(AttributeId, Requirement.nullable())
  .readonly()
  .meta(described('The requirement as it would have to read; null: dropped.'));

export const NearMiss = z
  .strictObject({
    model: Model,
    offer: Offer,
    relax: Relaxation,
    would_rank: z.int().min(1).meta(described('Its rank then, among all whom the same relaxation lets in.')),
    would_score: Score.nullable().meta(described('Its score; null where nothing was preferred.')),
  })
  .readonly()
  .meta({ id: 'NearMiss', description: 'A candidate that one requirement alone keeps out.' });
export type NearMiss = z.infer<typeof NearMiss>;

export const Infeasible = z
  .strictObject({
    conflicts: z
      .array(Ids)
      .max(100)
      .readonly()
      .meta(described('The smallest sets of requirements (attribute ids) that together keep everything out.')),
    relaxations: z
      .array(
        z
          .strictObject({
            relax: Relaxation,
            candidates: z
              .strictObject({
                kinds: Ids.optional().meta(described('The kinds of models to ask for.')),
                plans: z.literal('include').optional(),
                unvetted: z.literal(true).optional(),
              })
              .readonly()
              .optional()
              .meta(described('What `candidates` would have to say, where no requirement keeps it out but what rankings take by default.')),
            step: z
              .number()
              .min(0)
              .nullable()
              .meta(described('How far the threshold moves, as a share of it; null where it is no threshold.')),
            model: Model,
            offer: Offer,
          })
          .readonly(),
      )
      .max(100)
      .readonly()
      .meta(described('Single relaxations that would let something in, the smallest step first.')),
    closest: z.array(Exclusion).max(100).readonly().meta(described('Those that fail the fewest requirements.')),
  })
  .readonly()
  .meta({ id: 'Infeasible', description: 'Why nothing is left, and what would change that.' });
export type Infeasible = z.infer<typeof Infeasible>;

export const Warning = z
  .strictObject({
    code: z
      .enum([
        'no_candidates',
        'zero_weight',
        'criterion_does_not_discriminate',
        'criterion_unknown_for_all',
        'inconsistent_judgements',
        'methods_disagree',
        'modes_mixed',
      ])
      .meta(described('What to know about the request, for a program.')),
    criterion: Id.optional().meta(described('The criterion that it is about.')),
    attribute: Id.optional().meta(described('The member of the group that it is about.')),
    criteria: Ids.optional().meta(described('The three judgements that contradict one another most.')),
    modes: z
      .array(
        z
          .strictObject({
            attribute: Id.meta(described('A benchmark on which results of different modes are compared.')),
            models: z.int().min(1).meta(described('How many eligible models have a known result.')),
            thinking: z.int().min(0).meta(described('How many of them are said to have thought.')),
            not_thinking: z.int().min(0).meta(described('How many are said not to have thought; of the rest nobody says either.')),
            with_tools: z.int().min(0).meta(described('How many had tools that the test itself does not give.')),
          })
          .readonly(),
      )
      .max(1000)
      .readonly()
      .optional()
      .meta(described('What is compared although it was measured in different ways.')),
    methods: z
      .array(
        z
          .strictObject({
            method: MethodName.meta(described('A method that names another winner than the weighted sum.')),
            winners: Ids.meta(described('Whom it names.')),
            criterion: Id.meta(described('The criterion on which they part most.')),
            reason: z
              .enum(DEPARTURE_REASONS)
              .meta(
                described('The winner of the sum is weak there; or the method stretches that criterion to the range of the candidates.'),
              ),
          })
          .readonly(),
      )
      .max(MethodName.options.length)
      .readonly()
      .optional()
      .meta(described('Who disagrees, and why.')),
  })
  .readonly()
  .meta({ id: 'RankingWarning', description: 'Something to know about the request as a whole.' });
export type Warning = z.infer<typeof Warning>;

export const Ranking = z
  .strictObject({
    catalog: CatalogStamp,
    engine: z.string().max(40).meta(described('Version of the engine.')),
    resolved: ResolvedRequest,
    considered: z.int().min(0).meta(described('How many candidates were held against the requirements.')),
    eligible: z.int().min(0).meta(described('How many met them all.')),
    ranking: z.array(RankingEntry).max(100).readonly().meta(described('The best candidates, best first.')),
    excluded: z
      .strictObject({
        total: z.int().min(0).meta(described('How many candidates are out.')),
        by_requirement: z.record(AttributeId, z.int().min(0)).readonly().meta(described('How many fail each requirement.')),
        items: z.array(Exclusion).max(1000).readonly().meta(described('Those that fail the fewest requirements first.')),
      })
      .readonly()
      .meta(described('Who is out, and why.')),
    near_misses: z.array(NearMiss).max(100).readonly().meta(described('Those that one requirement alone keeps out.')),
    infeasible: Infeasible.nullable().meta(described('Null unless nothing is eligible.')),
    verdict: Verdict,
    robustness: Robustness.nullable().meta(described('Null unless asked for.')),
    warnings: z.array(Warning).max(1000).readonly().meta(described('What to know about the request as a whole.')),
  })
  .readonly()
  .meta({ id: 'Ranking', description: 'The catalog ranked against a request.' });
export type Ranking = z.infer<typeof Ranking>;
