import { claimsAt } from '../../catalog/facts/column.ts';
import { contributionAt } from '../../ranking/measure/measure.ts';
import type { RankingState } from '../../ranking/state.ts';
import { numberIn } from '../../scoring/number-in.ts';
import { SCORE_TIE } from '../../scoring/ranks.ts';
import type { DriftChange } from './drift-answer.ts';
import { candidateAt, type DriftSide } from './drift-side.ts';

/** The changes of one entry's score that is ranked on both sides: by criterion, or of the whole score where the method has no parts. */
export function scoreDrift(before: DriftSide, after: DriftSide, name: string): DriftChange[] {
  const [then, now] = [before.entriesByName.get(name)?.candidate, after.entriesByName.get(name)?.candidate];
  if (then === undefined || now === undefined) return [];
  const partsThen = partsOf(before.state, then);
  const { model, offer } = candidateAt(after.state, now);
  return [...partsOf(after.state, now)].flatMap(([criterion, part]): DriftChange[] => {
    const past = partsThen.get(criterion);
    if (!past || Math.abs(past.score - part.score) <= SCORE_TIE) return [];
    const attribute = criterion === WHOLE ? null : criterion;
    const claims = [...new Set([...past.claims, ...part.claims])];
    return [{ code: 'score_changed', severity: 'info', model, offer, attribute, before: past.score, after: part.score, claims }];
  });
}

/** Stands for the criterion where a method has no parts. */
const WHOLE = '';

function partsOf(
  { isAdditive, performances, methodScores }: RankingState,
  candidate: number,
): Map<string, { readonly score: number; readonly claims: string[] }> {
  if (!performances || !methodScores) return new Map();
  const scored = performances.parts.map((part) => ({
    criterion: part.criterion,
    score: contributionAt(part, candidate),
    claims: claimsAt(part.column, candidate),
  }));
  if (!isAdditive)
    return new Map([[WHOLE, { score: numberIn(methodScores.score, candidate), claims: scored.flatMap((part) => part.claims) }]]);
  const parts = Map.groupBy(scored, (part) => part.criterion);
  return new Map(
    [...parts].map(([criterion, own]) => [
      criterion,
      { score: own.reduce((sum, part) => sum + part.score, 0), claims: own.flatMap((part) => part.claims) },
    ]),
  );
}
