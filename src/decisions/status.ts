import type { DecisionEvent, DecisionStatus } from './decision.ts';

/** The statuses that may follow each status. `superseded` and `withdrawn` are final. */
export const TRANSITIONS: Readonly<Record<DecisionStatus, readonly DecisionStatus[]>> = {
  proposed: ['accepted', 'superseded', 'withdrawn'],
  accepted: ['superseded', 'withdrawn'],
  superseded: [],
  withdrawn: [],
};

export function statusOf({ events }: { readonly events: readonly DecisionEvent[] }): DecisionStatus {
  return events.at(-1)?.status ?? 'proposed';
}

/** The id of the decision that superseded it; null where none did. */
export function supersededBy({ events }: { readonly events: readonly DecisionEvent[] }): string | null {
  return events.at(-1)?.superseded_by ?? null;
}

/** Whether the events follow the allowed transitions from `proposed` on. */
export function isLife(events: readonly DecisionEvent[]): boolean {
  return (
    events[0]?.status === 'proposed' &&
    events.every(({ status }, i) => {
      const before = events[i - 1];
      return before === undefined || TRANSITIONS[before.status].includes(status);
    })
  );
}
