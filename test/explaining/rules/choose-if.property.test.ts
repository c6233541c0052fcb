import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ranking } from '../../../src/explaining/answer/ranking.ts';
import type { ChooseIf } from '../../../src/explaining/answer/verdict.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import type { Requirement } from '../../../src/ranking/gate/operators/requirement.ts';
import { FIXED, WORLDS } from '../../support/catalogs/worlds.ts';
import { ask } from '../../support/requests/ask.ts';
import { spelledOut } from '../../support/requests/expanded-answer.ts';

type Published = {
  readonly rule: ChooseIf;
  readonly asked: RankingRequest;
  readonly answer: Ranking;
  readonly chosen: (request: RankingRequest) => string | null;
};

/** Every rule that an answer publishes is made the request; then it has to choose what it says. */
describe.each(WORLDS)('on $name', ({ questions, share }) => {
  const everyRule = (kind: ChooseIf['kind'], check: (published: Published) => void) => {
    let seen = 0;
    fc.assert(
      fc.property(questions('always'), ({ catalog, request }) => {
        const answer = ask(catalog, request);
        const asked = spelledOut(answer, request);
        const chosen = (again: RankingRequest) => ask(catalog, again).verdict.choose;
        for (const rule of answer.verdict.choose_if) {
          if (rule.kind !== kind) continue;
          seen++;
          check({ rule, asked, answer, chosen });
        }
      }),
      { ...FIXED, numRuns: 150 * share },
    );
    expect(seen, 'rules of this kind').toBeGreaterThan(5);
  };

  test('weight: inside the interval it leads, the other weights in proportion', () => {
    everyRule('weight', ({ rule, asked, answer, chosen }) => {
      const [when] = rule.when as [{ criterion: string; weight_above?: number; weight_below?: number }];
      const { weight_above: low = 0, weight_below: high = 1 } = when;
      expect(low).toBeLessThan(high);
      const own = answer.resolved.weights[when.criterion] as number;
      expect([low, own, high], 'the present weight is outside').not.toEqual([low, own, high].sort((a, b) => a - b));
      for (const share of [0.05, 0.5, 0.95]) {
        const weights = reweighted(answer.resolved.weights, when.criterion, low + share * (high - low));
        expect([rule.text, share, chosen({ ...asked, prefer: { weights } })]).toEqual([rule.text, share, rule.choose]);
      }
    });
  });

  test('weight: between the present weight and the tipping point it does not lead yet', () => {
    everyRule('weight', ({ rule, asked, answer, chosen }) => {
      const [when] = rule.when as [{ criterion: string; weight_above?: number; weight_below?: number }];
      const own = answer.resolved.weights[when.criterion] as number;
      const tip = [when.weight_above, when.weight_below]
        .filter((end) => end !== undefined)
        .sort((a, b) => Math.abs(a - own) - Math.abs(b - own))[0] as number;
      if (Math.abs(tip - own) < 1e-6) return;
      const weights = reweighted(answer.resolved.weights, when.criterion, own + 0.9 * (tip - own));
      expect([rule.text, chosen({ ...asked, prefer: { weights } })]).not.toEqual([rule.text, rule.choose]);
    });
  });

  test('only_candidate: among those compared only it is left, with the other requirements and without', () => {
    everyRule('only_candidate', ({ rule, asked, answer, chosen }) => {
      const [{ attribute, ...requirement }] = rule.when as [{ attribute: string } & Requirement];
      const compared = { ...asked, candidates: among(answer, asked) };
      const condition = { [attribute]: requirement };
      const { prefer: _prefer, ...alone } = compared;
      expect([rule.text, chosen({ ...compared, require: { ...asked.require, ...condition } })]).toEqual([rule.text, rule.choose]);
      expect([rule.text, chosen({ ...compared, require: condition })]).toEqual([rule.text, rule.choose]);
      expect([rule.text, chosen({ ...alone, require: condition })]).toEqual([rule.text, rule.choose]);
    });
  });

  test('attribute_lead: among those compared it leads when the criterion alone decides, with the requirements and without', () => {
    everyRule('attribute_lead', ({ rule, asked, answer, chosen }) => {
      const [{ criterion }] = rule.when as [{ criterion: string; weight: 1 }];
      const { require, ...rest } = { ...asked, candidates: among(answer, asked), prefer: { weights: { [criterion]: 1 } } };
      expect([rule.text, chosen({ ...rest, require: require ?? {} })]).toEqual([rule.text, rule.choose]);
      expect([rule.text, chosen(rest)]).toEqual([rule.text, rule.choose]);
    });
  });

  test('a rule names the claims it rests on, and chooses somebody else than the winner', () => {
    fc.assert(
      fc.property(questions('always'), ({ catalog, request }) => {
        const { verdict } = ask(catalog, request);
        for (const rule of verdict.choose_if) {
          expect(rule.choose).not.toBe(verdict.choose);
          for (const id of rule.claims) expect(catalog.claims.has(id)).toBe(true);
          if (rule.kind !== 'weight') expect(rule.claims.length).toBeGreaterThan(0);
          if (rule.kind !== 'weight') expect(verdict.compared).toContain(rule.choose);
        }
      }),
      { ...FIXED, numRuns: 60 * share },
    );
  });
});

function among(answer: Ranking, asked: RankingRequest): NonNullable<RankingRequest['candidates']> {
  const { providers } = asked.candidates ?? {};
  const compared = [...answer.verdict.compared];
  return { ...(answer.resolved.view === 'article' ? { families: compared } : { models: compared }), ...(providers ? { providers } : {}) };
}

/** One weight set, the others in their proportions. */
function reweighted(weights: Readonly<Record<string, number>>, criterion: string, to: number): Record<string, number> {
  const rest = 1 - (weights[criterion] as number);
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, name === criterion ? to : (weight / rest) * (1 - to)]));
}
