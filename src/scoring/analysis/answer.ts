import { z } from 'zod';
import { RESULT_SHAPE } from '../methods/shapes.ts';
import { SIZES } from '../sizes.ts';

const Id = z.string().max(200);
const Share = z.number().min(0).max(1);
const Numbers = z.array(z.number()).max(SIZES.alternatives);
const Table = z.array(z.array(Share).max(SIZES.alternatives)).max(SIZES.alternatives);

export const MethodResults = z.strictObject(RESULT_SHAPE);
export type MethodResults = z.infer<typeof MethodResults>;

export const AnalysisWarning = z.strictObject({
  code: z.enum([
    'zero_weight',
    'criterion_does_not_discriminate',
    'beyond_anchor',
    'inconsistent_judgements',
    'unknown_scored_worst',
    'uncertain_scored_at_middle',
    'methods_disagree',
  ]),
  criterion: Id.optional(),
  alternative: Id.optional(),
  criteria: z.array(Id).max(SIZES.alternatives).meta({ description: 'The three judgements that contradict one another most.' }).optional(),
  inconsistency: z.number().optional(),
  cells: z.int().meta({ description: 'How many cells it is about.' }).optional(),
  leaders: z.record(Id, z.array(Id).max(SIZES.alternatives)).meta({ description: 'Who is first, by method.' }).optional(),
});
export type AnalysisWarning = z.infer<typeof AnalysisWarning>;

const Weights = z.strictObject({
  values: z.array(Share).max(SIZES.criteria),
  scheme: z.enum(['direct', 'roc', 'rank_sum', 'rank_reciprocal', 'swing', 'pairwise']),
  lambda_max: z.number().optional(),
  ci: z.number().optional(),
  ri: z.number().nullable().meta({ description: 'Null beyond 15 criteria, where the table ends.' }).optional(),
  cr: z.number().nullable().optional(),
  consistent: z.boolean().nullable().meta({ description: 'CR is at most 0.1.' }).optional(),
  ri_table: z.literal('saaty_1980').optional(),
});

const Stability = z.strictObject({
  criterion: Id,
  weight: Share,
  leader: Id,
  lo: Share.nullable().meta({
    description: 'The leader stays first from lo to hi, the other weights in proportion. Null: the criterion has all the weight.',
  }),
  hi: Share.nullable(),
  challenger_below: Id.nullable(),
  challenger_above: Id.nullable(),
  ranking_lo: Share.nullable().meta({ description: 'The whole ranking stays the same from ranking_lo to ranking_hi.' }),
  ranking_hi: Share.nullable(),
});

const Envelope = z.strictObject({
  criterion: Id,
  weight: Share,
  segments: z
    .array(z.strictObject({ from: Share, to: Share, leaders: z.array(Id).max(SIZES.alternatives) }))
    .max(SIZES.alternatives)
    .meta({ description: 'Empty: the criterion has all the weight.' }),
});

const Tipping = z.strictObject({
  pair: z.tuple([Id, Id]),
  gap: z.number().meta({ description: 'Score of the first less that of the second.' }),
  weight: z.array(z.strictObject({ criterion: Id, at: Share.nullable() })).max(SIZES.criteria),
  performance: z
    .array(
      z.strictObject({
        criterion: Id,
        first_falls_to: z.number().nullable().meta({ description: 'The performance at which the first ties; null: none on the scale.' }),
        second_rises_to: z.number().nullable(),
      }),
    )
    .max(SIZES.criteria),
  least_weight_change: z
    .strictObject({ total: z.number(), weights: z.array(Share).max(SIZES.criteria) })
    .nullable()
    .meta({ description: 'The nearest weights at which they tie; total is the sum of all changes. Null: no weights do.' }),
});

const Optimality = z.strictObject({
  alternative: Id,
  margin: z.number().meta({ description: 'The most by which it can lead; below 0, the least by which it trails.' }),
  kind: z.enum(['strict', 'weak', 'no']),
  witness_weights: z.array(Share).max(SIZES.criteria).nullable(),
});

const RankAcceptability = z.strictObject({
  samples: z.int(),
  seed: z.int(),
  sampling: z.enum(['exact', 'rejection', 'hit_and_run']),
  acceptability: Table.meta({ description: 'Row: alternative; column: rank.' }),
  standard_error: z.array(Numbers).max(SIZES.alternatives),
  pairwise: Table.meta({ description: 'How often the row beats the column; both as pairwise_alternatives.' }),
  pairwise_alternatives: z
    .array(Id)
    .max(SIZES.alternatives)
    .meta({ description: 'All; of more than 50, the 25 that rank best in a pilot.' }),
  central_weights: z.array(z.array(Share).max(SIZES.criteria).nullable()).max(SIZES.alternatives),
  confidence_factor: z.array(Share.nullable()).max(SIZES.alternatives),
});

/** What POST /v1/analyses answers; every part but `warnings` only where it was asked for. */
export const AnalysisAnswer = z.strictObject({
  weights: Weights.optional(),
  results: MethodResults.optional(),
  pareto: z
    .strictObject({
      nondominated: z.array(Id).max(SIZES.alternatives),
      dominates: z
        .record(Id, z.array(Id).max(SIZES.alternatives))
        .meta({ description: 'By non-dominated alternative; every dominated one stands in some list.' }),
      truncated: z.boolean().meta({ description: 'There were more than 100,000 pairs; the rest is left out.' }),
    })
    .optional(),
  weight_stability: z.array(Stability).max(SIZES.criteria).optional(),
  leader_envelope: z.array(Envelope).max(SIZES.criteria).optional(),
  tipping_points: z.array(Tipping).max(SIZES.pairs).optional(),
  potential_optimality: z.array(Optimality).max(SIZES.alternatives).optional(),
  rank_acceptability: RankAcceptability.optional(),
  warnings: z.array(AnalysisWarning).max(10_000),
});
export type AnalysisAnswer = z.infer<typeof AnalysisAnswer>;
