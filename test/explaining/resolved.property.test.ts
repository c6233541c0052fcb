import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIXED, WORLDS } from '../support/catalogs/worlds.ts';
import { ask } from '../support/requests/ask.ts';
import { spelledOut } from '../support/requests/expanded-answer.ts';

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  test('asking for what an answer says it understood gives the same ranking', () => {
    fc.assert(
      fc.property(questions(), ({ catalog, request }) => {
        const answer = ask(catalog, { ...request, limit: 100 });
        const again = ask(catalog, { ...spelledOut(answer, request), limit: 100 });
        const gist = ({ ranking, eligible, verdict }: typeof answer) => ({
          eligible,
          choose: verdict.choose,
          ranking: ranking.map(({ rank, model, offer, score }) => ({
            rank,
            model,
            offer,
            score: score === null ? null : score.toFixed(9),
          })),
        });
        expect(gist(again)).toEqual(gist(answer));
      }),
      { ...FIXED, numRuns: 60 * share },
    );
  });
});
