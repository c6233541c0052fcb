import { z } from 'zod';
import { listed } from '../listed.ts';
import { METHODS_ON_VALUES, MethodName } from '../methods/registry.ts';
import { CRITERION_SETTINGS_SHAPE, SETTINGS_SHAPE } from '../methods/shapes.ts';
import { SIZES } from '../sizes.ts';
import { LinearScale, LogScale, StepsScale } from '../value-scale.ts';
import { WeightScheme } from '../weights/scheme.ts';

// beyond this, differences of two performances would overflow
const Performance = z.number().min(-1e300).max(1e300);
const Id = z.string().min(1).max(200);
const CriterionPair = z.tuple([Id, Id]);

export const Cell = z
  .union([
    Performance,
    z.null(),
    z.tuple([Performance, Performance]),
    z.strictObject({ mean: Performance, sd: z.number().min(0).max(1e300) }),
  ])
  .meta({
    description: 'A number; null: unknown, anywhere on the scale; [lo, hi]: uniform; mean and sd: normal. All clamped to the scale.',
  });
export type Cell = z.infer<typeof Cell>;

const CriterionScale = z.union([LogScale, StepsScale, LinearScale.extend({ kind: z.literal('linear').optional() })]);

export const AnalysisCriterion = z.strictObject({
  id: Id,
  direction: z.enum(['min', 'max']).meta({ description: 'Whether less or more of it is better.' }),
  scale: CriterionScale.meta({
    description: `Fixed anchors: worst is worth 0, best 1. Needed by ${listed(METHODS_ON_VALUES)} and by all analyses but pareto. Left out, kind is linear.`,
  }).optional(),
  ...CRITERION_SETTINGS_SHAPE,
});

export const Constraints = z.strictObject({
  order: z.array(Id).max(SIZES.criteria).meta({ description: 'Criteria whose weights fall along the list.' }).optional(),
  at_least: z.array(CriterionPair).max(500).meta({ description: 'The first weighs at least as much as the second.' }).optional(),
  bounds: z
    .record(Id, z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]))
    .meta({ description: 'Least and most of the normalised weight.' })
    .optional(),
  ratios: z
    .array(z.tuple([Id, Id, z.number().min(0).max(1e9), z.number().min(0).max(1e9)]))
    .max(500)
    .meta({ description: '[a, b, lo, hi]: the weight of a is lo to hi times that of b.' })
    .optional(),
});
export type Constraints = z.infer<typeof Constraints>;

export const Analyses = z.strictObject({
  pareto: z.boolean().optional(),
  weight_stability: z.boolean().optional(),
  leader_envelope: z.boolean().meta({ description: 'Who leads along each weight from 0 to 1.' }).optional(),
  tipping_points: z.array(CriterionPair).max(SIZES.pairs).meta({ description: 'Pairs of alternatives.' }).optional(),
  potential_optimality: z.boolean().optional(),
  rank_acceptability: z
    .strictObject({
      samples: z.int().min(1).max(SIZES.samples).meta({ description: 'Left out: 10,000.' }).optional(),
      seed: z.int().min(0).max(4294967295).meta({ description: 'Left out: 1.' }).optional(),
    })
    .optional(),
});

/** What POST /v1/analyses takes. `analysisFaults` says what no schema can. */
export const AnalysisRequest = z.strictObject({
  alternatives: z.array(Id).min(1).max(SIZES.alternatives),
  criteria: z.array(AnalysisCriterion).min(1).max(SIZES.criteria),
  matrix: z
    .array(z.array(Cell).max(SIZES.criteria))
    .max(SIZES.alternatives)
    .meta({ description: 'A row for each alternative, a cell for each criterion.' }),
  weights: WeightScheme.optional(),
  constraints: Constraints.meta({
    description: 'What is known of the weights, for rank_acceptability and potential_optimality.',
  }).optional(),
  methods: z.array(MethodName).max(MethodName.options.length).optional(),
  ...SETTINGS_SHAPE,
  analyses: Analyses.optional(),
});
export type AnalysisRequest = z.infer<typeof AnalysisRequest>;
