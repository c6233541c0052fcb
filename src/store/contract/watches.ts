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

/** Messages that wait to be sent or to be tried again, and those that no receiver took, but for those whose watch was ended. */
export type OutboxCounts = { readonly waiting: number; readonly givenUp: number };

/** Who is told when a decision drifts. Writes are whole or not at all. */
export type Watches = {
  /**
   * Adds a watch with a new secret of 256 bits, shown this once. `unknown`: there is no such decision. `closed`: it is superseded or withdrawn.
   * `twice`: a live watch of it has the URL. `too_many`: it has as many live watches as may be.
   */
  readonly add: (
    watch: { readonly decision: string; readonly url: string; readonly severity: WatchSeverity },
    by: string | null,
    now: Date,
  ) => Promise<{ readonly watch: Watch; readonly secret: Uint8Array } | { readonly refused: 'unknown' | 'closed' | 'twice' | 'too_many' }>;
  /** Of a decision, the live ones and those that ended, in order of id; none for a decision that is not there. */
  readonly of: (decision: string) => Promise<readonly Watch[]>;
  /** Ends a live watch: its secret goes, and what is under way to it is given up. Null where there is no such live watch. */
  readonly end: (decision: string, id: string, now: Date) => Promise<Watch | null>;
  /** The newest messages to a watch first. */
  readonly deliveries: (watch: string, limit: number) => Promise<readonly Delivery[]>;
  /** The decisions that have a live watch and are proposed or accepted, in order of the revision that they rest on, then of id. */
  readonly watched: () => Promise<readonly string[]>;
  /**
   * Keeps what was found, if it is something else than before, and with it a message for each live watch whose severity it has and that was
   * told something else last. Answers how many messages. Nothing for a decision that is closed or unknown.
   */
  readonly found: (decision: string, title: string, drift: Drift, now: Date) => Promise<number>;
};

/** Messages on their way. */
export type Outbox = {
  readonly outbox: () => Promise<OutboxCounts>;
  /** Whether any message is due: asked often, and writes nothing. */
  readonly hasDue: (now: Date) => Promise<boolean>;
  /** Takes those of the messages due that have been so for longest, in no order; nobody else gets them before `until`. */
  readonly take: (now: Date, limit: number, until: Date) => Promise<readonly DueMessage[]>;
  /** Writes what came of a try. Without effect on a message that is done. An error is cut to 500 characters. */
  readonly tried: (id: string, outcome: Outcome, now: Date) => Promise<void>;
};

export type WatchStore = Watches & Outbox;
