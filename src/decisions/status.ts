import type { DecisionEvent, DecisionStatus } from './decision.ts';

/** What may follow what. Nothing follows `superseded` and `withdrawn`. */
export const TRANSITIONS: Readonly<Record<DecisionStatus, readonly DecisionStatus[]>> = {
  proposed: ['accepted', 'superseded', 'withdrawn'],
  accepted: ['superseded', 'withdrawn'],
  superseded: [],
  withdrawn: [],
};

export function statusOf({ events }: { readonly events: readonly DecisionEvent[] }): DecisionStatus {
  return events.at(-1)?.status ?? 'proposed';
}

/** The decision that took its place, if one did. */
export function supersededBy({ events }: { readonly events: readonly DecisionEvent[] }): string | null {
  return events.at(-1)?.superseded_by ?? null;
}

/** Whether events tell a life that a decision can have had. */
export function isLife(events: readonly DecisionEvent[]): boolean {
  return (
    events[0]?.status === 'proposed' &&
    events.every(({ status }, i) => {
      const before = events[i - 1];
      return before === undefined || TRANSITIONS[before.status].includes(status);
    })
  );
}
