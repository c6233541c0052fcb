import { onTestFinished } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { NO_CHANGES } from '../../../src/http/catalog-changes.ts';
import type { App, Deps } from '../../../src/http/service.ts';
import { catalogHistory } from '../../../src/service/catalog-history.ts';
import { type LiveCatalog, liveCatalog } from '../../../src/service/live-catalog.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { NOW, type SeedFiles, seedOf, smallSeed } from '../../service/seeding/small-seed.ts';
import { catalogIn, seedNow } from '../catalogs/in-database.ts';
import { newDatabase } from '../processes/temporary-database.ts';

/** The small seed with a second model: `acme/large` at groq, dearer than Scout there, with a smaller window. */
export function twoModels(price: number = 0.11): SeedFiles {
  const files = smallSeed();
  const scout = files['models/meta/llama-4-scout.json'];
  scout.offers[0].claims[0].value = price;
  files['models/acme/large.json'] = {
    name: 'Acme Large',
    family: null,
    claims: [{ attribute: 'context_window', value: 200_000, source: 'meta-card', as_of: '2026-10-01', confidence: 'high' }],
    offers: [
      {
        provider: 'groq',
        claims: [{ attribute: 'price_input', value: 2, source: 'groq-prices', as_of: '2026-10-01', confidence: 'high' }],
      },
    ],
  };
  return files;
}

/** Scout at groq wins on both criteria as long as it is cheaper than 2 USD. */
export const RANKING = {
  require: { context_window: { at_least: 100_000 } },
  prefer: { weights: { price_input: 0.9, context_window: 0.1 } },
};
export const SCOUT = { model: 'meta/llama-4-scout', offer: 'meta/llama-4-scout@groq' };
export const ACME = { model: 'acme/large', offer: 'acme/large@groq' };
export const decision = (over: object = {}) => ({ title: 'Model for contracts', owner: 'Platform', ranking: RANKING, ...over });

export type Deciding = {
  readonly app: App;
  readonly db: Database;
  readonly live: LiveCatalog;
  readonly revise: (files: SeedFiles) => Promise<number>;
};

/** The app that ships over a database of its own with two models in it. */
export function deciding(over: Partial<Deps> = {}, db: Database = newDatabase(), files: SeedFiles = twoModels()): Deciding {
  seedNow(db, seedOf(files), NOW);
  const store = storeOn(db);
  const live = liveCatalog(store.catalog, compileCatalog(catalogIn(db)), {
    clock: () => NOW,
    swapped: () => {},
    failed: (error) => {
      throw error;
    },
  });
  const app = buildApp({
    catalog: live.current,
    catalogAt: live.at,
    history: catalogHistory(store.catalog),
    ready: () => true,
    clock: () => NOW,
    access: { auth: 'open', callerOf: () => null },
    changes: NO_CHANGES,
    decisions: store.decisions,
    ...over,
  });
  onTestFinished(async () => {
    await app.close();
    await live.close();
  });
  async function revise(changed: SeedFiles): Promise<number> {
    seedNow(db, seedOf(changed), NOW);
    return (await live.refresh()).revision;
  }
  return { app, db, live, revise };
}

export type Answer = { readonly status: number; readonly body: string; readonly headers: Record<string, unknown> };

export async function send(app: App, url: string, payload: object, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await app.inject({ method: 'POST', url, payload, headers });
  return { status: answer.statusCode, body: answer.body, headers: answer.headers };
}

/** Saves a decision that has to be taken; its id and the whole answer. */
export async function saved(app: App, over: object = {}): Promise<{ readonly id: string; readonly body: string }> {
  const { status, body } = await send(app, '/v1/decisions', decision(over));
  if (status !== 201) throw new Error(`${status}: ${body}`);
  return { id: JSON.parse(body).id, body };
}
