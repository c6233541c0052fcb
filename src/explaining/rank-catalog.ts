import type { Catalog } from '../catalog/catalog.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { rankingState } from '../ranking/pipeline.ts';
import { analyse } from '../scoring/analysis/analyse.ts';
import type { AnalysisAnswer } from '../scoring/analysis/answer.ts';
import { numberIn } from '../scoring/number-in.ts';
import type { Ranking, RankingEntry } from './answer/ranking.ts';
import { type Explanation, explain } from './explain.ts';
import { answerOf, answerText } from './ranking-members.ts';
import { type RobustnessQuestions, robustnessOf, robustnessQuestions } from './robustness.ts';

/** A ranking without its robustness, and the questions that robustness takes: heavy ones, so a server has them answered by another thread. */
export type Prepared = { readonly explanation: Explanation; readonly questions: RobustnessQuestions | null };

export function prepareRanking(catalog: Catalog, request: RankingRequest, today: string): Prepared {
  const state = rankingState(catalog, request, today);
  const questions = request.robustness ? robustnessQuestions(state, request.robustness) : null;
  return { explanation: explain(state), questions };
}

/** The answer as a value. `exact` and `drawn` answer the questions, where there are any. */
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

/** The answer as JSON, without robustness: `JSON.stringify` of the value at a fraction of its cost. */
export function rankingJson({ explanation }: Prepared): string {
  return answerText(explanation);
}

/** The options that the answer shows, in its order, without the reasons. */
export function optionsShown({ explanation }: Prepared): Pick<RankingEntry, 'rank' | 'model' | 'offer' | 'score'>[] {
  const { view, methodScores } = explanation.state;
  return explanation.shown.map(({ rank, candidate }) => {
    const { model, offer } = view.candidates[candidate] as Candidate;
    return { rank, model, offer, score: methodScores && numberIn(methodScores.score, candidate) };
  });
}
