import { hash } from 'node:crypto';
import type { Alias } from '../../../src/catalog/alias.ts';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import { type CatalogData, EMPTY_CATALOG } from '../../../src/catalog/catalog-data.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import type { ChangePlan } from '../../../src/feeds/plan/change-plan.ts';
import { namingOf } from '../../../src/feeds/rows/naming.ts';
import type { FeedRow, FeedStatement } from '../../../src/feeds/rows/parsed-feed.ts';

const attribute = (id: string, over: Partial<Attribute> = {}): Attribute => ({
  id,
  category: 'market',
  title: id,
  description: `What ${id} is.`,
  type: 'number',
  unit: 'tokens',
  better: 'higher',
  nature: 'decided',
  scope: 'offer',
  scale: null,
  scale_reason: 'A test.',
  stale_after_days: null,
  ...over,
});

const vendorClaim = (id: string, subject: string, attribute: string, value: Claim['value']): Claim => ({
  id,
  subject,
  attribute,
  value,
  value_status: 'stated',
  source: 'vendor-page',
  as_of: '2026-01-01',
  confidence: 'high',
  position: 0,
  origin: 'seed',
  added_in: 1,
  retired_in: null,
});

export const modelAlias = (feed: string | null, spelling: string, target: string, variant: string | null = null): Alias => ({
  id: `${feed ?? 'any'}:model:${spelling}`,
  feed,
  kind: 'model',
  spelling,
  target,
  variant,
});

/** Four models of three vendors, two providers, and the words that a feed needs. */
export const MARKET: CatalogData = {
  ...EMPTY_CATALOG,
  revision: 1,
  hash: `sha256:${'a'.repeat(64)}`,
  created_at: '2026-11-01T00:00:00Z',
  attributes: [
    attribute('price_input', { unit: 'USD per 1M tokens', better: 'lower' }),
    attribute('context_window', { scope: 'model' }),
    attribute('modalities_in', { type: 'set', unit: null, better: 'none', scope: 'model', values: ['text', 'image'] }),
  ],
  sources: ['feed-models-dev', 'feed-litellm', 'vendor-page'].map((id) => ({
    id,
    kind: id === 'vendor-page' ? ('vendor' as const) : ('registry' as const),
    title: id,
    locator: 'https://example.com',
    license: null,
    retrieved: null,
  })),
  families: [{ id: 'meta/llama-4', name: 'Llama 4' }],
  models: [
    { id: 'meta/llama-4-scout', name: 'Llama 4 Scout', family: 'meta/llama-4' },
    { id: 'openai/gpt-oss-120b', name: 'gpt-oss-120b', family: null },
    { id: 'openai/gpt-4.1', name: 'GPT-4.1', family: null },
    { id: 'zai/glm-4.6', name: 'GLM-4.6', family: null },
  ],
  providers: [
    { id: 'groq', name: 'Groq' },
    { id: 'self-hosted', name: 'Your own hardware' },
  ],
  offers: [{ id: 'meta/llama-4-scout@groq', model: 'meta/llama-4-scout', provider: 'groq', variant: null }],
  claims: [
    vendorClaim('clm_0000000000000001', 'meta/llama-4-scout', 'context_window', 10_000_000),
    vendorClaim('clm_0000000000000002', 'meta/llama-4-scout@groq', 'price_input', 0.11),
    vendorClaim('clm_0000000000000003', 'openai/gpt-oss-120b', 'context_window', 131_072),
    vendorClaim('clm_0000000000000004', 'openai/gpt-4.1', 'context_window', 1_000_000),
    vendorClaim('clm_0000000000000005', 'zai/glm-4.6', 'context_window', 200_000),
  ],
};

export const marketCatalog = (over: Partial<CatalogData> = {}): Catalog => compileCatalog({ ...MARKET, ...over });

export const claimIdOf = (content: string): string => `clm_${hash('sha256', content).slice(0, 16)}`;

export const states = (attribute: string, value: FeedStatement['value']): FeedStatement => ({ attribute, value, value_status: 'stated' });

/** A row about an offer, at Groq unless it says otherwise, with a price unless it says otherwise. */
export function offerRow(name: string, over: Partial<FeedRow> = {}): FeedRow {
  const provider = over.provider ?? 'groq';
  const row = `/${provider}/models/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const statements = [states('price_input', 0.2)];
  const naming = namingOf(name);
  return { row, about: 'offer', provider, name, naming, title: null, spellings: [], variant: null, statements, ofModel: [], ...over };
}

/** The catalog as it is after a plan: what the store would make of it, as a value. */
export function withPlan(data: CatalogData, { add, retire }: ChangePlan, origin: Claim['origin'] = 'import'): CatalogData {
  const revision = data.revision + 1;
  const gone = new Set(retire.claims);
  const claims: Claim[] = data.claims.map((claim) =>
    gone.has(claim.id) && claim.retired_in === null ? { ...claim, retired_in: revision } : claim,
  );
  const fresh = new Set(add.claims.map(({ id }) => id));
  return {
    ...data,
    revision,
    attributes: [...data.attributes, ...add.attributes],
    sources: [...data.sources, ...add.sources],
    providers: [...data.providers, ...add.providers],
    models: [...data.models, ...add.models],
    offers: [...data.offers.filter(({ id }) => !retire.offers.includes(id)), ...add.offers],
    claims: [
      ...claims.filter(({ id }) => !fresh.has(id)),
      ...add.claims.map((claim) => ({ ...claim, origin, added_in: revision, retired_in: null })),
    ],
  };
}
