import type { Decision } from '../../decisions/decision.ts';
import type { Done, NotDone } from '../../store/contract/decisions.ts';
import type { Refused } from '../refused.ts';
import { NO_DECISION } from './find-decision.ts';

/** What a write did. `made`: it made something new. `replayed`: an earlier request with the same idempotency key did it, and this nothing. */
export type Written = { readonly decision: Decision; readonly made: boolean; readonly replayed: boolean };

/** What the store says of a write, in the words of a use case. */
export function writtenOf(done: Done | NotDone): Written | Refused {
  return 'refused' in done ? refusedBy(done) : { decision: done.decision, made: done.status === MADE, replayed: done.replayed };
}

/** The store keeps with an idempotency key the status that HTTP answers (store contract). */
const MADE = 201;

function refusedBy({ refused }: NotDone): Refused {
  switch (refused) {
    case 'other_payload':
      return { refused: 'key_reused' };
    case 'unknown':
      return NO_DECISION;
    case 'closed':
      return { refused: 'conflict', detail: CLOSED };
    case 'differs':
      return { refused: 'conflict', detail: 'There is another record with this id here.' };
  }
}

const CLOSED = 'What the decision has become allows no such event: nothing follows superseded or withdrawn, and accepted comes once.';
