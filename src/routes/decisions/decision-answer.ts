import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Decision, RecordHead } from '../../decisions/decision.ts';
import { DECISION_LIFE, decisionJson } from '../../decisions/decision-json.ts';
import { Ranking } from '../../explaining/answer/ranking.ts';
import { impossible, type Refusal, refusal } from '../../problems.ts';
import type { DecisionStore, Done, NotDone } from '../../store/contract/decisions.ts';

export const DecisionId = z.string().min(1).max(100).meta({ description: 'The id of the decision.' });
export const DecisionParams = z.strictObject({ id: DecisionId });

export const DecisionAnswer = z.strictObject({ ...RecordHead.shape, result: Ranking, ...DECISION_LIFE }).meta({
  id: 'Decision',
  description: 'A decision record: what was asked, what the answer was, what was chosen, and what has become of it.',
});

export const JSON_TYPE = 'application/json; charset=utf-8';

export async function decisionNamed(decisions: DecisionStore, id: string): Promise<Decision> {
  const decision = await decisions.find(id);
  if (!decision) throw refusal('not-found', { detail: 'There is no decision with this id.' });
  return decision;
}

/** What a write did as its answer, the first time or again; `text` where it is not the record. */
export function replyDone(reply: FastifyReply, done: Done | NotDone, text: (decision: Decision) => string = decisionJson): FastifyReply {
  if ('refused' in done) throw refusalOf(done);
  const { status, decision, replayed } = done;
  if (replayed) reply.header('idempotency-replayed', 'true');
  if (status === 201) reply.header('location', `/v1/decisions/${decision.head.id}`);
  return reply
    .code(status)
    .type(JSON_TYPE)
    .send(text(decision) as never);
}

function refusalOf({ refused }: NotDone): Refusal {
  switch (refused) {
    case 'other_payload':
      return refusal('idempotency-key-reused');
    case 'unknown':
      return refusal('not-found', { detail: 'There is no decision with this id.' });
    case 'closed':
      return refusal('conflict', {
        detail: 'What the decision has become allows no such event: nothing follows superseded or withdrawn, and accepted comes once.',
      });
    case 'differs':
      return refusal('conflict', { detail: 'There is another record with this id here.' });
  }
}

/** Of a record that is to be superseded: it has to be there. */
export function unknownSuperseded(): Refusal {
  return impossible([{ pointer: '#/supersedes', code: 'unknown_decision', detail: 'There is no decision with this id.' }]);
}
