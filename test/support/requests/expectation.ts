import { expect } from 'vitest';
import { z } from 'zod';
import type { Ranking } from '../../../src/explaining/answer/ranking.ts';

/**
 * What a case of the corpus expects, in words of the decision. A candidate is named by its offer, or by its model where only models matter;
 * a reason is `code attribute`, as in `below_minimum context_window`. What is not named is not asserted.
 */
const Reason = z.string().regex(/^[a-z_]+( [a-z0-9_]+)?$/);
const Candidate = z.string();
export const Expectation = z.strictObject({
  /** The model that the verdict chooses; null: none. */
  choose: z.string().nullable().optional(),
  /** The offer that it chooses. */
  offer: z.string().optional(),
  /** Why nothing is chosen. */
  code: z.enum(['nothing_eligible', 'preferences_needed', 'tie']).nullable().optional(),
  settled: z.boolean().optional(),
  /** Reason codes of the verdict, all of them; `leads_on` and `trails_on` with their criterion. */
  because: z.array(Reason).optional(),
  /** The models that share the first rank, all of them. */
  first: z.array(z.string()).optional(),
  /** All models that are ranked. */
  eligible_models: z.array(z.string()).optional(),
  /** These stand in the ranking in this order, others may stand between them. */
  order: z.array(Candidate).optional(),
  /** Ranks of candidates. */
  ranks: z.record(Candidate, z.int()).optional(),
  ranked: z.array(Candidate).optional(),
  not_ranked: z.array(Candidate).optional(),
  /** Every reason for which a candidate is out. */
  excluded: z.record(Candidate, z.array(Reason)).optional(),
  /** What each requirement would have to read, null for dropped. */
  near_misses: z.record(Candidate, z.record(z.string(), z.unknown())).optional(),
  /** All of the smallest sets of requirements that keep everything out; null: the request is feasible. */
  conflicts: z.array(z.array(z.string())).nullable().optional(),
  /** Among the single relaxations that would let something in. */
  relaxations: z.array(z.record(z.string(), z.unknown())).optional(),
  /** Caveats that a candidate carries, and ones that it does not. */
  caveats: z.record(Candidate, z.array(Reason)).optional(),
  no_caveats: z.record(Candidate, z.array(Reason)).optional(),
  /** Facts that a candidate was scored by; null: unknown. */
  raw: z.record(Candidate, z.record(z.string(), z.unknown())).optional(),
  /** Values on the scale, to two digits. */
  values: z.record(Candidate, z.record(z.string(), z.number())).optional(),
  /** What the licence of a candidate, ranked or out, has to say on the use: findings as `effect code clause`, among others. */
  findings: z.record(Candidate, z.array(z.string())).optional(),
  /** What a candidate, ranked or out, costs in a month: kind, low, expected, high and assumptions, those that are named. */
  costs: z.record(Candidate, z.record(z.string(), z.unknown())).optional(),
  /** Candidates whose score is a point, or open towards what is unknown. */
  certain: z.array(Candidate).optional(),
  open: z.array(Candidate).optional(),
  /** `kind model` of published choose-if rules. */
  rules: z.array(z.string()).optional(),
  warnings: z.array(Reason).optional(),
  /** A part of the request as it was understood; numbers to six digits. */
  resolved: z.record(z.string(), z.unknown()).optional(),
});
export type Expectation = z.infer<typeof Expectation>;

type Named = { readonly model: string; readonly offer: string | null };

export function expectAnswer(answer: Ranking, expected: Expectation): void {
  const { verdict, ranking, excluded, near_misses, infeasible, warnings, resolved } = answer;
  const entry = (name: string) => theOne(ranking, name, 'the ranking');
  const given = <K extends keyof Expectation>(name: K, check: (value: NonNullable<Expectation[K]>) => void) => {
    const value = expected[name];
    if (value !== undefined && value !== null) check(value as NonNullable<Expectation[K]>);
  };
  if (expected.choose !== undefined) expect(verdict.choose, verdict.text).toBe(expected.choose);
  if (expected.code !== undefined) expect(verdict.code).toBe(expected.code);
  if (expected.conflicts === null) expect(infeasible).toBeNull();
  given('offer', (offer) => expect(verdict.offer).toBe(offer));
  given('settled', (settled) => expect(verdict.settled).toBe(settled));
  given('because', (reasons) =>
    expect(verdict.because.map((reason) => said(reason.code, 'criterion' in reason ? reason.criterion : undefined))).toEqual(reasons),
  );
  given('first', (models) => expect(modelsOf(ranking.filter((place) => place.rank === 1))).toEqual([...models].sort()));
  given('eligible_models', (models) => expect(modelsOf(ranking)).toEqual([...models].sort()));
  given('order', (names) => {
    const places = names.map((name) => ranking.indexOf(entry(name)));
    expect(places, names.join(' > ')).toEqual([...places].sort((a, b) => a - b));
  });
  given('ranks', (ranks) => expect(Object.fromEntries(Object.keys(ranks).map((name) => [name, entry(name).rank]))).toEqual(ranks));
  given('ranked', (names) => names.map(entry));
  given('not_ranked', (names) => expect(names.filter((name) => ranking.some((place) => isNamed(place, name)))).toEqual([]));
  given('excluded', (reasons) => {
    for (const [name, codes] of Object.entries(reasons)) {
      const { failed } = theOne(excluded.items, name, 'the excluded');
      expect([name, failed.map((failure) => said(failure.code, failure.attribute)).sort()]).toEqual([name, [...codes].sort()]);
    }
  });
  given('near_misses', (misses) => {
    for (const [name, relax] of Object.entries(misses))
      expect([name, theOne(near_misses, name, 'the near misses').relax]).toEqual([name, relax]);
  });
  given('conflicts', (sets) => expect(infeasible?.conflicts.map((set) => set.join()).sort()).toEqual(sets.map((set) => set.join()).sort()));
  given('relaxations', (relaxations) =>
    expect(infeasible?.relaxations.map(({ relax }) => relax)).toEqual(expect.arrayContaining(relaxations)),
  );
  given('caveats', (caveats) => {
    for (const [name, codes] of Object.entries(caveats))
      expect([name, entry(name).caveats.map((caveat) => said(caveat.code, caveat.attribute))]).toEqual([
        name,
        expect.arrayContaining(codes),
      ]);
  });
  given('no_caveats', (caveats) => {
    for (const [name, codes] of Object.entries(caveats))
      expect([
        name,
        entry(name)
          .caveats.map((caveat) => said(caveat.code, caveat.attribute))
          .filter((code) => codes.includes(code)),
      ]).toEqual([name, []]);
  });
  given('raw', (facts) => {
    for (const [name, raw] of Object.entries(facts)) expect([name, partsOf(entry(name), raw, (part) => part.raw)]).toEqual([name, raw]);
  });
  given('values', (facts) => {
    for (const [name, values] of Object.entries(facts))
      expect([name, partsOf(entry(name), values, (part) => Number(part.value.toFixed(2)))]).toEqual([name, values]);
  });
  given('findings', (findings) => {
    for (const [name, told] of Object.entries(findings)) {
      const use = theOne<Ranking['ranking'][number] | Ranking['excluded']['items'][number]>(
        [...ranking, ...excluded.items],
        name,
        'the answer',
      ).details?.permitted_use;
      const own = use?.findings.map(({ effect, code, clause }) => [effect, code, clause].filter((part) => part !== null).join(' '));
      expect([name, own]).toEqual([name, expect.arrayContaining(told)]);
    }
  });
  given('costs', (costs) => {
    for (const [name, cost] of Object.entries(costs)) {
      const { details } = theOne<Ranking['ranking'][number] | Ranking['excluded']['items'][number]>(
        [...ranking, ...excluded.items],
        name,
        'the answer',
      );
      expect([name, rounded(details?.monthly_cost)]).toMatchObject([name, cost]);
    }
  });
  given('certain', (names) => expect(names.filter((name) => isOpen(entry(name)))).toEqual([]));
  given('open', (names) => expect(names.filter((name) => !isOpen(entry(name)))).toEqual([]));
  given('rules', (rules) => expect(verdict.choose_if.map((rule) => `${rule.kind} ${rule.choose}`)).toEqual(expect.arrayContaining(rules)));
  given('warnings', (codes) =>
    expect(warnings.map((warning) => said(warning.code, warning.attribute ?? warning.criterion))).toEqual(expect.arrayContaining(codes)),
  );
  given('resolved', (part) => expect(rounded(resolved)).toMatchObject(rounded(part) as object));
}

const said = (code: string, about: string | undefined) => (about ? `${code} ${about}` : code);
const isNamed = ({ model, offer }: Named, name: string) => (offer ?? model) === name || model === name;
const modelsOf = (places: readonly Named[]) => [...new Set(places.map((place) => place.model))].sort();

function theOne<T extends Named>(places: readonly T[], name: string, where: string): T {
  const found = places.find((place) => isNamed(place, name));
  if (!found) throw new Error(`${name} is not in ${where}: ${places.map((place) => place.offer ?? place.model).join(', ')}`);
  return found;
}

function isOpen({ score_range }: Ranking['ranking'][number]): boolean {
  return score_range !== null && score_range[0] < score_range[1];
}

function partsOf<T>(
  { contributions }: Ranking['ranking'][number],
  wanted: object,
  read: (part: Ranking['ranking'][number]['contributions'][number]) => T,
) {
  return Object.fromEntries(
    contributions
      .filter((part) => (part.attribute ?? part.criterion) in wanted)
      .map((part) => [part.attribute ?? part.criterion, read(part)]),
  );
}

function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, member) => (typeof member === 'number' ? Number(member.toFixed(6)) : member)));
}
