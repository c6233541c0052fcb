import fc from 'fast-check';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Attribute } from '../../src/catalog/vocabulary.ts';
import { MethodName } from '../../src/scoring/methods/registry.ts';
import { requirementsOn } from '../support/requests/random-requirement.ts';

/** What is needed of a catalog to speak in its words. */
export type FuzzedCatalog = Pick<Catalog, 'attributes' | 'claimsByAttribute' | 'groups' | 'profiles'>;

/** Requests that make sense to the vocabulary: most of them are ranked, and what little is not is refused for its meaning. */
export function rankingRequests(catalog: FuzzedCatalog): fc.Arbitrary<object> {
  const attributes = [...catalog.attributes.values()].filter(({ id }) => (catalog.claimsByAttribute.get(id)?.size ?? 0) > 0);
  const scaled = attributes.filter(({ scale }) => scale !== null).map(({ id }) => id);
  const criteria = fc.uniqueArray(fc.constantFrom(...scaled, ...catalog.groups.keys()), { minLength: 1, maxLength: 6 });
  const require = fc
    .uniqueArray(fc.constantFrom(...attributes), { maxLength: 4, selector: ({ id }) => id })
    .chain((chosen) =>
      fc.tuple(...chosen.map((attribute) => requirementOn(catalog, attribute).map((requirement) => [attribute.id, requirement] as const))),
    )
    .map((entries) => Object.fromEntries(entries));
  const weight = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.double({ min: 0.001, max: 100, noNaN: true }));
  const prefer = fc.oneof(
    criteria.chain((names) =>
      fc
        .tuple(...names.map(() => weight))
        .map((weights) => ({ weights: { ...Object.fromEntries(names.map((name, i) => [name, weights[i]])), [names[0] as string]: 1 } })),
    ),
    criteria.map((order) => ({ order })),
    fc.constantFrom(...catalog.profiles.keys()).map((profile) => ({ profile })),
  );
  return fc.record(
    {
      require,
      prefer,
      view: fc.constantFrom('verified', 'all', 'article'),
      if_unknown: fc.constantFrom('worst', 'neutral', 'exclude'),
      fold: fc.constantFrom('model', 'none'),
      method: fc.constantFrom(...MethodName.options),
      limit: fc.integer({ min: 1, max: 20 }),
      workload: fc.record({
        requests_per_month: fc.integer({ min: 1, max: 1_000_000 }),
        input_tokens: fc.integer({ min: 0, max: 300_000 }),
        output_tokens: fc.integer({ min: 0, max: 10_000 }),
      }),
      as_of: fc.constantFrom('2025-06-01', '2026-11-23', '2027-03-01'),
    },
    { requiredKeys: ['prefer'] },
  );
}

function requirementOn(catalog: FuzzedCatalog, attribute: Attribute): fc.Arbitrary<object> {
  const claims = [...(catalog.claimsByAttribute.get(attribute.id)?.values() ?? [])].flat();
  const values = claims.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length > 0 ? requirementsOn(attribute, values) : fc.constant({ known: true });
}
