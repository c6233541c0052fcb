import analysis from '../../openapi/examples/analysis.json' with { type: 'json' };
import comparison from '../../openapi/examples/comparison.json' with { type: 'json' };
import ranking from '../../openapi/examples/ranking.json' with { type: 'json' };
import verdict from '../../openapi/examples/verdict.json' with { type: 'json' };

/** What the service answers, rankings on the seed (src/openapi-examples.ts writes them). */
export const ANALYSIS_ANSWER = analysis;
export const COMPARISON_ANSWER = comparison;
export const RANKING_ANSWER = ranking;
export const VERDICT_EXAMPLE = verdict;
