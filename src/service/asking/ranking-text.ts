import { completeRanking, type Prepared, rankingJson } from '../../explaining/rank-catalog.ts';
import type { RobustnessQuestions } from '../../explaining/robustness.ts';
import type { AnalysisAnswer } from '../../scoring/analysis/answer.ts';
import type { AnalysisReply } from '../../scoring/analysis/reply.ts';
import { type AnalysisPool, offTheLoop, type Stop } from '../analysis-pool.ts';
import { type Fault, inBody } from '../faults.ts';
import { meaningless, type Refused } from '../refused.ts';
import type { At } from './check-ranking.ts';

/** Where work that takes longer than the loop can spare is done, and until when. */
export type Threads = { readonly pool: AnalysisPool; readonly stop: Stop };

/** The answer as JSON text, the same bytes for every face; a robustness that is too much work is refused at its place under `at`. */
export async function rankingText(prepared: Prepared, threads: Threads, at: At = []): Promise<string | Refused> {
  return prepared.questions ? robustText(prepared, prepared.questions, threads, at) : rankingJson(prepared);
}

async function robustText(
  prepared: Prepared,
  { exact, drawn }: RobustnessQuestions,
  { pool, stop }: Threads,
  at: At,
): Promise<string | Refused> {
  const replies = await Promise.all([offTheLoop(pool, exact, stop), offTheLoop(pool, drawn, stop)]);
  const [known, open] = replies.map((reply) => answerIn(reply, at));
  if (known && 'beyond' in known) return meaningless(known.beyond);
  if (open && 'beyond' in open) return meaningless(open.beyond);
  return JSON.stringify(completeRanking(prepared, known, open));
}

/** The questions of a ranking are well-formed: only their work can be too much. */
function answerIn(reply: AnalysisReply, at: At): AnalysisAnswer | { readonly beyond: readonly Fault[] } {
  if ('body' in reply) return JSON.parse(reply.body);
  const { invalid, impossible } = reply.faults;
  if (invalid.length > 0) throw new Error('the engine refused the question of a ranking as malformed');
  return { beyond: impossible.map(({ code, detail }) => ({ ...inBody([...at, 'robustness', 'samples']), code, detail })) };
}
