import { stampOf } from '../../catalog/catalog-stamp.ts';
import { recordedResult } from '../../decisions/recorded-result.ts';
import { type Against, replayJson } from '../../decisions/replay.ts';
import { ENGINE_VERSION } from '../../engine-version.ts';
import { prepareRanking } from '../../explaining/rank-catalog.ts';
import { checkRequest } from '../../ranking/ask/check-request.ts';
import { pointerTo } from '../../words/request-fault.ts';
import type { Stop } from '../analysis-pool.ts';
import { rankingText } from '../asking/ranking-text.ts';
import type { Service } from '../deps.ts';
import { isRefused, meaningless, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { findDecision } from './find-decision.ts';
import { notHere, recordedCatalog } from './recorded-catalog.ts';

/**
 * Asks the recorded request again and keeps nothing of it: of the revision and the day that it was made on, or of the newest, today. The
 * answer (decisions/replay.ts) as JSON text, the result in it byte for byte.
 */
export async function replayDecision(
  service: Pick<Service, 'catalog' | 'catalogAt' | 'clock' | 'analyses' | 'decisions'>,
  id: string,
  against: Against,
  stop: Stop,
): Promise<{ readonly json: string } | Refused> {
  const decision = await findDecision(service, id);
  if (isRefused(decision)) return decision;
  const catalog = against === 'recorded' ? await recordedCatalog(service, decision) : service.catalog();
  if (!catalog) return meaningless([{ pointer: '#/against', ...notHere(decision) }]);
  const day = against === 'recorded' ? recordedResult(decision.result).resolved.as_of : todayOf(service);
  // A revision that the request names is not what makes the answer; here it is chosen by `against`.
  const { revision: _, ...request } = decision.head.request;
  const checked = checkRequest(catalog, request);
  const threads = { pool: service.analyses, stop };
  const result = checked.request && (await rankingText(prepareRanking(catalog, checked.request, day), threads));
  if (result !== null && typeof result !== 'string') return result;
  const misfits = checked.issues.map(({ path, message }) => ({ pointer: pointerTo(path), code: 'no_longer_fits', detail: message }));
  const faults = [...misfits, ...checked.faults];
  return { json: replayJson(decision, { against, engine: ENGINE_VERSION, catalog: stampOf(catalog), result, faults }) };
}
