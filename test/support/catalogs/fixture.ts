import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import { type CatalogData, EMPTY_CATALOG } from '../../../src/catalog/catalog-data.ts';
import type { Claim, Source, SourceKind } from '../../../src/catalog/claim.ts';
import type { Model, Offer } from '../../../src/catalog/entries.ts';
import type { License } from '../../../src/catalog/license.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';

/** Builders of catalogs as values: a test names what matters to it, the rest is plain. */

export function attributeOf(id: string, over: Partial<Attribute> = {}): Attribute {
  return {
    id,
    category: 'fixture',
    title: id,
    description: id,
    type: 'number',
    unit: null,
    better: 'higher',
    nature: 'decided',
    scope: 'model',
    scale: { kind: 'linear', worst: 0, best: 100 },
    scale_reason: 'A fixture.',
    stale_after_days: null,
    ...over,
  };
}

export function sourceOf(kind: SourceKind, id: string = kind): Source {
  return { id, kind, title: id, locator: `https://example.com/${id}`, license: null, retrieved: null };
}

/** One source of each kind, under the kind's own name. */
export const SOURCES: readonly Source[] = (['vendor', 'independent', 'registry', 'article', 'operator'] as const).map((kind) =>
  sourceOf(kind),
);

/** Where the terms below say they stand. */
export const CLAUSE = { clause: '2', quote: 'words of the text', source: 'vendor' };

/** A licence that permits commercial use and says nothing else. */
export function licenseOf(id: string, over: Partial<License['terms']> = {}): License {
  return {
    id,
    title: id,
    source: 'vendor',
    terms: {
      kind: 'license_of_weights',
      dated: null,
      permissions: [{ tag: 'commercial_use', ...CLAUSE }],
      conditions: [],
      limitations: [],
      prohibitions: [],
      thresholds: [],
      field_of_use: [],
      regions_excluded: [],
      outputs: { claimed: false, trains_other_models: 'permitted', ...CLAUSE },
      unchecked: [],
      ...over,
    },
  };
}

let claims = 0;

/** A stated claim of the vendor; ids count up, so that a later one has the later id. */
export function claimOf(subject: string, attribute: string, value: Claim['value'], over: Partial<Claim> = {}): Claim {
  claims++;
  return {
    id: `clm_${String(claims).padStart(6, '0')}`,
    subject,
    attribute,
    value,
    value_status: value === null ? 'not_found' : 'stated',
    source: 'vendor',
    as_of: '2026-01-01',
    confidence: 'high',
    position: 1,
    origin: 'seed',
    added_in: 1,
    retired_in: null,
    ...over,
  };
}

export function modelOf(id: string, family: string | null = null): Model {
  return { id, name: id, family };
}

/** `lab/one@cloud:eu` -> the offer of lab/one at cloud, variant eu. */
export function offerOf(id: string): Offer {
  const [model = '', rest = ''] = id.split('@');
  const [provider = '', variant] = rest.split(':');
  return { id, model, provider, variant: variant ?? null };
}

export function dataOf(over: Partial<CatalogData>): CatalogData {
  return {
    ...EMPTY_CATALOG,
    revision: 1,
    hash: `sha256:${'0'.repeat(64)}`,
    created_at: '2026-01-01T00:00:00Z',
    sources: SOURCES,
    ...over,
  };
}

/** Models by id with the numbers that are known of them, each with one attribute of the same scale: enough for questions of ranking. */
export function catalogOfNumbers(
  attributes: readonly Attribute[],
  models: Readonly<Record<string, Readonly<Record<string, Claim['value']>>>>,
): Catalog {
  return compileCatalog(
    dataOf({
      attributes,
      models: Object.keys(models).map((id) => modelOf(id)),
      claims: Object.entries(models).flatMap(([model, facts]) =>
        Object.entries(facts).map(([attribute, value]) => claimOf(model, attribute, value)),
      ),
    }),
  );
}
