import type { FactView } from '../catalog/fact-view.ts';

/** Scores nearer than this are tied. */
export const TIE = 1e-9;

export type Ranked = { readonly candidate: number; readonly rank: number };

/**
 * Competition ranks 1, 2, 2, 4 by score, best first; ties by id. Folded by model, each model stands once, with its best offer. Candidates
 * are in order of id already, so places break ties. Without scores everybody has rank 1.
 */
export function rank(view: FactView, eligible: readonly number[], scores: Float64Array | null, fold: 'model' | 'none'): Ranked[] {
  const standing = fold === 'none' ? [...eligible] : bestByModel(view, eligible, scores);
  if (!scores) return standing.map((candidate) => ({ candidate, rank: 1 }));
  const at = (candidate: number) => scores[candidate] as number;
  standing.sort((a, b) => at(b) - at(a) || a - b);
  const ranked: Ranked[] = [];
  for (let start = 0; start < standing.length; ) {
    let end = start + 1;
    while (end < standing.length && at(standing[start] as number) - at(standing[end] as number) <= TIE) end++;
    const tied = end - start === 1 ? [standing[start] as number] : standing.slice(start, end).sort((a, b) => a - b);
    for (const candidate of tied) ranked.push({ candidate, rank: start + 1 });
    start = end;
  }
  return ranked;
}

function bestByModel(view: FactView, eligible: readonly number[], scores: Float64Array | null): number[] {
  const best = new Map<string, number>();
  for (const candidate of eligible) {
    const model = view.candidates[candidate]?.model as string;
    const other = best.get(model);
    if (other === undefined || (scores && (scores[candidate] as number) > (scores[other] as number) + TIE)) best.set(model, candidate);
  }
  return [...best.values()];
}
