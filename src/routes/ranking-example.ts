import comparison from '../../openapi/examples/comparison.json' with { type: 'json' };
import ranking from '../../openapi/examples/ranking.json' with { type: 'json' };
import verdict from '../../openapi/examples/verdict.json' with { type: 'json' };

/** Answers of the service on the seed (src/openapi-examples.ts writes them). */
export const COMPARISON_ANSWER = comparison;
export const RANKING_ANSWER = ranking;
export const VERDICT_EXAMPLE = verdict;
