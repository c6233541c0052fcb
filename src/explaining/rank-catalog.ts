import type { Catalog } from '../catalog/catalog.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { rankingState } from '../ranking/pipeline.ts';
import { analyse } from '../scoring/analysis/analyse.ts';
import type { AnalysisAnswer } from '../scoring/analysis/answer.ts';
import type { Ranking, RankingEntry } from './answer/ranking.ts';
import { answerOf, type Explanation, explain } from './explain.ts';
import { type RobustnessQuestions, robustnessOf, robustnessQuestions } from './robustness.ts';
import { rankingText } from './write-json.ts';

/** A ranking that is worked out but for its robustness, and what that takes: heavy, so that a server asks another thread. */
export type Prepared = { readonly explanation: Explanation; readonly questions: RobustnessQuestions | null };

export function prepareRanking(catalog: Catalog, request: RankingRequest, today: string): Prepared {
  const state = rankingState(catalog, request, today);
  const questions = request.robustness ? robustnessQuestions(state, request.robustness) : null;
  return { explanation: explain(catalog, state), questions };
}

/** The answer as a value; `exact` and `drawn` answer the questions, where there are any. */
export function completeRanking({ explanation, questions }: Prepared, exact?: AnalysisAnswer, drawn?: AnalysisAnswer): Ranking {
  const ranking = answerOf(explanation);
  if (!questions || !exact || !drawn) return ranking;
  const { robustness, warnings } = robustnessOf(questions, exact, drawn, explanation.state);
  return { ...ranking, robustness, warnings: [...ranking.warnings, ...warnings] };
}

/**
 * Ranks the catalog against a checked request. Pure: the same request (with its day) on the same revision gives the same answer, byte for
 * byte. `today` is the day that counts where the request names none.
 */
export function rankCatalog(catalog: Catalog, request: RankingRequest, today: string): Ranking {
  const prepared = prepareRanking(catalog, request, today);
  const { questions } = prepared;
  return questions ? completeRanking(prepared, analyse(questions.exact), analyse(questions.drawn)) : completeRanking(prepared);
}

/** `JSON.stringify` of the answer, without robustness, at a fraction of its cost where the weighted sum ranks: for the route. */
export function rankingJson({ explanation }: Prepared): string {
  const isPlain = explanation.state.plan.method === 'weighted_sum';
  return isPlain ? rankingText(explanation) : JSON.stringify(answerOf(explanation));
}

/** The options that the answer shows, in its order, without what explains them. */
export function optionsShown({ explanation }: Prepared): Pick<RankingEntry, 'rank' | 'model' | 'offer' | 'score'>[] {
  const { view, methodScores } = explanation.state;
  return explanation.shown.map(({ rank, candidate }) => {
    const { model, offer } = view.candidates[candidate] as Candidate;
    return { rank, model, offer, score: methodScores ? (methodScores.score[candidate] as number) : null };
  });
}
