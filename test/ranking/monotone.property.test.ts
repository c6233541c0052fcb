import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOfDay, dayNumber } from '../../src/catalog/calendar-date.ts';
import type { ClaimValue } from '../../src/catalog/claim.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import type { Candidate } from '../../src/catalog/facts/fact-view.ts';
import { REGISTER } from '../../src/catalog/facts/market.ts';
import { rankingState } from '../../src/ranking/pipeline.ts';
import type { RankingState } from '../../src/ranking/state.ts';
import { isIncreasing, type ValueScale } from '../../src/scoring/value-scale.ts';
import { TODAY } from '../support/catalogs/seeded.ts';
import { FIXED, WORLDS } from '../support/catalogs/worlds.ts';
import { placesOf, valid } from '../support/requests/ask.ts';

/** What other facts hang on, and what says whether a model can be had: to move these is no plain improvement. */
const NOT_PLAIN = ['hosting', 'lifecycle', 'retirement_date', ...REGISTER];

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  test('improving one value never lowers the rank of anything that it is a value of', () => {
    fc.assert(
      fc.property(questions('always'), fc.nat(), fc.nat(), ({ data, catalog, request }, pickEntry, pickLeaf) => {
        const before = rankingState(catalog, valid(catalog, request), TODAY);
        const required = before.plan.constraints.map((constraint) => constraint.attribute.id);
        const parts = (before.performances?.parts ?? []).filter(({ attribute }) => ![...NOT_PLAIN, ...required].includes(attribute.id));
        const entry = before.ranked[pickEntry % Math.max(1, before.ranked.length)];
        const part = parts[pickLeaf % Math.max(1, parts.length)];
        if (!entry || !part) return;
        const factOf = (candidate: number) => before.view.factOf(part.attribute, before.view.candidates[candidate] as Candidate);
        const fact = factOf(entry.candidate);
        if (fact.status !== 'known' || fact.value === null) return;
        const value = better(fact.value, part.scale);
        const changed = { ...data, claims: data.claims.map((claim) => (claim.id === fact.claim?.id ? { ...claim, value } : claim)) };
        const after = rankingState(indexCatalog(changed), request, TODAY);
        const touched = before.ranked.filter(({ candidate }) => factOf(candidate).claim?.id === fact.claim?.id);
        const [ranksBefore, ranksAfter] = [ranksByModelOrOffer(before), ranksByModelOrOffer(after)];
        for (const { candidate } of touched) {
          const key = keyOf(before, candidate);
          expect(ranksAfter.get(key), `${key}: ${part.attribute.id} from ${fact.value} to ${value}`).toBeLessThanOrEqual(
            ranksBefore.get(key) as number,
          );
        }
      }),
      { ...FIXED, numRuns: 120 * share },
    );
  });
});

function keyOf({ plan, view }: RankingState, candidate: number): string {
  return (plan.fold === 'model' ? view.candidates[candidate]?.model : view.candidates[candidate]?.id) as string;
}

function ranksByModelOrOffer(state: RankingState): Map<string, number> {
  return new Map([...placesOf(state)].map(([id, { rank, model }]) => [state.plan.fold === 'model' ? model : id, rank]));
}

function better(value: ClaimValue, scale: ValueScale): ClaimValue {
  if (scale.kind === 'set')
    return typeof value === 'string' ? (scale.wanted[0] as string) : [...new Set([...(value as string[]), ...scale.wanted])];
  const up = isIncreasing(scale);
  if (typeof value === 'boolean') return up;
  if (typeof value === 'string') return dateOfDay(dayNumber(value) + (up ? 40 : -40));
  return up ? (value as number) * 1.3 + 0.1 : (value as number) / 1.3;
}
