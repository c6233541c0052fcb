import { type Catalog, compileCatalog } from '../../src/catalog/catalog.ts';
import { type CatalogData, EMPTY_CATALOG } from '../../src/catalog/catalog-data.ts';
import type { Claim, ClaimEntry } from '../../src/catalog/claim.ts';
import type { Attribute } from '../../src/catalog/vocabulary.ts';

const attribute = (id: string, over: Partial<Attribute> = {}): Attribute => ({
  id,
  category: 'limits',
  title: id,
  description: `What ${id} is.`,
  type: 'number',
  unit: 'tokens',
  better: 'higher',
  nature: 'decided',
  scope: 'model',
  scale: { kind: 'log', worst: 8000, best: 10_000_000 },
  scale_reason: 'Doubling counts.',
  stale_after_days: 365,
  ...over,
});

const claim = (id: string, subject: string, entry: Partial<ClaimEntry> & { attribute: string }, over: Partial<Claim> = {}): Claim => ({
  id,
  subject,
  value: null,
  value_status: 'stated',
  source: 'vendor-page',
  as_of: '2026-01-01',
  confidence: 'high',
  position: 1,
  origin: 'seed',
  added_in: 1,
  retired_in: null,
  ...entry,
  ...over,
});

/** Two vendors, one family, a disagreement between the article and the vendor, a retired claim: small enough to know by heart. */
export const SMALL: CatalogData = {
  ...EMPTY_CATALOG,
  revision: 3,
  hash: `sha256:${'a'.repeat(64)}`,
  created_at: '2026-11-01T00:00:00Z',
  attributes: [
    attribute('context_window'),
    attribute('open_weights', { type: 'boolean', unit: null, scale: null, category: 'licence' }),
    attribute('lifecycle', { type: 'string', unit: null, better: 'none', scale: null, values: ['current', 'retired'] }),
    attribute('price_input', { scope: 'offer', unit: 'USD per 1M tokens', better: 'lower', category: 'price' }),
    attribute('soc_2', { scope: 'provider', type: 'boolean', unit: null, scale: null }),
  ],
  sources: [
    { id: 'article', kind: 'article', title: 'The article', locator: 'https://example.com/article', license: null, retrieved: null },
    { id: 'vendor-page', kind: 'vendor', title: 'Vendor', locator: 'https://example.com/v', license: 'CC-BY-4.0', retrieved: '2026-01-02' },
  ],
  families: [{ id: 'acme/line', name: 'Acme Line' }],
  models: [
    { id: 'acme/large', name: 'Acme Large', family: 'acme/line' },
    { id: 'acme/small', name: 'Acme Small', family: 'acme/line' },
    { id: 'zeta/solo-1.5', name: 'Zeta Solo', family: null },
  ],
  providers: [
    { id: 'cloudy', name: 'Cloudy' },
    { id: 'self-hosted', name: 'Self-hosted' },
  ],
  offers: [
    { id: 'acme/large@cloudy', model: 'acme/large', provider: 'cloudy', variant: null },
    { id: 'acme/large@cloudy:eu', model: 'acme/large', provider: 'cloudy', variant: 'eu' },
    { id: 'acme/small@self-hosted', model: 'acme/small', provider: 'self-hosted', variant: null },
  ],
  claims: [
    claim('clm_01', 'acme/large', { attribute: 'context_window', value: 200_000 }),
    claim('clm_02', 'acme/line', { attribute: 'context_window', value: 128_000, source: 'article', as_of: null, confidence: 'low' }),
    claim('clm_03', 'acme/large', { attribute: 'open_weights', value: true }),
    claim('clm_04', 'zeta/solo-1.5', { attribute: 'open_weights', value: false }),
    claim('clm_05', 'acme/large', { attribute: 'lifecycle', value: 'current' }),
    claim('clm_06', 'acme/large@cloudy', { attribute: 'price_input', value: 0.5 }),
    claim('clm_07', 'acme/large@cloudy', { attribute: 'price_input', value: 0.9 }, { retired_in: 2 }),
    claim('clm_08', 'cloudy', { attribute: 'soc_2', value: true }),
    claim('clm_09', 'acme/small', { attribute: 'context_window', value_status: 'not_found' }),
    claim('clm_10', 'acme/large', { attribute: 'context_window', value: 400_000, source: 'article' }, { position: 2 }),
  ],
  groups: [
    {
      id: 'reach',
      title: 'Reach',
      description: 'How far.',
      weights: { context_window: 2, price_input: 1 },
      weights_reason: 'The window counts.',
    },
  ],
  profiles: [
    {
      id: 'long-context',
      title: 'Long context',
      description: 'As much as can be had.',
      version: 1,
      request: { prefer: { weights: { context_window: 1 } } },
      reasons: { context_window: 'The only thing wanted.' },
    },
  ],
  picks: {},
  claim_checks: [{ claim: 'clm_02', verdict: 'contradicted', facts: ['clm_01'], note: 'The vendor says 200K.' }],
  contradictions: [{ id: 'ctr_1', claims: ['clm_02', 'clm_10'], why: 'One window has two sizes.' }],
  licenses: [
    {
      id: 'LicenseRef-Acme',
      title: 'Acme License',
      source: 'vendor-page',
      terms: {
        kind: 'license_of_weights',
        dated: null,
        permissions: [{ tag: 'commercial_use', clause: '1', quote: 'for any purpose', source: 'vendor-page' }],
        conditions: [],
        limitations: [],
        prohibitions: [],
        thresholds: null,
        field_of_use: [],
        regions_excluded: [],
        outputs: null,
        unchecked: [],
      },
    },
  ],
};

export const smallCatalog = (): Catalog => compileCatalog(SMALL);
