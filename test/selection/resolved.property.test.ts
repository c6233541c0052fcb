import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { spelledOut } from '../support/spelled-out.ts';
import { FIXED, WORLDS } from '../support/worlds.ts';

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
