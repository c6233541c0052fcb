import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Decision } from '../../decisions/decision.ts';
import { decisionJson } from '../../decisions/decision-json.ts';
import { answered } from '../../http/problem-of.ts';
import { JSON_TYPE } from '../../http/replies.ts';
import type { ProblemSlug } from '../../problems.ts';
import type { Written } from '../../service/decisions/written.ts';
import type { Refused } from '../../service/refused.ts';

export const DecisionId = z.string().min(1).max(100).meta({ description: 'The id of the decision.' });
export const DecisionParams = z.strictObject({ id: DecisionId });

/** What can go wrong with a record that is to be kept. */
export const KEEPING_PROBLEMS = [
  'invalid-request',
  'impossible-request',
  'conflict',
  'idempotency-key-reused',
  'storage-unavailable',
  'insufficient-storage',
] as const satisfies readonly ProblemSlug[];

/** What a write did as its answer, the first time or again; `text` where it is not the record. */
export function replyWritten(
  reply: FastifyReply,
  outcome: Written | Refused,
  text: (decision: Decision) => string = decisionJson,
): FastifyReply {
  const { decision, made, replayed } = answered(outcome);
  if (replayed) reply.header('idempotency-replayed', 'true');
  if (made) reply.header('location', `/v1/decisions/${decision.head.id}`);
  return reply
    .code(made ? 201 : 200)
    .type(JSON_TYPE)
    .send(text(decision) as never);
}
