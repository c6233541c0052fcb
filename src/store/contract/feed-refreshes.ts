/** What became of refreshing a feed. Times are RFC 3339 UTC; null: never. */
export type FeedRefresh = {
  readonly feed: string;
  /** How often it was begun. */
  readonly attempts: number;
  readonly attempted_at: string;
  readonly succeeded_at: string | null;
  readonly failed_at: string | null;
  /** Since the last success. */
  readonly failures: number;
  /** Of the last failure, also after a success. */
  readonly last_error: string | null;
  /** Who refreshes it now has it until then; null: nobody does. A time that is past: who did has died. */
  readonly leased_until: string | null;
};

export type RefreshOutcome = { readonly succeeded: true } | { readonly succeeded: false; readonly error: string };

/**
 * Who refreshes a feed, of all processes on one storage. There is one lease over all feeds: whoever holds it is the only one at work. Taking it
 * is one write transaction in which the lease, and the attempts that the caller knows of, are compared and set.
 */
export type FeedRefreshes = {
  /** Every feed that was ever begun, in order of its name. */
  readonly states: () => Promise<readonly FeedRefresh[]>;
  /**
   * Begins a refresh: nobody else begins one before `until`. `attempts` is what the caller has seen (0: none): null where another has begun it
   * since, or holds the lease. A lease that lapsed was never ended: it counts as a failure of its feed, which has to be looked at anew (null).
   */
  readonly take: (feed: string, attempts: number, now: Date, until: Date) => Promise<string | null>;
  /** Holds the lease for longer; false where it is another's by now. */
  readonly extend: (token: string, until: Date) => Promise<boolean>;
  /** Ends a refresh and its lease; null: it was broken off, and says nothing. False, and nothing is written, where the lease is another's by now. */
  readonly end: (token: string, outcome: RefreshOutcome | null, now: Date) => Promise<boolean>;
};
