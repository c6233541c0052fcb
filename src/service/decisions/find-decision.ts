import type { Decision } from '../../decisions/decision.ts';
import type { Service } from '../deps.ts';
import type { Refused } from '../refused.ts';

export const NO_DECISION: Refused = { refused: 'not_found', detail: 'There is no decision with this id.' };

/** The record with its events, or that there is none. */
export async function findDecision({ decisions }: Pick<Service, 'decisions'>, id: string): Promise<Decision | Refused> {
  return (await decisions.find(id)) ?? NO_DECISION;
}
