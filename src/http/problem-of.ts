import { badRequest, impossible, type ProblemSlug, type Refusal, refusal } from '../problems.ts';
import type { Fault } from '../service/faults.ts';
import { isRefused, type Refused } from '../service/refused.ts';
import type { Lack } from '../service/unavailable.ts';

/** What a use case answered, or its problem thrown. */
export function answered<Outcome extends object>(outcome: Outcome | Refused): Outcome {
  if (isRefused(outcome)) throw problemOf(outcome);
  return outcome as Outcome;
}

function problemOf(refused: Refused): Refusal {
  switch (refused.refused) {
    case 'faults':
      return faultsProblem(refused.shape, refused.meaning);
    case 'not_found':
      return refusal('not-found', { detail: refused.detail });
    case 'conflict':
      return refusal('conflict', { detail: refused.detail });
    case 'in_progress':
      return refusal('conflict', { detail: refused.detail, headers: { 'retry-after': '1' } });
    case 'key_reused':
      return refusal('idempotency-key-reused');
    case 'busy':
      return refusal('unavailable', { detail: refused.detail });
  }
}

/** 400 where the shape is wrong anywhere, 422 where only the meaning is: every fault in one answer. */
function faultsProblem(shape: readonly Fault[], meaning: readonly Fault[]): Refusal {
  return (shape.length > 0 ? badRequest : impossible)([...shape, ...meaning]);
}

/** What the service lacks at the moment, as a problem. */
export const LACKS: Readonly<Record<Lack, ProblemSlug>> = { busy: 'unavailable', storage: 'storage-unavailable' };
