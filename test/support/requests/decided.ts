import type { App } from '../../../src/http/service.ts';
import type { LiveCatalog } from '../../../src/service/live-catalog.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { type SeedFiles, smallSeed } from '../../service/seeding/small-seed.ts';
import { newDatabase } from '../processes/temporary-database.ts';
import { deciding } from './deciding.ts';

export type Service = { readonly app: App; readonly db: Database; readonly live: LiveCatalog; readonly checks: () => number };

/** The app that ships over a database of its own, with watches to one host, on a fixed day. */
export function service(db: Database = newDatabase(), files: SeedFiles = smallSeed()): Service {
  let checks = 0;
  const watching = {
    watches: storeOn(db).watches,
    urlFault: (url: string) => (new URL(url).host === 'hooks.example.com' ? null : 'not listed'),
    check: () => {
      checks++;
    },
  };
  const { app, live } = deciding({ watching, clock: () => new Date('2026-11-23T12:00:00Z') }, db, files);
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
