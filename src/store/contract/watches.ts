import type { Drift } from '../../decisions/drift/drift-answer.ts';
import type { Delivery, Watch, WatchSeverity } from '../../decisions/drift/watch.ts';

/** A message that is due, with all that it takes to send it. */
export type DueMessage = {
  readonly id: string;
  readonly watch: string;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly body: string;
  /** How often it was tried before. */
  readonly attempts: number;
};

/** What came of a try. `retryAt` null: it is given up. */
export type Outcome =
  | { readonly delivered: true; readonly status: number }
  | { readonly delivered: false; readonly status: number | null; readonly error: string; readonly retryAt: Date | null };

/** Messages that wait to be sent or to be tried again, and those that no receiver took. */
export type Outbox = { readonly waiting: number; readonly givenUp: number };

/** Watches, findings and messages while they are kept. Writes are whole or not at all. */
export type WatchStore = {
  readonly add: (
    watch: { readonly decision: string; readonly url: string; readonly severity: WatchSeverity },
    by: string | null,
    now: Date,
  ) => Promise<{ readonly watch: Watch; readonly secret: Uint8Array } | { readonly refused: 'unknown' | 'closed' | 'twice' | 'too_many' }>;
  /** Of a decision, the live ones and those that ended, in order of id. */
  readonly of: (decision: string) => readonly Watch[];
  /** Ends a live watch: its secret goes, and what is under way to it is given up. Null where there is no such watch. */
  readonly end: (decision: string, id: string, now: Date) => Promise<Watch | null>;
  /** The newest messages to a watch first. */
  readonly deliveries: (watch: string, limit: number) => readonly Delivery[];
  /** The decisions that have a live watch and still stand, in the order of the revisions that they rest on. */
  readonly watched: () => readonly string[];
  /** Keeps what was found, if it is something else than before, and a message for each watch that has to hear of it. Answers how many. */
  readonly found: (decision: string, title: string, drift: Drift, now: Date) => Promise<number>;
  readonly outbox: () => Outbox;
  /** Whether any message is due: asked often, and writes nothing. */
  readonly hasDue: (now: Date) => boolean;
  /** Takes messages that are due; nobody else gets them before `until`. */
  readonly take: (now: Date, limit: number, until: Date) => Promise<readonly DueMessage[]>;
  readonly tried: (id: string, outcome: Outcome, now: Date) => Promise<void>;
};
