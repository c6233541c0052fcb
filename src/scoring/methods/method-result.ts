import { z } from 'zod';
import type { Matrix } from '../matrix.ts';
import { type Better, competitionRanks } from '../ranks.ts';
import { SIZES } from '../sizes.ts';
import { normaliseWeights } from '../weights/direct.ts';
import type { Method, MethodProblem } from './method.ts';

/** What every method answers. */
export const Scored = z.strictObject({
  better: z.enum(['higher', 'lower']).meta({ description: 'Which score is better.' }),
  scores: z.array(z.number()).max(SIZES.alternatives).meta({ description: 'In the order of the alternatives.' }),
  ranks: z.array(z.int().min(1)).max(SIZES.alternatives).meta({ description: 'Competition ranks: 1, 2, 2, 4.' }),
});
export type Scored = z.infer<typeof Scored>;

/** Runs the method on a problem without faults. Throws where it gives a number that is not finite: that is a fault of the method. */
export function methodResult(method: Method, problem: MethodProblem): Scored {
  const { scores, rankedBy = scores, details } = method.run(problem);
  const result = { ...scored(method, scores, problem.alternatives, rankedBy), ...details };
  for (const [member, value] of Object.entries(details)) requireFinite(method, member, value);
  return result;
}

/**
 * Scores and ranks of candidates by their values in [0, 1]; a row of the matrix for each of the names. Throws where the method refuses a
 * value or gives a score that is not finite.
 */
export function scoresOnValues(method: Method, values: Matrix, weights: readonly number[], names: readonly string[]): Scored {
  const { onValues } = method;
  if (onValues !== 'run') {
    const scores = onValues.scores(values, weights);
    return scored(method, scores, names, scores, onValues.tie);
  }
  for (const value of values.cells) {
    const refusal = method.refusal(value, 'max');
    if (refusal) throw new Error(`${method.name} refuses the value ${value}, and has no form of its own for values: ${refusal.detail}`);
  }
  const { scores, rankedBy = scores } = method.run({
    alternatives: names,
    criteria: weights.map(() => ({ direction: 'max' })),
    // as an analysis does with the weights that it is given
    weights: normaliseWeights(weights),
    raw: () => values,
    values: () => ({ point: values, low: values, high: values }),
    settings: undefined,
  });
  return scored(method, scores, names, rankedBy);
}

function scored(
  method: Method,
  scores: Float64Array,
  alternatives: readonly string[],
  rankedBy: Float64Array,
  tie = method.tie,
): { better: Better; scores: number[]; ranks: number[] } {
  for (const [i, alternative] of alternatives.entries())
    if (!Number.isFinite(scores[i]) || !Number.isFinite(rankedBy[i]))
      throw new Error(`${method.name} gave the alternative ${alternative} the score ${scores[i]}, ranked by ${rankedBy[i]}`);
  return { better: method.better, scores: [...scores], ranks: competitionRanks(rankedBy, method.better, tie ?? undefined) };
}

function requireFinite(method: Method, member: string, value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${method.name} gave the number ${value} in ${member}`);
  if (Array.isArray(value)) for (const inner of value) requireFinite(method, member, inner);
}
