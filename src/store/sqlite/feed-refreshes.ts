import { randomUUID } from 'node:crypto';
import type { FeedRefresh, FeedRefreshes, RefreshOutcome } from '../contract/feed-refreshes.ts';
import type { Database } from './open.ts';
import { type Statements, statementsOn } from './statements.ts';
import { inWriteTransaction } from './write.ts';

/** An error is kept up to here. */
const MOST_CHARACTERS = 500;
const UNFINISHED = 'the process that refreshed it ended before the refresh did';

type Lease = { readonly feed: string; readonly until: string };

/** Refreshes of feeds in a database. `writer` is a connection that does not wait (`openWriter`), or the same one. */
export function feedRefreshes(db: Database, writer: Database): FeedRefreshes {
  const [read, write] = [statementsOn(db), statementsOn(writer)];
  const writing = <T>(work: () => T) => inWriteTransaction(writer, work);
  return {
    states: async () =>
      read(
        `SELECT feed, attempts, attempted_at, succeeded_at, failed_at, failures, last_error, until AS leased_until
         FROM feed_refreshes LEFT JOIN feed_lease USING (feed) ORDER BY feed`,
      ).all() as FeedRefresh[],
    take: (feed, attempts, now, until) => writing(() => takeLease(write, { feed, attempts }, now, until)),
    extend: (token, until) =>
      writing(() => write('UPDATE feed_lease SET until = ? WHERE token = ?').run(until.toISOString(), token).changes > 0),
    end: (token, outcome, now) => writing(() => endLease(write, token, outcome, now)),
  };
}

type Seen = { readonly feed: string; readonly attempts: number };

function takeLease(write: Statements, { feed, attempts }: Seen, now: Date, until: Date): string | null {
  const lease = write('SELECT feed, until FROM feed_lease').get() as Lease | undefined;
  if (lease !== undefined && lease.until > now.toISOString()) return null;
  if (lease !== undefined) {
    write('DELETE FROM feed_lease').run();
    noteFailure(write, lease.feed, UNFINISHED, now);
    return null;
  }
  const known = write('SELECT attempts FROM feed_refreshes WHERE feed = ?').get(feed) as Pick<FeedRefresh, 'attempts'> | undefined;
  if ((known?.attempts ?? 0) !== attempts) return null;
  write(
    `INSERT INTO feed_refreshes (feed, attempts, attempted_at) VALUES (@feed, 1, @at)
     ON CONFLICT DO UPDATE SET attempts = attempts + 1, attempted_at = @at`,
  ).run({ feed, at: now.toISOString() });
  const token = randomUUID();
  write('INSERT INTO feed_lease (only_row, feed, token, until) VALUES (1, ?, ?, ?)').run(feed, token, until.toISOString());
  return token;
}

function endLease(write: Statements, token: string, outcome: RefreshOutcome | null, now: Date): boolean {
  const lease = write('DELETE FROM feed_lease WHERE token = ? RETURNING feed, until').get(token) as Lease | undefined;
  if (lease === undefined) return false;
  if (outcome?.succeeded === false) noteFailure(write, lease.feed, outcome.error, now);
  if (outcome?.succeeded === true)
    write('UPDATE feed_refreshes SET succeeded_at = ?, failures = 0 WHERE feed = ?').run(now.toISOString(), lease.feed);
  return true;
}

function noteFailure(write: Statements, feed: string, error: string, now: Date): void {
  write('UPDATE feed_refreshes SET failed_at = ?, failures = failures + 1, last_error = ? WHERE feed = ?').run(
    now.toISOString(),
    error.slice(0, MOST_CHARACTERS),
    feed,
  );
}
