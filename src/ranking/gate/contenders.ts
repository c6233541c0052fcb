import type { FactView } from '../../catalog/facts/fact-view.ts';
import { intIn } from '../../scoring/number-in.ts';
import type { Plan } from '../ask/plan.ts';

/**
 * Those of some candidates that can stand for their model: where the request folds by model, an edition (batch, flex, priority ...) only stands
 * where no plain offer of its model is among them.
 */
export function contendersAmong({ fold }: Pick<Plan, 'fold'>, view: FactView, candidates: readonly number[]): readonly number[] {
  const { editions } = view;
  if (fold === 'none' || editions === null) return candidates;
  const hasPlain = plainModels(view, candidates);
  return candidates.filter((i) => editions[i] === 0 || hasPlain[intIn(view.modelNumber, i)] === 0);
}

/** By number of a model: 1 where a plain offer of it is among the candidates. */
export function plainModels({ editions, byModel, modelNumber }: FactView, candidates: readonly number[]): Uint8Array {
  const hasPlain = new Uint8Array(byModel.size);
  for (const i of candidates) if (editions === null || editions[i] === 0) hasPlain[intIn(modelNumber, i)] = 1;
  return hasPlain;
}
