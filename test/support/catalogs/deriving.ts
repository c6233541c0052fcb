import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import { indexCatalog } from '../../../src/catalog/derived/index-catalog.ts';
import { type Candidate, factView, type SourceSelection } from '../../../src/catalog/facts/fact-view.ts';
import { DERIVED_SOURCE } from '../../../src/catalog/rules/derivation-rule.ts';
import { RULES } from '../../../src/catalog/rules/registry.ts';
import { candidateOf } from '../../../src/service/pages/facts.ts';
import { attributeOf, dataOf, licenseOf, modelOf, offerOf, SOURCES, sourceOf } from './fixture.ts';

const ATTRIBUTES = new Set(RULES.flatMap((rule) => [rule.attribute, ...rule.inputs.map(({ attribute }) => attribute)]));
const PROVIDER_SCOPE = ['api_commercial_use', 'hosting'];

/** A small world that all rules know their way in: two models of a line, one of them at its vendor, at a cloud and at home. */
export function derivableData(claims: readonly Claim[], over: Partial<CatalogData> = {}): CatalogData {
  return dataOf({
    sources: [...SOURCES, sourceOf('registry', DERIVED_SOURCE)],
    attributes: [...ATTRIBUTES, 'hosting'].map((id) =>
      attributeOf(id, { scale: null, better: 'none', scope: PROVIDER_SCOPE.includes(id) ? 'provider' : 'model' }),
    ),
    families: [{ id: 'lab/line', name: 'Line' }],
    models: [modelOf('lab/one', 'lab/line'), modelOf('lab/two', 'lab/line')],
    providers: ['lab', 'cloud', 'self-hosted'].map((id) => ({ id, name: id })),
    offers: ['lab/one@lab', 'lab/one@cloud', 'lab/one@self-hosted'].map(offerOf),
    licenses: [
      licenseOf('Free'),
      licenseOf('Research', { prohibitions: [{ use: 'commercial', clause: '3', quote: 'no commercial use', source: 'vendor' }] }),
      licenseOf('Silent', { permissions: [] }),
      licenseOf('Unread', { permissions: null, prohibitions: null, thresholds: null }),
    ],
    claims,
    ...over,
  });
}

export const derived = (...claims: readonly Claim[]): Catalog => indexCatalog(derivableData(claims));

export function derivedClaims({ claims }: Catalog): Claim[] {
  return [...claims.values()].filter((claim) => claim.derived !== undefined);
}

/** What a view believes of a subject. */
export function factOn(catalog: Catalog, subject: string, attribute: string, selection: SourceSelection = { view: 'verified' }) {
  const of = catalog.attributes.get(attribute);
  if (!of) throw new Error(`no attribute ${attribute}`);
  const candidate: Candidate = candidateOf(catalog, subject);
  return factView(catalog, selection, '2026-11-28').factOf(of, candidate);
}
