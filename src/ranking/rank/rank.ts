import type { FactView } from '../../catalog/facts/fact-view.ts';
import { filled } from '../../scoring/filled.ts';

import { SCORE_TIE } from '../../scoring/ranks.ts';
export type RankedCandidate = { readonly candidate: number; readonly rank: number };

/**
 * Competition ranks 1, 2, 2, 4 by score, best first; ties by id. Folded by model, each model stands once, with its best offer. Candidates
 * are in order of id already, so places break ties. Without scores everybody has rank 1.
 */
export function rank(
  view: FactView,
  eligible: readonly number[],
  scores: readonly number[] | null,
  fold: 'model' | 'none',
): RankedCandidate[] {
  const standing = fold === 'none' ? [...eligible] : bestByModel(view, eligible, scores);
  if (!scores) return standing.map((candidate) => ({ candidate, rank: 1 }));
  standing.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  const ranked: RankedCandidate[] = [];
  for (let start = 0; start < standing.length; ) {
    const first = standing[start] as number;
    let end = start + 1;
    while (end < standing.length && (scores[first] as number) - (scores[standing[end] as number] as number) <= SCORE_TIE) end++;
    if (end - start === 1) ranked.push({ candidate: first, rank: start + 1 });
    else for (const candidate of standing.slice(start, end).sort((a, b) => a - b)) ranked.push({ candidate, rank: start + 1 });
    start = end;
  }
  return ranked;
}

/** Of each model the best offer, in the order in which the models first come. */
function bestByModel({ modelNumber, byModel }: FactView, eligible: readonly number[], scores: readonly number[] | null): number[] {
  const place = filled(byModel.size, -1);
  const best: number[] = [];
  for (const candidate of eligible) {
    const model = modelNumber[candidate] as number;
    const own = place[model] as number;
    if (own === -1) place[model] = best.push(candidate) - 1;
    else if (scores && (scores[candidate] as number) > (scores[best[own] as number] as number) + SCORE_TIE) best[own] = candidate;
  }
  return best;
}
