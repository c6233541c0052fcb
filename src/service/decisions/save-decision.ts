import { choose } from '../../decisions/choose.ts';
import type { Chosen, RecordHead } from '../../decisions/decision.ts';
import { ENGINE_VERSION } from '../../engine-version.ts';
import { optionsShown, prepareRanking } from '../../explaining/rank-catalog.ts';
import type { Stop } from '../analysis-pool.ts';
import { rankingText } from '../asking/ranking-text.ts';
import type { Requester, Service } from '../deps.ts';
import { inBody } from '../faults.ts';
import { isRefused, meaningless, type Refused } from '../refused.ts';
import { dayOf } from '../today.ts';
import { type NewDecisionRead, readNewDecision } from './read-new-decision.ts';
import { type Written, writtenOf } from './written.ts';

type Saving = Pick<Service, 'catalog' | 'catalogAt' | 'clock' | 'analyses' | 'decisions' | 'saving'>;

/**
 * Works out the ranking of a new decision as it came, and keeps it with what is chosen from it. The same request sent again (by its
 * idempotency key) gets what the first did.
 */
export async function saveDecision(service: Saving, body: unknown, { by, once }: Requester, stop: Stop): Promise<Written | Refused> {
  const now = service.clock();
  const before = once && (await service.decisions.before(once, now));
  if (before) return writtenOf(before);
  return service.saving(once, async () => {
    const read = await readNewDecision(service, body);
    if (isRefused(read)) return read;
    const ranked = await rankedAnew(service, read, dayOf(now), stop);
    if (isRefused(ranked)) return ranked;
    // The request is kept as it came, not as it was read.
    const request = (body as { readonly ranking: RecordHead['request'] }).ranking;
    const done = await service.decisions.save(headOf(read, request, ranked.chosen), ranked.result, { by, now, once });
    return 'refused' in done && done.refused === 'unknown' ? UNKNOWN_SUPERSEDED : writtenOf(done);
  });
}

async function rankedAnew(
  { analyses }: Pick<Service, 'analyses'>,
  { own, asked }: NewDecisionRead,
  today: string,
  stop: Stop,
): Promise<{ readonly chosen: Chosen; readonly result: string } | Refused> {
  const prepared = prepareRanking(asked.catalog, asked.request, today);
  const chosen = choose(optionsShown(prepared), prepared.explanation.verdict, own.chosen);
  if ('fault' in chosen) {
    const { path, code, detail } = chosen.fault;
    return meaningless([{ ...inBody(path), code, detail }]);
  }
  const result = await rankingText(prepared, { pool: analyses, stop }, ['ranking']);
  return typeof result === 'string' ? { chosen, result } : result;
}

function headOf({ own, asked }: NewDecisionRead, request: RecordHead['request'], chosen: Chosen) {
  const { title, owner = null, context = null, tags = [], supersedes = null } = own;
  const { revision, hash } = asked.catalog;
  return { title, owner, context, tags, supersedes, catalog: { revision, hash }, engine: ENGINE_VERSION, request, chosen };
}

const UNKNOWN_SUPERSEDED = meaningless([
  { pointer: '#/supersedes', code: 'unknown_decision', detail: 'There is no decision with this id.' },
]);
