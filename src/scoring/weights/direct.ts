/** Weights over their sum. Non-negative, at least one positive; otherwise a RangeError (the caller checks first). */
export function normaliseWeights(weights: readonly number[]): number[] {
  // the largest first, so that weights near the largest double do not overflow in the sum
  const largest = Math.max(...weights);
  if (!(largest > 0) || weights.some((weight) => !(weight >= 0) || weight === Number.POSITIVE_INFINITY))
    throw new RangeError('weights are finite, none negative, and at least one is positive');
  const scaled = weights.map((weight) => weight / largest);
  const sum = scaled.reduce((total, weight) => total + weight, 0);
  return scaled.map((weight) => weight / sum);
}
