import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { ModelId, OfferId, Slug, SourceId } from '../../catalog/claim.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';
import { MethodName } from '../../scoring/methods/registry.ts';
import { SIZES } from '../../scoring/sizes.ts';
import { LinearScale, LogScale, SetScale, StepsScale } from '../../scoring/value-scale.ts';
import { Deployment } from '../../words/deployment.ts';
import { Use } from '../../words/use.ts';
import { Workload } from '../../words/workload.ts';
import { MEMBERS_MAX } from '../gate/operators/members.ts';
import { Requirement } from '../gate/operators/requirement.ts';

export const LIMITS = {
  requirements: 50,
  criteria: 50,
  members: MEMBERS_MAX,
  candidates: 100,
  offers: 1000,
  ranking: 100,
  excluded: 1000,
} as const;

const Day = z.union([z.number(), CalendarDate]);
/** A value scale as a request gives it: `kind` may be left out where worst and best are there (linear); anchors of dates are days. */
export const RequestScale = z.union([
  LogScale,
  StepsScale,
  SetScale,
  z.strictObject({ kind: z.literal('linear').optional(), worst: Day, best: Day }),
  LinearScale,
]);
export type RequestScale = z.infer<typeof RequestScale>;

const OrderEntry = z.union([AttributeId, z.array(AttributeId).min(1).max(LIMITS.criteria)]);

/** Exactly one member is given. */
export const Preference = z.strictObject({
  weights: z
    .record(AttributeId, z.number().nonnegative())
    .meta({ description: 'Criteria with non-negative weights, at least one positive; normalised to the sum 1.' })
    .optional(),
  order: z
    .array(OrderEntry)
    .min(1)
    .max(LIMITS.criteria)
    .meta({ description: 'Criteria, best first; ties as an inner list. Weighted by rank-order centroid.' })
    .optional(),
  swing: z
    .record(AttributeId, z.number().nonnegative())
    .meta({ description: 'Swing points: what the step from worst to best of each scale is worth to you, the most worthwhile often 100.' })
    .optional(),
  pairwise: z
    .strictObject({
      criteria: z.array(AttributeId).min(1).max(LIMITS.criteria).meta({ description: 'The criteria, in the order of the rows.' }),
      matrix: z
        .array(z.array(z.number().min(-1e300).max(1e300)).max(LIMITS.criteria))
        .max(LIMITS.criteria)
        .meta({ description: 'Positive and reciprocal: [i][j] says how many times as important i is as j.' }),
    })
    .meta({ description: 'Pairwise judgements (AHP): weights by the principal eigenvector, with the consistency ratio in the answer.' })
    .optional(),
  profile: Slug.meta({ description: 'The id of a stored profile: its weights, scales and requirements are taken.' }).optional(),
});
export type Preference = z.infer<typeof Preference>;

export const View = z.enum(['verified', 'article', 'all']);

export const RevisionAsked = z.int().min(1).meta({ description: 'The catalog revision to ask, any that ever was. Left out: the newest.' });

export const RankingRequest = z.strictObject({
  view: View.optional(),
  sources: z
    .strictObject({
      only: z.array(SourceId).min(1).max(LIMITS.members).optional(),
      except: z.array(SourceId).min(1).max(LIMITS.members).optional(),
    })
    .optional(),
  candidates: z
    .strictObject({
      models: z.array(ModelId).max(LIMITS.candidates).optional(),
      families: z.array(ModelId).max(LIMITS.candidates).optional(),
      offers: z.array(OfferId).max(LIMITS.offers).optional(),
      providers: z.array(Slug).max(LIMITS.candidates).optional(),
      kinds: z
        .array(Slug)
        .min(1)
        .max(LIMITS.members)
        .meta({ description: 'Kinds of models (values of `kind`). Left out: `chat` alone. Models of unknown kind are in, and say so.' })
        .optional(),
      plans: z
        .enum(['exclude', 'include'])
        .meta({
          description:
            'What becomes of offers whose price is part of a plan (`price_basis` subscription, quota or trial), or that are listed at 0 without anybody saying that they are free. Left out: exclude.',
        })
        .optional(),
      unvetted: z
        .boolean()
        .meta({ description: 'Whether offers of providers of unknown kind (`provider_kind`) take part. Left out: they do not.' })
        .optional(),
    })
    .meta({
      description:
        'Who is considered; left out: everybody. What is named is asked for: a named model of whatever kind, a named offer of whatever basis, a named provider of whatever kind.',
    })
    .optional(),
  require: z.record(AttributeId, Requirement).optional(),
  prefer: Preference.optional(),
  scales: z.record(AttributeId, RequestScale).optional(),
  method: MethodName.optional(),
  workload: Workload.optional(),
  use: Use.optional(),
  deployment: Deployment.optional(),
  if_unknown: z.enum(['worst', 'exclude', 'neutral']).optional(),
  fold: z.enum(['model', 'none']).optional(),
  limit: z.int().min(1).max(LIMITS.ranking).optional(),
  excluded_limit: z.int().min(0).max(LIMITS.excluded).optional(),
  as_of: CalendarDate.optional(),
  revision: RevisionAsked.optional(),
  robustness: z
    .strictObject({
      samples: z.int().min(1).max(SIZES.samples).optional().meta({ description: 'Draws. Left out: 10,000.' }),
      seed: z.int().min(0).max(4294967295).optional().meta({ description: 'Left out: 1.' }),
    })
    .meta({ description: 'How sure the ranking is, as weights and what is not known move. Needs `prefer`.' })
    .optional(),
});
export type RankingRequest = z.infer<typeof RankingRequest>;
