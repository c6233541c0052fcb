import { numberIn } from '../number-in.ts';
/** Spreads the weights of the positions over the ranks: 1 is the most important; tied ranks share the mean of the positions they occupy. */
export function sharedByPosition(ranks: readonly number[], byPosition: readonly number[]): number[] {
  const n = ranks.length;
  const order = ranks.map((_, index) => index).sort((a, b) => numberIn(ranks, a) - numberIn(ranks, b));
  const weights = new Array<number>(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && ranks[numberIn(order, end)] === ranks[numberIn(order, start)]) end++;
    let sum = 0;
    for (let position = start; position < end; position++) sum += numberIn(byPosition, position);
    for (let position = start; position < end; position++) weights[numberIn(order, position)] = sum / (end - start);
    start = end;
  }
  return weights;
}
