import { z } from 'zod';
import { CalendarDate } from '../catalog/calendar-date.ts';
import { CatalogStamp } from '../catalog/catalog-stamp.ts';
import { ClaimValue } from '../catalog/claim.ts';
import { AttributeId, AttributeScale } from '../catalog/vocabulary.ts';
import { Details } from '../criteria/registry.ts';
import { Requirement } from '../ranking/ask/request.ts';
import { MethodName } from '../scoring/analysis/request.ts';
import { ResolvedDeployment } from '../words/deployment.ts';
import { Use } from '../words/use.ts';
import { ResolvedWorkload } from '../words/workload.ts';
import { Robustness } from './robustness-answer.ts';

/** The shape of an answer to `POST /v1/rankings`: what the steps of the selection build, and what the document says. */

const Id = z.string().min(1).max(300);
const Ids = z.array(Id).max(5000).readonly();
const Share = z.number().min(0).max(1);
/** Net flows of PROMETHEE go from -1 to 1, the scores of the other methods from 0 to 1. */
const Score = z.number().min(-1).max(1);
const described = (description: string) => ({ description });

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

export const Caveat = z
  .strictObject({
    code: z
      .enum([
        'conflicting_claims',
        'stale',
        'undated',
        'low_confidence',
        'bound',
        'clamped',
        'unknown_kept',
        'retiring_soon',
        'retirement_possible',
        'deprecated',
        'no_known_offer',
        'model_states',
        'listed_free',
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
          'Age in days (`stale`), the bound (`bound`), the date or state (`retiring_soon`, `deprecated`), what the model itself can do (`model_states`), what an `estimate` takes for granted.',
        ),
      ),
  })
  .readonly()
  .meta({ id: 'Caveat', description: 'Something to know before relying on a ranked candidate.' });
export type Caveat = z.infer<typeof Caveat>;

const Model = Id.meta(described('The model (in the article view: the family).'));
const Offer = Id.nullable().meta(described('The offer; null where no offer is known.'));

export const RankingEntry = z
  .strictObject({
    rank: z.int().min(1).meta(described('Competition rank: 1, 2, 2, 4.')),
    model: Model,
    offer: Offer,
    score: Score.nullable().meta(described('By the method; null where nothing was preferred. Less is better for `vikor` alone.')),
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

const Weight = z.number().min(0).max(1);
export const Condition = z
  .union([
    Requirement.extend({ attribute: Id.meta(described('A requirement on this attribute.')) }),
    z.strictObject({
      criterion: Id.meta(described('The weight of this criterion, the others in proportion.')),
      weight_above: Weight.optional().meta(described('The exact tipping point below.')),
      weight_below: Weight.optional().meta(described('The exact tipping point above.')),
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

export const ResolvedRequest = z
  .strictObject({
    view: z.enum(['verified', 'article', 'all', 'sources']).meta(described('Which sources counted.')),
    sources: z
      .union([z.strictObject({ only: Ids }).readonly(), z.strictObject({ except: Ids }).readonly()])
      .optional()
      .meta(described('The sources, where the request lists them.')),
    as_of: CalendarDate.meta(described('The day that ages, retirements and dated prices were reckoned from.')),
    method: MethodName.meta(described('The aggregation method.')),
    require: z.record(AttributeId, Requirement).readonly().meta(described('The requirements, those of a profile included.')),
    weights: z.record(AttributeId, Weight).readonly().meta(described('The criteria with their weights, sum 1.')),
    groups: z
      .record(AttributeId, z.record(AttributeId, Weight).readonly())
      .readonly()
      .meta(described('For criteria that are groups: the share of each member within it.')),
    scales: z.record(AttributeId, AttributeScale).readonly().meta(described('The value scale of every attribute that was scored.')),
    if_unknown: z.enum(['worst', 'exclude', 'neutral']).meta(described('What an unknown earned.')),
    deployment: ResolvedDeployment.optional().meta(described('What fit was worked out from, every default spelled out.')),
    workload: ResolvedWorkload.optional().meta(described('What costs were worked out from, every default spelled out.')),
    use: Use.optional().meta(described('What licences were held against.')),
    fold: z.enum(['model', 'none']).meta(described('Whether each model stands once, with its best offer.')),
    limit: z.int().min(1).meta(described('How many ranked candidates are shown.')),
    pairwise: z
      .strictObject({
        lambda_max: z.number().meta(described('Principal eigenvalue of the judgements.')),
        ci: z.number().meta(described('Consistency index.')),
        ri: z.number().nullable().meta(described('Random index; null beyond 15 criteria, where the table ends.')),
        cr: z.number().nullable().meta(described('Consistency ratio CI / RI.')),
        consistent: z.boolean().nullable().meta(described('CR is at most 0.1.')),
        ri_table: z.literal('saaty_1980').meta(described('The table of random indices.')),
      })
      .readonly()
      .optional()
      .meta(described('Where the weights come from pairwise judgements: how consistent they are.')),
    profile: z
      .strictObject({ id: Id, version: z.int().min(1) })
      .readonly()
      .nullable()
      .meta(described('The profile that was taken.')),
  })
  .readonly()
  .meta({ id: 'ResolvedRequest', description: 'The request as it was understood, with every default spelled out.' });
export type ResolvedRequest = z.infer<typeof ResolvedRequest>;

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
      ])
      .meta(described('What to know about the request, for a program.')),
    criterion: Id.optional().meta(described('The criterion that it is about.')),
    attribute: Id.optional().meta(described('The member of the group that it is about.')),
    criteria: Ids.optional().meta(described('The three judgements that contradict one another most.')),
    methods: z
      .array(
        z
          .strictObject({
            method: MethodName.meta(described('A method that names another winner than the weighted sum.')),
            winners: Ids.meta(described('Whom it names.')),
            criterion: Id.meta(described('The criterion on which they part most.')),
            reason: z
              .enum(['weak_on_criterion', 'relative_to_candidates'])
              .meta(
                described('The winner of the sum is weak there; or the method stretches that criterion to the range of the candidates.'),
              ),
          })
          .readonly(),
      )
      .max(6)
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
