import type { Decision, DecisionStatus, RecordHead } from '../../decisions/decision.ts';

/** Whose request it is and what it said: the same key with the same fingerprint is the same request sent again. */
export type IdempotencyKey = {
  /** The name of the API key; empty for callers without one. */
  readonly caller: string;
  readonly operation: string;
  readonly key: string;
  /** SHA-256 of the body, in hexadecimal digits. */
  readonly fingerprint: string;
};

/** What a request did, now or when it came first: the record with the events that it had then. */
export type Done = { readonly status: number; readonly decision: Decision; readonly replayed: boolean };

/** `other_payload`: the idempotency key was used for another body. `closed`: nothing may follow what it has become. `differs`: the id is taken. */
export type NotDone = { readonly refused: 'other_payload' | 'unknown' | 'closed' | 'differs' };

export type DecisionFilter = {
  readonly status?: DecisionStatus | undefined;
  readonly tag?: string | undefined;
  readonly owner?: string | undefined;
  /** The model chosen. */
  readonly model?: string | undefined;
  readonly catalog_revision?: number | undefined;
  /** RFC 3339 UTC; strictly. */
  readonly created_before?: string | undefined;
  readonly created_after?: string | undefined;
};

/** Where a page ended. */
export type Place = Pick<RecordHead, 'created_at' | 'id'>;

/** A record without its result. */
export type DecisionSummary = Omit<Decision, 'result'>;

export type Writing = { readonly by: string | null; readonly now: Date; readonly once: IdempotencyKey | null };

/** Decision records while they are kept. Writes are whole or not at all, and wait for other writers without holding up the event loop. */
export type DecisionStore = {
  readonly find: (id: string) => Decision | null;
  /** The newest first, those after `after`. */
  readonly list: (filter: DecisionFilter, limit: number, after: Place | null) => readonly DecisionSummary[];
  /** What the same request did before; null where it is new. */
  readonly before: (once: IdempotencyKey, now: Date) => Done | NotDone | null;
  /** Saves a record as proposed; the one that it supersedes becomes superseded with it. */
  readonly save: (head: Omit<RecordHead, 'id' | 'created_at' | 'created_by'>, result: string, writing: Writing) => Promise<Done | NotDone>;
  /** Keeps a record that was made elsewhere, as it is. 200 where it was here already. */
  readonly adopt: (decision: Omit<Decision, 'imported'>, writing: Writing) => Promise<Done | NotDone>;
  readonly append: (
    id: string,
    event: { readonly status: 'accepted' | 'withdrawn'; readonly note: string | null },
    writing: Writing,
  ) => Promise<Done | NotDone>;
};
