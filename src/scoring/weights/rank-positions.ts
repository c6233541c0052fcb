/** Spreads the weights of the positions over the ranks: 1 is the most important; tied ranks share the mean of the positions they occupy. */
export function sharedByPosition(ranks: readonly number[], byPosition: ArrayLike<number>): number[] {
  const n = ranks.length;
  const order = ranks.map((_, index) => index).sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
  const weights = new Array<number>(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && ranks[order[end] as number] === ranks[order[start] as number]) end++;
    let sum = 0;
    for (let position = start; position < end; position++) sum += byPosition[position] as number;
    for (let position = start; position < end; position++) weights[order[position] as number] = sum / (end - start);
    start = end;
  }
  return weights;
}
