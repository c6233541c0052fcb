import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../src/catalog/catalog.ts';
import { Comparison, type ComparisonRule } from '../../src/comparing/answer.ts';
import type { ComparisonRequest } from '../../src/comparing/request.ts';
import type { Requirement } from '../../src/ranking/gate/operators/requirement.ts';
import { randomData } from '../support/catalogs/random-catalog.ts';
import { seededCatalog } from '../support/catalogs/seeded.ts';
import { ask } from '../support/requests/ask.ts';
import { chooses, compare, comparisonsOn, optionOf, rerun } from '../support/requests/comparing.ts';

const WEIGHTINGS = 50;

type Seen = Record<ComparisonRule['kind'] | 'several' | 'silent', number>;
const nothing = (): Seen => ({ only_candidate: 0, attribute_lead: 0, weight: 0, never: 0, several: 0, silent: 0 });

/** Holds every rule of a comparison to what it says, by ranking its request. */
function prove(catalog: Catalog, request: ComparisonRequest, seen: Seen): void {
  const answer = compare(catalog, request);
  expect(Comparison.safeParse(answer).error?.issues ?? []).toEqual([]);
  for (const rule of answer.rules) {
    seen[rule.kind]++;
    if (rule.when.length > 1) seen.several++;
    if (rule.kind === 'never') expect(winsSometimes(catalog, answer, rule, seen.never)).toEqual([]);
    else expect([rule.text, chooses(rerun(catalog, rule), optionOf(answer, rule))]).toEqual([rule.text, true]);
    if (rule.kind === 'weight')
      for (const at of [0.01, 0.99]) expect([rule.text, at, wins(catalog, answer, rule, at)]).toEqual([rule.text, at, true]);
    if (rule.kind === 'only_candidate' && rule.when.length > 1)
      expect([rule.text, holdsWithout(catalog, answer, rule)]).toEqual([rule.text, []]);
  }
  for (const option of answer.resolved.options) if (answer.rules.every((rule) => rule.choose !== option.id)) seen.silent++;
}

/** The same rule nearer to the ends of its stretch: `at` 0 is the one end, 1 the other. */
function wins(catalog: Catalog, answer: Comparison, rule: ComparisonRule, at: number): boolean {
  const [condition] = rule.when;
  if (!rule.request || !condition || !('criterion' in condition) || 'weight' in condition) return false;
  const [low, high] = [condition.weight_above ?? 0, condition.weight_below ?? 1];
  // the score is to 1e-12 and ties are within 1e-9: too near to an end they meet
  if (high - low < 1e-4) return true;
  const weight = low + at * (high - low);
  const others = Object.entries(answer.resolved.weights).filter(([id]) => id !== condition.criterion);
  const rest = others.reduce((sum, [, own]) => sum + own, 0);
  const weights = { ...Object.fromEntries(others.map(([id, own]) => [id, (own / rest) * (1 - weight)])), [condition.criterion]: weight };
  return chooses(ask(catalog, { ...rule.request, prefer: { weights } }), optionOf(answer, rule));
}

/** Conditions that could be left out: none, or the rule is not the smallest. */
function holdsWithout(catalog: Catalog, answer: Comparison, rule: ComparisonRule): string[] {
  return rule.when.flatMap((condition) => {
    if (!('attribute' in condition)) return [];
    const { [condition.attribute]: _left, ...require } = rule.request?.require ?? {};
    return chooses(ask(catalog, { ...rule.request, require }), optionOf(answer, rule)) ? [condition.attribute] : [];
  });
}

/** Random weightings, of all scored attributes and of a few, under which it is chosen after all. */
function winsSometimes(catalog: Catalog, answer: Comparison, rule: ComparisonRule, seed: number): object[] {
  const scored = answer.attributes
    .map(({ attribute }) => attribute)
    .filter((id) => answer.resolved.scales[id] || catalog.attributes.get(id)?.scale);
  const { field, scales } = answer.resolved;
  const some = fc.uniqueArray(fc.constantFrom(...scored), { minLength: 1, maxLength: 12 });
  const weightings = some.chain((ids) => fc.tuple(...ids.map((id) => fc.tuple(fc.constant(id), fc.integer({ min: 1, max: 1000 })))));
  return fc.sample(weightings, { seed, numRuns: WEIGHTINGS }).flatMap((weights) => {
    const prefer = { weights: Object.fromEntries(weights) };
    const used = Object.fromEntries(Object.entries(scales).filter(([id]) => id in prefer.weights));
    const ranking = ask(catalog, { ...field, prefer, scales: used, fold: 'none', limit: 100 });
    return chooses(ranking, optionOf(answer, rule)) ? [prefer] : [];
  });
}

test('every rule of 600 random comparisons of the seed is true when its request is ranked', () => {
  const catalog = seededCatalog();
  const seen = nothing();
  fc.assert(
    fc.property(comparisonsOn(catalog), (request) => prove(catalog, request, seen)),
    { seed: 20261123, numRuns: 600 },
  );
  for (const [kind, count] of Object.entries(seen)) expect([kind, count > 0]).toEqual([kind, true]);
  expect(seen.only_candidate).toBeGreaterThan(5000);
}, 300_000);

test('every rule on 300 random small catalogs is true, whatever is bounded, partial, retired or not applicable', () => {
  const seen = nothing();
  const worlds = randomData.map(compileCatalog).chain((catalog) => fc.tuple(fc.constant(catalog), comparable(catalog)));
  fc.assert(
    fc.property(worlds, ([catalog, request]) => {
      if (request) prove(catalog, request, seen);
    }),
    { seed: 20261124, numRuns: 300 },
  );
  for (const [kind, count] of Object.entries(seen)) expect([kind, count > 0]).toEqual([kind, true]);
}, 300_000);

/** Null where the catalog has no two things to compare. */
function comparable(catalog: Catalog): fc.Arbitrary<ComparisonRequest | null> {
  return catalog.models.size < 2 || catalog.offers.size < 2 ? fc.constant(null) : comparisonsOn(catalog);
}

test('where several demands are made, or none, no single one of its own figures would have done', () => {
  const catalog = seededCatalog();
  let tried = 0;
  fc.assert(
    fc.property(comparisonsOn(catalog), (request) => {
      const answer = compare(catalog, request);
      for (const option of answer.resolved.options) {
        const free = answer.rules.filter((rule) => rule.choose === option.id && rule.kind !== 'weight');
        if (free.some((rule) => rule.when.length === 1) || !option.available) continue;
        for (const [attribute, requirement] of ownFigures(answer, option.id)) {
          tried++;
          const ranking = ask(catalog, {
            ...answer.resolved.field,
            require: { ...answer.resolved.field.require, [attribute]: requirement },
            fold: 'none',
          });
          expect([option.id, attribute, requirement, chooses(ranking, option)]).toEqual([option.id, attribute, requirement, false]);
        }
      }
    }),
    { seed: 20261125, numRuns: 200 },
  );
  expect(tried).toBeGreaterThan(500);
}, 120_000);

/** What the table shows of an option, as demands on everybody. */
function ownFigures(answer: Comparison, option: string): [string, Requirement][] {
  return answer.attributes.flatMap(({ attribute, better, values }): [string, Requirement][] => {
    const value = values.find((one) => one.option === option)?.value;
    if (Array.isArray(value)) return value.length === 0 || value.length > 100 ? [] : [[attribute, { all_of: value }]];
    if (better === 'none') return [];
    if (typeof value === 'boolean') return value === (better === 'higher') ? [[attribute, { is: value }]] : [];
    if (typeof value === 'number') return [[attribute, better === 'higher' ? { at_least: value } : { at_most: value }]];
    return [];
  });
}
