import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankingState } from '../../../src/ranking/pipeline.ts';
import { TODAY } from '../../support/catalogs/seeded.ts';
import { FIXED, WORLDS } from '../../support/catalogs/worlds.ts';
import { ask, placesOf, valid } from '../../support/requests/ask.ts';
import { relaxed, spelledOut } from '../../support/requests/expanded-answer.ts';

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  test('a near miss stands where it says it would once its relaxation is made the request', () => {
    let seen = 0;
    fc.assert(
      fc.property(questions(), ({ catalog, request }) => {
        const answer = ask(catalog, request);
        const asked = spelledOut(answer, request);
        for (const { model, offer, relax, would_rank, would_score } of answer.near_misses) {
          const standing = placesOf(rankingState(catalog, relaxed(asked, relax), TODAY));
          const place = standing.get(offer ?? model);
          expect([offer ?? model, relax, place?.rank]).toEqual([offer ?? model, relax, would_rank]);
          expectSame(place?.score, would_score);
          seen++;
        }
      }),
      { ...FIXED, numRuns: 100 * share },
    );
    expect(seen).toBeGreaterThan(100);
  });

  test('a relaxation can be posted: it is a valid request', () => {
    fc.assert(
      fc.property(questions(), ({ catalog, request }) => {
        const answer = ask(catalog, request);
        const asked = spelledOut(answer, request);
        const relaxations = [...answer.near_misses, ...(answer.infeasible?.relaxations ?? [])].map(({ relax }) => relax);
        for (const relax of relaxations) {
          const { require, ...rest } = relaxed(asked, relax);
          if (Object.keys(require ?? {}).length + Object.keys(rest.prefer ?? {}).length > 0) valid(catalog, { ...rest, require });
        }
      }),
      { ...FIXED, numRuns: 60 * share },
    );
  });
});

/** To what counts as a tie: the weights of an answer, made to add up to 1 once more, may differ in their last bit, and a score on its grid. */
function expectSame(score: number | null | undefined, promised: number | null): void {
  if (promised === null || typeof score !== 'number') expect(score).toBe(promised);
  else expect(Math.abs(score - promised)).toBeLessThanOrEqual(1e-9);
}
