import type { SeedClaim } from '../src/catalog/seed/check-seed.ts';
import { claimId } from '../src/service/seeding/read-seed.ts';
import { loadCatalog } from '../src/store/sqlite/load.ts';
import type { Database } from '../src/store/sqlite/open.ts';
import { addRevision } from '../src/store/sqlite/revisions.ts';
import { rowWriter } from '../src/store/sqlite/rows.ts';
import { TABLES } from '../src/store/sqlite/tables.ts';

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

/** Adds a revision with 5,000 offers of the seed's models at synthetic providers, of 8 claims each. */
export function enlarge(db: Database): void {
  const models = loadCatalog(db).models;
  addRevision(db, { origin: 'import', author: 'bench', now: new Date() }, (revision) => {
    const providers = rowWriter(db, TABLES.providers, revision);
    const offers = rowWriter(db, TABLES.offers, revision);
    const claims = rowWriter(db, TABLES.claims, revision);
    const perModel = Math.ceil(OFFERS / models.length);
    for (let p = 0; p < perModel; p++) {
      providers.identify(`synthetic-${p}`);
      providers.open(TABLES.providers.encode({ id: `synthetic-${p}`, name: `Synthetic ${p}` }), 'import');
    }
    for (let i = 0; i < OFFERS; i++) {
      const model = models[i % models.length]?.id ?? '';
      const provider = `synthetic-${Math.floor(i / models.length)}`;
      const id = `${model}@${provider}`;
      offers.identify(id);
      offers.open(TABLES.offers.encode({ id, model, provider, variant: null }), 'import');
      for (const [j, attribute] of ATTRIBUTES.entries()) {
        const claim = syntheticClaim(id, attribute, j > 4 ? 1000 * (1 + (i % 500)) : (1 + (i % 977)) / 100);
        claims.identify(claim.id);
        claims.open(TABLES.claims.encode(claim), 'import');
      }
    }
    return { changed: true, note: null };
  });
}

/** Adds a revision in which 200 offers have another price. */
export function raise(db: Database, step: number): void {
  const standing = loadCatalog(db).claims.filter(
    ({ attribute, origin, retired_in }) => attribute === 'price_input' && origin === 'import' && retired_in === null,
  );
  addRevision(db, { origin: 'import', author: 'bench', now: new Date() }, (revision) => {
    const claims = rowWriter(db, TABLES.claims, revision);
    for (const { id, subject, value } of standing.slice(200 * step, 200 * (step + 1))) {
      const claim = syntheticClaim(subject, 'price_input', Number(value) + 0.005);
      claims.close(id);
      claims.identify(claim.id);
      claims.open(TABLES.claims.encode(claim), 'import');
    }
    return { changed: true, note: null };
  });
}
