import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import type { RankingState } from '../../ranking/state.ts';
import { intIn } from '../../scoring/number-in.ts';

/** What an answer tells apart: models, or offers where the request does not fold by model. */
export type Options = {
  /** What the option of a candidate is called: the model's id, or the offer's (that of the model, where nobody offers it). */
  readonly nameOf: (candidate: number) => string;
  /** The number of a candidate's option: two candidates of one option share it. */
  readonly numberOf: (candidate: number) => number;
  /** The candidates of the option of that name, ascending. */
  readonly candidatesOf: (name: string) => readonly number[];
};

type Speaking = Pick<RankingState, 'plan' | 'view'>;

export function optionsOf({ plan, view }: Speaking): Options {
  const { candidates, byModel, modelNumber } = view;
  const candidateAt = (candidate: number) => candidates[candidate] as Candidate;
  if (plan.fold === 'model')
    return {
      nameOf: (candidate) => candidateAt(candidate).model,
      numberOf: (candidate) => intIn(modelNumber, candidate),
      candidatesOf: (name) => byModel.get(name) ?? [],
    };
  return {
    nameOf: (candidate) => candidateAt(candidate).id,
    numberOf: (candidate) => candidate,
    candidatesOf: (name) => {
      const index = indexById(candidates).get(name);
      return index === undefined ? [] : [index];
    },
  };
}

const indexById = memoizeWeak((candidates: readonly Candidate[]) => new Map(candidates.map(({ id }, index) => [id, index])));
