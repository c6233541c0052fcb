/**
 * Rank-order centroid weights: w_k = (1/n) sum_{i=k..n} 1/i, the centroid of all weights with w_1 >= ... >= w_n
 * (Barron and Barrett 1996, Management Science 42(11)). `ranks` are positive, 1 the most important; tied ones share the mean
 * of the positions they occupy. Sums to 1.
 */
export function rankOrderCentroid(ranks: readonly number[]): number[] {
  const n = ranks.length;
  const byPosition = new Float64Array(n);
  for (let position = n; position >= 1; position--) byPosition[position - 1] = (byPosition[position] ?? 0) + 1 / position / n;
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
