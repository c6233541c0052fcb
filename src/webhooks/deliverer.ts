import type { DueMessage, Outbox, Outcome } from '../store/contract/watches.ts';
import { messageTrace, traceparent } from '../trace.ts';
import type { Posted } from './post-message.ts';
import { MOST_ATTEMPTS, retryDelay } from './retry-delay.ts';
import { webhookHeaders } from './signature.ts';

export type Deliverer = {
  /** Looks for messages now, without waiting to be noticed: for who has just written one. */
  readonly poke: () => void;
  /** Ends when what is under way is done. */
  readonly close: () => Promise<void>;
};

type World = {
  readonly watches: Outbox;
  readonly post: (url: string, body: string, headers: Readonly<Record<string, string>>, stop: AbortSignal) => Promise<Posted>;
  readonly clock: () => Date;
  /** Said once for each try that failed: never the secret, and of the URL the host alone, as paths hold tokens. */
  readonly failed: (message: { readonly id: string; readonly host: string; readonly error: string; readonly givenUp: boolean }) => void;
  /** The outbox itself can't be read or written; it is tried again. */
  readonly broken: (error: unknown) => void;
};

const POLL_MS = 1000;
/** Messages that are under way at once. */
const AT_ONCE = 8;
/** For so long nobody else takes a message: longer than any try. A process that dies within it leaves the message to the next one. */
const LEASE_MS = 15_000;

/**
 * Empties the outbox: every message is tried until a receiver took it or its tries are used up. At least once: a process that dies between the
 * answer and its being written tries again, with the same id.
 */
export function deliverer({ watches, post, clock, failed, broken }: World): Deliverer {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;

  async function send(message: DueMessage): Promise<void> {
    const posted = await post(
      message.url,
      message.body,
      { ...webhookHeaders(message.id, message.body, message.secret, clock()), traceparent: traceparent(messageTrace(message.id)) },
      stopping.signal,
    );
    // what was cut off by the end of this process is left to the next one
    if (stopping.signal.aborted && 'failed' in posted) return;
    const outcome = outcomeOf(message, posted, clock());
    if (!outcome.delivered) {
      const { id, url } = message;
      failed({ id, host: new URL(url).host, error: outcome.error, givenUp: outcome.retryAt === null });
    }
    await watches.tried(message.id, outcome, clock());
  }

  async function empty(): Promise<void> {
    do {
      again = false;
      for (;;) {
        const now = clock();
        if (!(await watches.hasDue(now))) break;
        const due = await watches.take(now, AT_ONCE, new Date(now.getTime() + LEASE_MS));
        const sent = await Promise.allSettled(due.map(send));
        for (const one of sent) if (one.status === 'rejected') throw one.reason;
        if (due.length < AT_ONCE || stopping.signal.aborted) break;
      }
    } while (again && !stopping.signal.aborted);
  }

  function poke(): void {
    again = true;
    if (stopping.signal.aborted) return;
    running ??= empty()
      .catch(broken)
      .finally(() => {
        running = null;
        if (again) poke();
      });
  }

  const poll = setInterval(poke, POLL_MS).unref();
  return {
    poke,
    async close() {
      clearInterval(poll);
      stopping.abort();
      await running;
    },
  };
}

/** Only 2xx counts as taken. 410 says that nobody wants it any more: tried no further. */
function outcomeOf({ id, attempts }: DueMessage, posted: Posted, now: Date): Outcome {
  const status = 'status' in posted ? posted.status : null;
  if (status !== null && status >= 200 && status < 300) return { delivered: true, status };
  const error = 'failed' in posted ? posted.failed : `the receiver answered ${posted.status}`;
  const tried = attempts + 1;
  const isOver = tried >= MOST_ATTEMPTS || status === 410;
  return { delivered: false, status, error, retryAt: isOver ? null : new Date(now.getTime() + retryDelay(id, tried)) };
}
