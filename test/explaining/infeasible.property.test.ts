import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIXED, type Question, WORLDS } from '../support/catalogs/worlds.ts';
import { ask, places } from '../support/requests/ask.ts';
import { failedAttributes } from '../support/requests/eligibility.ts';
import { relaxed, spelledOut } from '../support/requests/expanded-answer.ts';

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  const everyDeadEnd = (check: (question: Question & { answer: ReturnType<typeof ask> }) => void) => {
    let seen = 0;
    fc.assert(
      fc.property(questions(), (question) => {
        const answer = ask(question.catalog, question.request);
        if (!answer.infeasible) return;
        seen++;
        check({ ...question, answer });
      }),
      { ...FIXED, numRuns: 150 * share },
    );
    expect(seen).toBeGreaterThan(20);
  };

  test('a dead end is explained, and nothing else is', () => {
    fc.assert(
      fc.property(questions(), ({ catalog, request }) => {
        const { eligible, considered, ranking, infeasible, verdict } = ask(catalog, request);
        expect(infeasible !== null).toBe(eligible === 0 && considered > 0);
        if (eligible === 0) expect([ranking, verdict.choose, verdict.code]).toEqual([[], null, 'nothing_eligible']);
      }),
      { ...FIXED, numRuns: 100 * share },
    );
  });

  test('each conflict keeps everybody out by itself, none of its parts does, and there is no smaller one', () => {
    everyDeadEnd(({ catalog, request, answer }) => {
      const failed = [...failedAttributes(catalog, answer.resolved, request.candidates).values()];
      const keepsAllOut = (names: readonly string[]) => failed.every((own) => own.some((name) => names.includes(name)));
      const conflicts = answer.infeasible?.conflicts ?? [];
      expect(conflicts.length).toBeGreaterThan(0);
      expect(new Set(conflicts.map((names) => names.join())).size).toBe(conflicts.length);
      for (const names of conflicts) {
        expect([names, keepsAllOut(names)]).toEqual([names, true]);
        for (const spared of names)
          expect([names, spared, keepsAllOut(names.filter((name) => name !== spared))]).toEqual([names, spared, false]);
      }
      const smallest = subsets([...new Set(failed.flat())]).find(keepsAllOut)?.length;
      expect(conflicts.map((names) => names.length)).toEqual(conflicts.map(() => smallest));
    });
  });

  test('asking for nothing but the requirements of a conflict still gives nothing', () => {
    everyDeadEnd(({ catalog, request, answer }) => {
      const { require = {}, ...rest } = spelledOut(answer, request);
      for (const names of answer.infeasible?.conflicts ?? []) {
        const kept = Object.fromEntries(Object.entries(require).filter(([name]) => names.includes(name)));
        expect([names, places(catalog, { ...rest, require: kept }).size]).toEqual([names, 0]);
      }
    });
  });

  test('each single relaxation lets in the one that it names, the smallest step first', () => {
    everyDeadEnd(({ catalog, request, answer }) => {
      const asked = { ...spelledOut(answer, request), fold: 'none' as const };
      const relaxations = answer.infeasible?.relaxations ?? [];
      for (const { relax, candidates, model, offer } of relaxations) {
        const eased = { ...relaxed(asked, relax), candidates: { ...request.candidates, ...candidates } };
        expect([relax, candidates, [...places(catalog, eased).keys()].includes(offer ?? model)]).toEqual([relax, candidates, true]);
      }
      const steps = relaxations.map(({ step }) => step ?? Number.POSITIVE_INFINITY);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
    });
  });

  test('the closest are those that fail the fewest requirements', () => {
    everyDeadEnd(({ catalog, request, answer }) => {
      const counts = [...failedAttributes(catalog, answer.resolved, request.candidates)].map(
        ([id, failed]) => [id, failed.length] as const,
      );
      const fewest = Math.min(...counts.map(([, count]) => count));
      for (const { model, offer, failed } of answer.infeasible?.closest ?? []) {
        const names = new Set(failed.map((failure) => failure.attribute));
        expect([offer ?? model, names.size]).toEqual([offer ?? model, fewest]);
      }
    });
  });
});

/** Smallest first. */
function subsets(names: readonly string[]): string[][] {
  const all = Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_name, i) => (bits >> i) & 1));
  return all.sort((a, b) => a.length - b.length);
}
