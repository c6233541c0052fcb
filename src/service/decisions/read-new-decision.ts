import { z } from 'zod';
import { NewDecision } from '../../decisions/new-decision.ts';
import { type CheckedRanking, checkRanking } from '../asking/check-ranking.ts';
import type { Service } from '../deps.ts';
import { faultsOf, inBody } from '../faults.ts';
import type { Refused } from '../refused.ts';

/** The ranking is read beside the rest, with the catalog. */
const Own = NewDecision.extend({ ranking: z.unknown().optional() });

/** What a new decision says of itself, and the ranking that it asks for. */
export type NewDecisionRead = { readonly own: z.infer<typeof Own>; readonly asked: CheckedRanking };

/** A new decision in both its parts, or every fault of either. */
export async function readNewDecision(service: Pick<Service, 'catalog' | 'catalogAt'>, body: unknown): Promise<NewDecisionRead | Refused> {
  const own = Own.safeParse(body, { reportInput: true });
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const asked = isObject ? await checkRanking(service, 'ranking' in body ? body.ranking : undefined, ['ranking']) : null;
  if (own.success && asked?.request) return { own: own.data, asked };
  const inRanking = asked && !asked.request ? asked : { shape: [], meaning: [] };
  const shape = [...(own.success ? [] : faultsOf(Own, own.error.issues, inBody)), ...inRanking.shape];
  return { refused: 'faults', shape, meaning: inRanking.meaning };
}
