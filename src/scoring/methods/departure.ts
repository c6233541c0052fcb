import { numberIn } from '../number-in.ts';

export const DEPARTURE_REASONS = ['weak_on_criterion', 'relative_to_candidates'] as const;

/** Values of [0, 1] by candidate and criterion, and the weights of the criteria. */
export type WeightedValues = { readonly value: readonly (readonly number[])[]; readonly weights: readonly number[] };

/** Why a method parts from the weighted sum, and on which criterion, by index, its winner and that of the sum part most. */
export type Departure = {
  readonly reason: (typeof DEPARTURE_REASONS)[number];
  readonly criterion: (values: WeightedValues, winnerOfSum: number, winnerOfMethod: number) => number;
};

/** The method forgives no weakness: the criterion on which the winner of the sum is worth least. */
export const WEAK_ON_CRITERION: Departure = {
  reason: 'weak_on_criterion',
  criterion: ({ value }, winnerOfSum) => {
    const own = value[winnerOfSum] ?? [];
    return own.indexOf(Math.min(...own));
  },
};

/**
 * The method stretches each criterion to the range that the candidates span: the criterion on which that helps its winner most against
 * that of the weighted sum.
 */
export const RELATIVE_TO_CANDIDATES: Departure = {
  reason: 'relative_to_candidates',
  criterion: ({ value, weights }, winnerOfSum, winnerOfMethod) => {
    const gains = weights.map((weight, k) => {
      const column = value.map((row) => numberIn(row, k));
      const span = Math.max(...column) - Math.min(...column);
      const ahead = numberIn(column, winnerOfMethod) - numberIn(column, winnerOfSum);
      return span === 0 ? 0 : weight * (ahead / span - ahead);
    });
    return gains.indexOf(Math.max(...gains));
  },
};
