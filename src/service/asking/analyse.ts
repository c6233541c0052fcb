import type { AnalysisFaults } from '../../scoring/analysis/check.ts';
import type { AnalysisRequest } from '../../scoring/analysis/request.ts';
import { offTheLoop, type Stop } from '../analysis-pool.ts';
import type { Service } from '../deps.ts';
import { type Fault, inBody } from '../faults.ts';
import type { Refused } from '../refused.ts';

/** The bare engine on the caller's own alternatives; the answer (scoring/analysis/answer.ts) as JSON text. */
export async function analyse(
  { analyses }: Pick<Service, 'analyses'>,
  request: AnalysisRequest,
  stop: Stop,
): Promise<{ readonly json: string } | Refused> {
  const reply = await offTheLoop(analyses, request, stop);
  if ('body' in reply) return { json: reply.body };
  const { invalid, impossible } = reply.faults;
  // Where cells are malformed, what can't be computed from them says nothing.
  return invalid.length > 0
    ? { refused: 'faults', shape: invalid.map(located), meaning: [] }
    : { refused: 'faults', shape: [], meaning: impossible.map(located) };
}

function located({ path, code, detail }: AnalysisFaults['invalid'][number]): Fault {
  return { ...inBody(path), code, detail };
}
