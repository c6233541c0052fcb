import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIXED, WORLDS } from '../../support/catalogs/worlds.ts';
import { ask } from '../../support/requests/ask.ts';
import { failedAttributes } from '../../support/requests/eligibility.ts';

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  test('everybody eligible meets every requirement, everybody excluded fails the ones that the answer names', () => {
    fc.assert(
      fc.property(questions(), ({ catalog, request }) => {
        const answer = ask(catalog, { ...request, fold: 'none', limit: 100, excluded_limit: 1000 });
        const expected = failedAttributes(catalog, answer.resolved, request.candidates);
        const out = new Map([...expected].filter(([, failed]) => failed.length > 0));
        expect([answer.considered, answer.eligible, answer.excluded.total]).toEqual([expected.size, expected.size - out.size, out.size]);
        for (const entry of answer.ranking)
          expect([entry.offer ?? entry.model, expected.get(entry.offer ?? entry.model)]).toEqual([entry.offer ?? entry.model, []]);
        const named = answer.excluded.items.map(({ offer, model, failed }) => [
          offer ?? model,
          [...new Set(failed.map((failure) => failure.attribute))].sort(),
        ]);
        expect(new Map(named as [string, string[]][])).toEqual(out);
      }),
      { ...FIXED, numRuns: 150 * share },
    );
  });

  test('the counts by requirement are how many fail it', () => {
    fc.assert(
      fc.property(questions(), ({ catalog, request }) => {
        const answer = ask(catalog, request);
        const failed = [...failedAttributes(catalog, answer.resolved, request.candidates).values()].flat();
        for (const [attribute, count] of Object.entries(answer.excluded.by_requirement))
          expect([attribute, count]).toEqual([attribute, failed.filter((name) => name === attribute).length]);
        for (const attribute of failed) expect(answer.excluded.by_requirement).toHaveProperty(attribute);
      }),
      { ...FIXED, numRuns: 100 * share },
    );
  });
});
