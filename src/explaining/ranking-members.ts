import { ENGINE_VERSION } from '../engine-version.ts';
import { Ranking } from './answer/ranking.ts';
import { fixed } from './declared-members.ts';
import { declared, listText } from './declared-object.ts';
import { ENTRY, EXCLUSION } from './entry-members.ts';
import type { Explanation } from './explain.ts';

/** An answer is that of no candidate: nothing in these two tables asks for one. */
const NO_CANDIDATE = -1;

const EXCLUDED = declared<Ranking['excluded'], Explanation>(Ranking.unwrap().shape.excluded, {
  total: fixed(({ state }) => state.eligibility.considered.length - state.eligibility.eligible.length),
  by_requirement: fixed(({ excluded }) => excluded.byRequirement),
  items: fixed(
    (explanation) => explanation.excluded.shown.map((candidate) => EXCLUSION.valueOf(explanation, candidate, undefined)),
    (explanation) => {
      const write = EXCLUSION.writer(explanation);
      return listText(explanation.excluded.shown, (candidate) => write(candidate, undefined));
    },
  ),
});

const RANKING = declared<Ranking, Explanation>(Ranking, {
  catalog: fixed(({ catalog }) => catalog),
  engine: fixed(() => ENGINE_VERSION),
  resolved: fixed(({ resolved }) => resolved),
  considered: fixed(({ state }) => state.eligibility.considered.length),
  eligible: fixed(({ state }) => state.eligibility.eligible.length),
  ranking: fixed(
    (explanation) => explanation.shown.map(({ candidate, rank }) => ENTRY.valueOf(explanation, candidate, rank)),
    (explanation) => {
      const write = ENTRY.writer(explanation);
      return listText(explanation.shown, ({ candidate, rank }) => write(candidate, rank));
    },
  ),
  excluded: fixed(
    (explanation) => EXCLUDED.valueOf(explanation, NO_CANDIDATE, undefined),
    (explanation) => EXCLUDED.writer(explanation)(NO_CANDIDATE, undefined),
  ),
  near_misses: fixed(({ nearMisses }) => nearMisses),
  infeasible: fixed(({ infeasible }) => infeasible),
  verdict: fixed(({ verdict }) => verdict),
  robustness: fixed(() => null),
  warnings: fixed(({ warnings }) => warnings),
});

/** The answer as a value, without robustness. */
export function answerOf(explanation: Explanation): Ranking {
  return RANKING.valueOf(explanation, NO_CANDIDATE, undefined);
}

/** The answer as JSON: exactly `JSON.stringify(answerOf(explanation))`, at a fraction of its cost. */
export function answerText(explanation: Explanation): string {
  return RANKING.writer(explanation)(NO_CANDIDATE, undefined);
}
