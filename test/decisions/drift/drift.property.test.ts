import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driftOf } from '../../../src/decisions/drift/drift.ts';
import { SEVERITIES } from '../../../src/decisions/drift/drift-answer.ts';
import { TODAY } from '../../support/catalogs/seeded.ts';
import { FIXED, WORLDS } from '../../support/catalogs/worlds.ts';
import { ask } from '../../support/requests/ask.ts';

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  test('a decision held against its own revision and day has not drifted', () => {
    fc.assert(
      fc.property(questions(), ({ catalog, request }) => {
        const result = ask(catalog, request);
        fc.pre(result.ranking.length > 0);
        const chosen = result.ranking.at(-1) as (typeof result.ranking)[number];
        const drift = driftOf({ request, chosen, result }, catalog, catalog, result.resolved.as_of);
        expect(drift.changes).toEqual([]);
        expect([drift.changed, drift.severity, drift.total]).toEqual([false, 'none', 0]);
      }),
      { ...FIXED, numRuns: 60 * share },
    );
  });

  test('on any other day the winner changed exactly where the ranking of that day names another, and the gravest change gives the severity', () => {
    fc.assert(
      fc.property(questions(), fc.constantFrom('2026-12-01', '2027-01-01', '2027-06-30'), ({ catalog, request }, day) => {
        const result = ask(catalog, { ...request, as_of: TODAY });
        fc.pre(result.ranking.length > 0);
        const chosen = result.ranking[0] as (typeof result.ranking)[number];
        const drift = driftOf({ request, chosen, result }, catalog, catalog, day);
        const now = ask(catalog, { ...request, as_of: day });
        expect(drift.changes.some(({ code }) => code === 'winner_changed')).toBe(now.verdict.choose !== result.verdict.choose);
        const gravest = Math.max(0, ...drift.changes.map(({ severity }) => SEVERITIES.indexOf(severity)));
        expect(drift.severity).toBe(SEVERITIES[gravest]);
      }),
      { ...FIXED, numRuns: 60 * share },
    );
  });
});
