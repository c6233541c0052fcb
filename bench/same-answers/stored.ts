import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { rankingRequests } from '../../test/fuzz/ranking-request.ts';
import { RUNS, SEED } from '../../test/fuzz/runs.ts';
import { RANKINGS as BENCHED, COSTLY_RANKINGS } from '../questions.ts';
import { DAY, type Words } from './pages.ts';
import type { Question } from './session.ts';

/** Questions that lie somewhere already: in the corpus, in the catalog, in the fuzz and in the benches. */

const CASES = new URL('../../test/cases/', import.meta.url).pathname;
/** The fuzz asks as many in each of its ten tests. */
const FUZZED = 10 * RUNS;
const BENCHED_OF_EACH = 10;

export const posting = (kind: string, path: string, body: unknown): Question => ({
  kind,
  method: 'POST',
  path,
  body: JSON.stringify(body),
});
export const rankings = (kind: string, bodies: readonly object[]): Question[] =>
  bodies.map((body) => posting(kind, '/v1/rankings', { as_of: DAY, ...body }));

/** The requests of the decision corpus, each as it is and with the whole answer. */
export function caseRequests(): object[] {
  return globSync(`${CASES}*.json`)
    .sort()
    .map((file) => (JSON.parse(readFileSync(file, 'utf8')) as { request: object }).request);
}

export function casesAsked(): Question[] {
  return rankings(
    'cases',
    caseRequests().flatMap((request) => [request, { limit: 100, excluded_limit: 1000, ...request }]),
  );
}

/** Each by its name, as its own request, and over the offers instead of the models. */
export function profilesAsked({ profiles }: Words): Question[] {
  const bodies = [...profiles.values()].flatMap(({ id, request }) => [
    { prefer: { profile: id } },
    { prefer: { profile: id }, fold: 'none', limit: 100, robustness: { samples: 200, seed: 1 } },
    request as object,
  ]);
  return rankings('profiles', bodies);
}

/** What a verdict asks, in the view that it names and in the others. */
export function verdictsAsked({ verdicts }: Words): Question[] {
  const bodies = [...verdicts.values()].flatMap(({ request }) => [request, { ...request, view: 'verified' }, { ...request, view: 'all' }]);
  return rankings('verdicts', bodies as object[]);
}

export function fuzzAsked(words: Words): Question[] {
  return rankings('rankings of the fuzz', fc.sample(rankingRequests(words), { numRuns: FUZZED, seed: SEED }));
}

export function benchesAsked(): Question[] {
  const some = [...BENCHED.slice(0, BENCHED_OF_EACH), ...COSTLY_RANKINGS.slice(0, BENCHED_OF_EACH)];
  return some.map((request) => ({ kind: 'rankings of the benches', ...request }));
}
