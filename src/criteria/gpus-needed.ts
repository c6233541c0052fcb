import { z } from 'zod';
import { type ComputedCriterion, computedColumn } from './computed-criterion.ts';
import { FigureRange, FitAssumption } from './fit/deployment-fit.ts';
import { HARDWARE_ATTRIBUTES } from './fit/hardware-facts.ts';
import { fitsOf, selfHostedFact } from './fits-deployment.ts';

/** How a number of GPUs comes about. The parts of the memory are in the detail of `fits_deployment`. */
export const GpusNeeded = z
  .strictObject({
    count: FigureRange.nullable().meta({ description: 'Null: the number of parameters is not known.' }),
    bytes: FigureRange.nullable().meta({ description: 'Memory over all GPUs together.' }),
    assumptions: z.array(FitAssumption).max(10).readonly(),
  })
  .readonly()
  .meta({ id: 'GpusNeeded', description: 'The smallest practical number of GPUs, and the memory that it follows from.' });

/** The smallest number of the request's GPUs that a self-hosted model is expected to need. */
export const gpusNeeded: ComputedCriterion<'gpus_needed', typeof GpusNeeded> = {
  attribute: {
    id: 'gpus_needed',
    category: 'computed',
    title: 'GPUs needed',
    description:
      'The smallest practical number of the `deployment`’s GPUs (1, 2, 4, 8, or whole nodes of eight) that the model is expected to need under its load. Only self-hosted offers; unknown where the model’s size or attention is not known.',
    type: 'number',
    unit: 'GPUs',
    better: 'lower',
    nature: 'decided',
    scope: 'offer',
    scale_reason: 'The anchors of gpu_count_min: from one GPU to two hosts of eight, by ratio.',
    stale_after_days: null,
  },
  from: 'deployment',
  scale: () => ({ kind: 'log', worst: 16, best: 1 }),
  drawsOn: () => Object.values(HARDWARE_ATTRIBUTES),
  detail: GpusNeeded,
  column: (question) => {
    const { runs, fitOf } = fitsOf(question);
    const needed = (candidate: number) => fitOf(candidate).gpus_needed;
    return {
      ...computedColumn(question.attribute, question.view.candidates.length, (i) =>
        selfHostedFact(
          runs(i),
          () => needed(i)?.expected ?? null,
          () => {
            const ends = needed(i);
            return ends && ends.low !== ends.high ? [ends.low, ends.high] : undefined;
          },
        ),
      ),
      lineage: (candidate) => (runs(candidate) === 'self' ? fitOf(candidate).claims : []),
      detail: (candidate) => {
        if (runs(candidate) !== 'self') return null;
        const { gpus_needed: count, memory, assumptions } = fitOf(candidate);
        return { count, bytes: memory?.total ?? null, assumptions };
      },
      caveats: () => [],
    };
  },
};
