import { z } from 'zod';
import { DecisionId } from '../decision.ts';
import { Severity } from './drift-answer.ts';

const described = (description: string) => ({ description });
const Instant = z.iso.datetime().max(30);

export const WatchId = z
  .string()
  .regex(/^wat_[0-9a-f]{32}$/)
  .max(36);

export const WatchSeverity = z.enum(['info', 'warning', 'critical']);
export type WatchSeverity = z.infer<typeof WatchSeverity>;

/** How many live watches a decision may have. */
export const MOST_WATCHES = 10;

/** A receiver of messages on the drift of a decision. */
export type Watch = {
  readonly id: string;
  readonly decision: string;
  readonly url: string;
  readonly severity: WatchSeverity;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly ended_at: string | null;
};

/** A watch as callers see it: the host of its URL, since the path may hold a token, and never the secret. */
export const WatchShown = z.strictObject({
  id: WatchId.meta(described('The id of the watch.')),
  decision: DecisionId.meta(described('The decision that is watched.')),
  host: z.string().max(300).meta(described('Whom messages are posted to. The whole URL is not shown again: its path may hold a token.')),
  severity: WatchSeverity.meta(described('Changes of this severity or more are told.')),
  created_at: Instant.meta(described('When it was made.')),
  created_by: z.string().max(100).nullable().meta(described('The name of the key that it was made with; null without one.')),
  ended_at: Instant.nullable().meta(described('When it was ended; null while it is live.')),
});
export type WatchShown = z.infer<typeof WatchShown>;

export function watchShown({ id, decision, url, severity, created_at, created_by, ended_at }: Watch): WatchShown {
  return { id, decision, host: new URL(url).host, severity, created_at, created_by, ended_at };
}

/** One message to a watch, with the state of its delivery. */
export const Delivery = z.strictObject({
  id: z.string().max(36).meta(described('The `webhook-id`, the same at every try.')),
  created_at: Instant.meta(described('When what it tells was found.')),
  severity: Severity.meta(described('The severity of the drift that was found.')),
  revision: z.int().min(1).meta(described('The catalog revision that it was found on.')),
  state: z.enum(['pending', 'delivered', 'given_up']).meta(described('What has become of it.')),
  attempts: z.int().min(0).meta(described('How often it was tried.')),
  due_at: Instant.nullable().meta(described('When it is tried next; null once it is done.')),
  done_at: Instant.nullable().meta(described('When it was delivered or given up.')),
  last_status: z.int().nullable().meta(described('The status that the receiver answered last; null where none came.')),
  last_error: z.string().max(500).nullable().meta(described('Why the last try failed; null where it did not.')),
});
export type Delivery = z.infer<typeof Delivery>;
