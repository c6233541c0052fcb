import { type Done, type IdempotencyKey, KEY_HOURS, type NotDone } from '../contract/decisions.ts';
import { findDecision } from './decision-rows.ts';
import type { Statements } from './statements.ts';

/** Expired keys that one write clears away. */
const CLEARED = 100;

type KeyRow = { readonly fingerprint: string; readonly status: number; readonly decision: string; readonly events: number };

/** What the key did before: not kept a second time, it is the record with the events that it had then. */
export function answeredBefore(
  read: Statements,
  { caller, operation, key, fingerprint }: IdempotencyKey,
  now: Date,
): Done | NotDone | null {
  const row = read(
    'SELECT fingerprint, status, decision, events FROM idempotency_keys WHERE caller = ? AND operation = ? AND key = ? AND expires_at > ?',
  ).get(caller, operation, key, now.toISOString()) as KeyRow | undefined;
  if (row === undefined) return null;
  if (row.fingerprint !== fingerprint) return { refused: 'other_payload' };
  const decision = findDecision(read, row.decision);
  if (decision === null) throw new Error('an idempotency key names a decision that is not there');
  return { status: row.status, decision: { ...decision, events: decision.events.slice(0, row.events) }, replayed: true };
}

/** Keeps the key with what it did; in the transaction of that. Clears some expired keys away. */
export function rememberAnswer(
  write: Statements,
  { caller, operation, key, fingerprint }: IdempotencyKey,
  { status, decision }: Pick<Done, 'status' | 'decision'>,
  now: Date,
): void {
  const expiry = new Date(now.getTime() + KEY_HOURS * 3_600_000).toISOString();
  write(`DELETE FROM idempotency_keys WHERE (caller, operation, key) IN
    (SELECT caller, operation, key FROM idempotency_keys WHERE expires_at <= ? ORDER BY expires_at LIMIT ${CLEARED})`).run(
    now.toISOString(),
  );
  // In the place of one that has expired and was not among those: any other would have been found.
  write(
    'INSERT OR REPLACE INTO idempotency_keys (caller, operation, key, fingerprint, status, decision, events, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(caller, operation, key, fingerprint, status, decision.head.id, decision.events.length, expiry);
}
