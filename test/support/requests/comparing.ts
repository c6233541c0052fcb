import * as fc from 'fast-check';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { factView } from '../../../src/catalog/facts/fact-view.ts';
import type { Comparison, ComparisonRule, ResolvedComparison } from '../../../src/comparing/answer.ts';
import { checkComparison } from '../../../src/comparing/check-request.ts';
import { compareOptions } from '../../../src/comparing/compare.ts';
import type { ComparisonRequest } from '../../../src/comparing/request.ts';
import type { Ranking } from '../../../src/explaining/answer/ranking.ts';
import { TODAY } from '../catalogs/seeded.ts';
import { ask } from './ask.ts';
import { requestsOn } from './random-request.ts';

/** A comparison by the pure core, of a body that has to be valid. */
export function compare(catalog: Catalog, body: unknown): Comparison {
  const { request, issues, faults } = checkComparison(catalog, body, TODAY);
  if (!request) throw new Error(`refused: ${JSON.stringify({ body, issues, faults })}`);
  return compareOptions(catalog, request, TODAY);
}

type Option = ResolvedComparison['options'][number];

/** Whether a ranking chooses just this: the model, or of all ranked offers this one alone. */
export function chooses({ verdict, ranking }: Ranking, { id, kind }: Option): boolean {
  if (kind !== 'offer') return verdict.choose === id;
  const first = ranking.filter((entry) => entry.rank === 1);
  return verdict.choose === id.slice(0, id.indexOf('@')) && verdict.offer === id && first.length === 1 && first[0]?.offer === id;
}

export function optionOf(comparison: Comparison, rule: ComparisonRule): Option {
  return comparison.resolved.options.find((option) => option.id === rule.choose) as Option;
}

/** A rule's own request, taken to the ranking engine. */
export function rerun(catalog: Catalog, rule: ComparisonRule): Ranking {
  return ask(catalog, rule.request);
}

/** Valid comparisons of 2 to 10 models and offers in any view, with preferences and scales or without. */
export function comparisonsOn(catalog: Catalog): fc.Arbitrary<ComparisonRequest> {
  const models = [...catalog.models.keys()];
  const offers = [...catalog.offers.keys()];
  const some = (ids: readonly string[]) =>
    ids.length === 0 ? fc.constant<string[]>([]) : fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 10, size: 'max' });
  // offers of one model, and models of one family, are the hardest to tell apart
  const siblings = fc.constantFrom(...models).map((model) => {
    const family = catalog.models.get(model)?.family;
    return models.filter((other) => catalog.models.get(other)?.family === family);
  });
  const oneModels = fc.constantFrom(...models).map((model) => (catalog.offersByModel.get(model) ?? []).map((offer) => offer.id));
  return fc
    .record({
      asked: requestsOn(catalog, 'sometimes', false),
      models: fc.oneof(some(models), siblings, fc.constant<string[]>([])),
      offers: fc.oneof(some(offers), oneModels, fc.constant<string[]>([])),
      only: fc.option(fc.uniqueArray(fc.constantFrom(...wellKnown(catalog)), { minLength: 1, maxLength: 8 }), { nil: undefined, freq: 1 }),
      few: fc.integer({ min: 2, max: 10 }),
    })
    .map(({ asked, models, offers, only, few }) => {
      const { view, sources, prefer, scales, as_of } = asked;
      const shared: Pick<ComparisonRequest, 'view' | 'sources' | 'prefer' | 'scales' | 'as_of'> = {
        ...(sources ? { sources } : view ? { view } : {}),
        ...(prefer ? { prefer } : {}),
        ...(scales ? { scales } : {}),
        ...(as_of ? { as_of } : {}),
      };
      const narrowed = only ? { attributes: only } : {};
      if (shared.view === 'article') return { ...shared, ...narrowed, models: familiesOf(catalog).slice(0, 10) };
      const compared = models.slice(0, few);
      const further = offers.filter((offer) => !compared.includes(offer.slice(0, offer.indexOf('@')))).slice(0, few - compared.length);
      return { ...shared, ...narrowed, models: compared, offers: further };
    })
    .filter(({ models, offers }: ComparisonRequest) => (models?.length ?? 0) + (offers?.length ?? 0) >= 2);
}

function familiesOf(catalog: Catalog): string[] {
  return factView(catalog, { view: 'article' }, TODAY).candidates.map((candidate) => candidate.id);
}

function wellKnown(catalog: Catalog): string[] {
  const subjects = (id: string) => catalog.claimsByAttribute.get(id)?.size ?? 0;
  return [...catalog.attributes.keys()].sort((a, b) => subjects(b) - subjects(a)).slice(0, 40);
}
