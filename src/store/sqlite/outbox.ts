import type { Delivery } from '../../decisions/drift/watch.ts';
import type { DueMessage, OutboxCounts, Outcome } from '../contract/watches.ts';
import type { Statements } from './statements.ts';

/** Why a message was given up that nobody waits for any more. */
const WATCH_ENDED = "'the watch was ended'";
/** An error of a receiver is kept up to here. */
const MOST_CHARACTERS = 500;

type DeliveryRow = Omit<Delivery, 'state' | 'done_at'> & { readonly delivered_at: string | null; readonly given_up_at: string | null };

export function countMessages(read: Statements): OutboxCounts {
  return read(
    `SELECT count(*) FILTER (WHERE due_at IS NOT NULL) AS waiting,
       count(*) FILTER (WHERE given_up_at IS NOT NULL AND last_error <> ${WATCH_ENDED}) AS givenUp FROM deliveries`,
  ).get() as OutboxCounts;
}

export function deliveriesOf(read: Statements, watch: string, limit: number): Delivery[] {
  const rows = read(
    `SELECT deliveries.id, created_at, severity, revision, attempts, due_at, delivered_at, given_up_at, last_status, last_error
     FROM deliveries JOIN drift_findings ON drift_findings.decision = deliveries.decision AND drift_findings.number = finding
     WHERE watch = ? ORDER BY deliveries.number DESC LIMIT ?`,
  ).all(watch, limit) as DeliveryRow[];
  return rows.map(deliveryOf);
}

export function hasDue(read: Statements, now: Date): boolean {
  return read('SELECT 1 FROM deliveries WHERE due_at <= ? LIMIT 1').get(now.toISOString()) !== undefined;
}

/** Takes messages that are due: until `until` they are due for nobody else. */
export function takeMessages(write: Statements, now: Date, limit: number, until: Date): DueMessage[] {
  const taken = write(
    `UPDATE deliveries SET due_at = ? WHERE id IN (SELECT id FROM deliveries WHERE due_at <= ? ORDER BY due_at, id LIMIT ?) RETURNING id`,
  ).all(until.toISOString(), now.toISOString(), limit) as { readonly id: string }[];
  return taken.flatMap(({ id }): DueMessage[] => {
    const message = write(
      `SELECT deliveries.id, watch, url, secret, body, attempts
       FROM deliveries JOIN watches ON watches.id = watch JOIN watch_secrets USING (watch) WHERE deliveries.id = ?`,
    ).get(id) as DueMessage | undefined;
    return message ? [message] : [];
  });
}

export function writeOutcome(write: Statements, id: string, outcome: Outcome, now: Date): void {
  write(`UPDATE deliveries SET attempts = attempts + 1, due_at = @due_at, delivered_at = @delivered_at,
    given_up_at = @given_up_at, last_status = @last_status, last_error = @last_error WHERE id = @id AND due_at IS NOT NULL`).run({
    id,
    ...resultOf(outcome, now),
  });
}

/** Gives up what is under way to a watch that has ended. */
export function giveUpMessages(write: Statements, watch: string, at: string): void {
  write(`UPDATE deliveries SET due_at = NULL, given_up_at = ?, last_error = ${WATCH_ENDED} WHERE watch = ? AND due_at IS NOT NULL`).run(
    at,
    watch,
  );
}

function resultOf(outcome: Outcome, now: Date): Record<string, string | number | null> {
  const at = now.toISOString();
  const none = { due_at: null, delivered_at: null, given_up_at: null };
  if (outcome.delivered) return { ...none, delivered_at: at, last_status: outcome.status, last_error: null };
  const { status, error, retryAt } = outcome;
  const next = retryAt === null ? { given_up_at: at } : { due_at: retryAt.toISOString() };
  return { ...none, ...next, last_status: status, last_error: error.slice(0, MOST_CHARACTERS) };
}

function deliveryOf({ delivered_at, given_up_at, ...row }: DeliveryRow): Delivery {
  const state = delivered_at !== null ? 'delivered' : given_up_at !== null ? 'given_up' : 'pending';
  return {
    id: row.id,
    created_at: row.created_at,
    severity: row.severity,
    revision: row.revision,
    state,
    attempts: row.attempts,
    due_at: row.due_at,
    done_at: delivered_at ?? given_up_at,
    last_status: row.last_status,
    last_error: row.last_error,
  };
}
