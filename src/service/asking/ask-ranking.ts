import type { EventEmitter } from 'node:events';
import type { Catalog } from '../../catalog/catalog.ts';
import { completeRanking, type Prepared, rankingJson } from '../../explaining/rank-catalog.ts';
import type { RobustnessQuestions } from '../../explaining/robustness.ts';
import type { Deps } from '../../http/deps.ts';
import { type Fault, impossible } from '../../problems.ts';
import { checkRequest } from '../../ranking/ask/check-request.ts';
import { RankingRequest } from '../../ranking/ask/request.ts';
import type { AnalysisAnswer } from '../../scoring/analysis/answer.ts';
import type { AnalysisReply } from '../../scoring/analysis/reply.ts';
import { pointerTo } from '../../words/request-fault.ts';
import { type AnalysisPool, offTheLoop } from '../analysis-pool.ts';
import { faultsOf, inBody } from '../faults.ts';
import { catalogAsked } from './ask-catalog.ts';

/** Where a ranking request stands in a body. */
type At = readonly string[];

type Asked = { readonly catalog: Catalog; readonly request: RankingRequest };
/** Apart: what its shape gets wrong, and what is at odds with the vocabulary, the catalog or itself. */
type Refused = { readonly request: null; readonly shape: readonly Fault[]; readonly meaning: readonly Fault[] };

/** A ranking request with the catalog that it asks, or every fault of it. */
export async function askRanking(deps: Pick<Deps, 'catalog' | 'catalogAt'>, body: unknown, at: At = []): Promise<Asked | Refused> {
  const { catalog, faults: unasked } = await catalogAsked(body, deps);
  const { request, issues, faults } = checkRequest(catalog, body);
  if (request && unasked.length === 0) return { catalog, request };
  const moved = ({ pointer, ...fault }: Fault & { readonly pointer: string }) => ({
    ...fault,
    pointer: `${pointerTo(at)}${pointer.slice(1)}`,
  });
  return {
    request: null,
    shape: faultsOf(RankingRequest, issues, (path) => inBody([...at, ...path])),
    meaning: [...faults, ...unasked].map((fault) => ('pointer' in fault ? moved(fault) : fault)),
  };
}

/** The answer, byte for byte what POST /v1/rankings gives; work that takes longer than the loop can spare is done in other threads. */
export async function rankingBytes(prepared: Prepared, pool: AnalysisPool, client: EventEmitter, at: At = []): Promise<string> {
  return prepared.questions ? robustly(prepared, prepared.questions, pool, client, at) : rankingJson(prepared);
}

async function robustly(
  prepared: Prepared,
  { exact, drawn }: RobustnessQuestions,
  pool: AnalysisPool,
  client: EventEmitter,
  at: At,
): Promise<string> {
  const replies = await Promise.all([offTheLoop(pool, exact, client), offTheLoop(pool, drawn, client)]);
  const [known, open] = replies.map((reply) => answered(reply, at));
  return JSON.stringify(completeRanking(prepared, known, open));
}

/** The questions of a ranking are well-formed: only their work can be too much. */
function answered(reply: AnalysisReply, at: At): AnalysisAnswer {
  if ('body' in reply) return JSON.parse(reply.body);
  const { invalid, impossible: beyond } = reply.faults;
  if (invalid.length > 0) throw new Error('the engine refused the question of a ranking as malformed');
  throw impossible(beyond.map(({ code, detail }) => ({ ...inBody([...at, 'robustness', 'samples']), code, detail })));
}
