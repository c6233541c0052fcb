import type { SeedClaim } from '../src/catalog/claim.ts';
import { claimId } from '../src/service/seeding/read-seed.ts';
import type { CatalogLog } from '../src/store/contract/catalog-log.ts';

const OFFERS = 5000;
const ATTRIBUTES = [
  'price_input',
  'price_output',
  'price_cache_read',
  'price_cache_write',
  'price_per_request',
  'context_window',
  'max_output_tokens',
  'batch_discount',
];

function syntheticClaim(subject: string, attribute: string, value: number): SeedClaim {
  const about = {
    subject,
    attribute,
    value,
    value_status: 'stated' as const,
    source: 'litellm',
    position: 0,
    as_of: '2026-11-01',
    confidence: 'low' as const,
  };
  return { id: claimId(JSON.stringify(about)), ...about };
}

const recordOn = (basis: number) => ({ origin: 'import', author: 'bench', now: new Date(), note: '', basis }) as const;

/** Adds a revision with 5,000 offers of the seed's models at synthetic providers, of 8 claims each. */
export async function enlarge(log: CatalogLog): Promise<void> {
  const { models, revision } = await log.read();
  const providers = Array.from({ length: Math.ceil(OFFERS / models.length) }, (_, p) => ({ id: `synthetic-${p}`, name: `Synthetic ${p}` }));
  const offers = Array.from({ length: OFFERS }, (_, i) => {
    const model = models[i % models.length]?.id ?? '';
    const provider = `synthetic-${Math.floor(i / models.length)}`;
    return { id: `${model}@${provider}`, model, provider, variant: null };
  });
  const claims = offers.flatMap(({ id }, i) =>
    ATTRIBUTES.map((attribute, j) => syntheticClaim(id, attribute, j > 4 ? 1000 * (1 + (i % 500)) : (1 + (i % 977)) / 100)),
  );
  await log.apply({ add: { providers, offers, claims }, retire: {} }, recordOn(revision));
}

/** Adds a revision in which 200 offers have another price. */
export async function raise(log: CatalogLog, step: number): Promise<void> {
  const { claims, revision } = await log.read();
  const prices = claims.filter(
    ({ attribute, origin, retired_in }) => attribute === 'price_input' && origin === 'import' && retired_in === null,
  );
  const raised = prices.slice(200 * step, 200 * (step + 1));
  const add = { claims: raised.map(({ subject, value }) => syntheticClaim(subject, 'price_input', Number(value) + 0.005)) };
  await log.apply({ add, retire: { claims: raised.map(({ id }) => id) } }, recordOn(revision));
}
