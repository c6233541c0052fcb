import type { Ranking } from '../../../src/explaining/answer/ranking.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import type { Requirement } from '../../../src/ranking/gate/operators/requirement.ts';

/** The request that an answer says it understood, as a request: every default and every profile spelled out, so that parts can be changed. */
export function spelledOut({ resolved }: Ranking, request: RankingRequest): RankingRequest {
  const { view, sources, as_of, require, weights, scales, if_unknown, fold, workload, use, deployment } = resolved;
  return {
    ...(view === 'sources' ? { sources: sources as NonNullable<RankingRequest['sources']> } : { view }),
    ...(request.candidates ? { candidates: request.candidates } : {}),
    as_of,
    require: { ...require },
    ...(Object.keys(weights).length > 0 ? { prefer: { weights: { ...weights } }, scales: { ...scales } } : {}),
    ...(workload ? { workload: asGiven(workload) } : {}),
    ...(use ? { use } : {}),
    ...(deployment ? { deployment: onTheGpu(deployment) } : {}),
    if_unknown,
    fold,
  };
}

/** What is spelled out as null was left out. */
export function asGiven(workload: object): NonNullable<RankingRequest['workload']> {
  return Object.fromEntries(Object.entries(workload).filter(([, value]) => value !== null)) as never;
}

/** The GPU by its name in the table, where it has one. */
export function onTheGpu({ gpu, ...rest }: NonNullable<Ranking['resolved']['deployment']>): NonNullable<RankingRequest['deployment']> {
  const { id, ...figures } = gpu;
  return { ...asGiven(rest), gpu: id ?? asGiven(figures) } as never;
}

/** A request with one requirement as it reads after a relaxation; null drops it. */
export function relaxed(request: RankingRequest, relax: Readonly<Record<string, Requirement | null>>): RankingRequest {
  const require: Record<string, Requirement> = { ...request.require };
  for (const [attribute, requirement] of Object.entries(relax)) {
    if (requirement === null) delete require[attribute];
    else require[attribute] = requirement;
  }
  return { ...request, require };
}
