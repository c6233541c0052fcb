import { onTestFinished } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { App } from '../../src/http/service.ts';
import { decisionStore } from '../../src/store/decisions.ts';
import { type LiveCatalog, liveCatalog } from '../../src/store/live-catalog.ts';
import { loadCatalog } from '../../src/store/load.ts';
import type { Database } from '../../src/store/open.ts';
import { applySeed } from '../../src/store/seed.ts';
import { watchStore } from '../../src/store/watches.ts';
import { NOW, type SeedFiles, seedOf, smallSeed } from '../store/small-seed.ts';
import { newDatabase } from '../store/temporary-database.ts';

export type Service = { readonly app: App; readonly db: Database; readonly live: LiveCatalog; readonly checks: () => number };

/** The app that ships over a database in a file, seeded small, on a fixed day. */
export function service(db: Database = newDatabase(), files: SeedFiles = smallSeed()): Service {
  applySeed(db, seedOf(files), NOW);
  const clock = () => new Date('2026-11-23T12:00:00Z');
  const live = liveCatalog(db, compileCatalog(loadCatalog(db)), { clock, swapped: () => {}, failed: () => {} });
  onTestFinished(() => live.close());
  let checks = 0;
  const app = buildApp({
    catalog: live.current,
    catalogAt: live.at,
    ready: () => true,
    clock,
    access: { auth: 'open', callerOf: () => null },
    decisions: decisionStore(db),
    watching: {
      watches: watchStore(db),
      urlFault: (url) => (new URL(url).host === 'hooks.example.com' ? null : 'not listed'),
      check: () => {
        checks++;
      },
    },
  });
  return { app, db, live, checks: () => checks };
}

/** Groq serves Scout's weights in a smaller window than they have: what runs on own hardware has the larger one, and is first. */
export const SCOUT = 'meta/llama-4-scout';
export const LONGEST = { prefer: { weights: { context_window: 1 } } };

/** Saves a decision for the first in the ranking; answers its id. */
export async function decide(app: App, title = 'Longest context', ranking: object = LONGEST): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/v1/decisions', payload: { title, ranking } });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json().id;
}
