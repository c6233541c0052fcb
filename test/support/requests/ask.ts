import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { Ranking } from '../../../src/explaining/answer/ranking.ts';
import { rankCatalog } from '../../../src/explaining/rank-catalog.ts';
import type { App } from '../../../src/http/deps.ts';
import { checkRequest } from '../../../src/ranking/ask/check-request.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import { rankingState } from '../../../src/ranking/pipeline.ts';
import type { RankingState } from '../../../src/ranking/state.ts';
import { TODAY } from '../catalogs/seeded.ts';

/** The checked form of a request that has to be valid. */
export function valid(catalog: Catalog, body: unknown): RankingRequest {
  const { request, issues, faults } = checkRequest(catalog, body);
  if (!request) throw new Error(`refused: ${JSON.stringify({ body, issues, faults })}`);
  return request;
}

/** A ranking by the pure core. */
export function ask(catalog: Catalog, body: unknown): Ranking {
  return rankCatalog(catalog, valid(catalog, body), TODAY);
}

export type Place = { readonly rank: number; readonly score: number | null; readonly model: string; readonly offer: string | null };

/** Everybody's place, by candidate id: the whole ranking, however long. */
export function places(catalog: Catalog, body: unknown): Map<string, Place> {
  return placesOf(rankingState(catalog, valid(catalog, body), TODAY));
}

export function placesOf({ ranked, methodScores, view }: RankingState): Map<string, Place> {
  return new Map(
    ranked.map(({ candidate, rank }) => {
      const { id, model, offer } = view.candidates[candidate] as (typeof view.candidates)[number];
      return [id, { rank, score: methodScores ? (methodScores.score[candidate] as number) : null, model, offer }];
    }),
  );
}

/** A ranking over HTTP. */
export async function post(app: App, body: unknown): Promise<Ranking> {
  const answer = await app.inject({ method: 'POST', url: '/v1/rankings', payload: body as object });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${answer.body} for ${JSON.stringify(body)}`);
  return answer.json();
}
