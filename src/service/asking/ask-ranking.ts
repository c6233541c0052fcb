import { prepareRanking } from '../../explaining/rank-catalog.ts';
import type { Stop } from '../analysis-pool.ts';
import type { Service } from '../deps.ts';
import type { Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { checkRanking } from './check-ranking.ts';
import { rankingText } from './ranking-text.ts';

/** `json`: the whole answer (explaining/answer/ranking.ts), serialised. `verdict`: why nothing is chosen outright; null where something is. */
export type RankingAnswer = { readonly json: string; readonly verdict: string | null };

/** Ranks the catalog against a request as it came, on the revision and the day that it names, else on the newest and today. */
export async function askRanking(
  service: Pick<Service, 'catalog' | 'catalogAt' | 'clock' | 'analyses'>,
  body: unknown,
  stop: Stop,
): Promise<RankingAnswer | Refused> {
  const checked = await checkRanking(service, body);
  if (!checked.request) return { refused: 'faults', shape: checked.shape, meaning: checked.meaning };
  const prepared = prepareRanking(checked.catalog, checked.request, todayOf(service));
  const json = await rankingText(prepared, { pool: service.analyses, stop });
  return typeof json === 'string' ? { json, verdict: prepared.explanation.verdict.code } : json;
}
