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

/**
 * `other_payload`: the idempotency key was used for another body. `unknown`: there is no such decision. `closed`: nothing may follow what it
 * has become. `differs`: another record has the id.
 */
export type NotDone = { readonly refused: 'other_payload' | 'unknown' | 'closed' | 'differs' };

/** Members that are left out or undefined narrow nothing. */
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

/** Where a page ended: the record is not part of the next one. */
export type PageEnd = Pick<RecordHead, 'created_at' | 'id'>;

/** A record without its result. */
export type DecisionSummary = Omit<Decision, 'result'>;

/** Who writes, when, and the idempotency key of the request; null without one. */
export type Writing = { readonly by: string | null; readonly now: Date; readonly once: IdempotencyKey | null };

export type DecisionReader = {
  /** The record with its events in their order; null where there is none. */
  readonly find: (id: string) => Promise<Decision | null>;
  /** Records that fit the filter, the newest first and those of one instant by id, the greatest first; those after `after`, at most `limit`. */
  readonly list: (filter: DecisionFilter, limit: number, after: PageEnd | null) => Promise<readonly DecisionSummary[]>;
};

/**
 * Writes are whole or not at all, and wait for other writers without holding up the event loop. With an idempotency key a write is done once:
 * the key is kept with it for 24 hours, and whoever comes with the same key gets what the first did, with the events that the record had then.
 * What is refused keeps no key.
 */
export type DecisionWriter = {
  /** Saves a record as proposed (201); the one that it supersedes becomes superseded with it: `unknown`, `closed`. */
  readonly save: (head: Omit<RecordHead, 'id' | 'created_at' | 'created_by'>, result: string, writing: Writing) => Promise<Done | NotDone>;
  /** Keeps a record that was made elsewhere, as it is (201). 200 where it was here already; `differs` where the id is another record's. */
  readonly adopt: (decision: Omit<Decision, 'imported'>, writing: Writing) => Promise<Done | NotDone>;
  /** Appends an event (201), hashed over the one before: `unknown`, `closed`. */
  readonly append: (
    id: string,
    event: { readonly status: 'accepted' | 'withdrawn'; readonly note: string | null },
    writing: Writing,
  ) => Promise<Done | NotDone>;
};

export type Idempotency = {
  /** What the same request did before; `other_payload` for a key that was used for another body; null for a key that is new or has expired. */
  readonly before: (once: IdempotencyKey, now: Date) => Promise<Done | NotDone | null>;
};

/** Decision records while they are kept. */
export type DecisionStore = DecisionReader & DecisionWriter & Idempotency;

/** How long the answer to a request with an Idempotency-Key is given again. */
export const KEY_HOURS = 24;
