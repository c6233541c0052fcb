import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { badRequest, refusal } from '../problems.ts';
import type { IdempotencyKey } from '../store/contract/decisions.ts';

const MOST = 255;
/** A string of RFC 9651 §3.3.3. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** The same without its quotes, as many clients send it. */
const BARE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

/** Both forms with their length, for the document. */
export const KEY_PATTERN = `^(?:"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\["\\\\]){1,${MOST}}"|[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]{1,${MOST}})$`;

/** The request's Idempotency-Key with what it is a key to; null where none was sent (draft-ietf-httpapi-idempotency-key-header-07). */
export function idempotencyKey(request: FastifyRequest): IdempotencyKey | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const sent = String(header).trim();
  const key = QUOTED.exec(sent)?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? BARE.exec(sent)?.[0] ?? '';
  if (key === '' || key.length > MOST) {
    const detail = `Send one key of 1 to ${MOST} printable ASCII characters, in double quotes or bare.`;
    throw badRequest([{ parameter: 'Idempotency-Key', code: 'bad_format', detail }]);
  }
  const [path = ''] = request.url.split('?');
  return {
    caller: request.caller?.name ?? '',
    operation: `${request.method} ${path}`,
    key,
    fingerprint: hash('sha256', JSON.stringify(request.body ?? null)),
  };
}

/** Runs a request unless the same one is still running: 409 then. Two processes may run it at once; only one of them gets to write. */
export function oneAtATime(): <T>(once: IdempotencyKey | null, work: () => Promise<T>) => Promise<T> {
  const running = new Set<string>();
  return async (once, work) => {
    if (once === null) return work();
    const name = JSON.stringify([once.caller, once.operation, once.key]);
    if (running.has(name))
      throw refusal('conflict', { detail: 'A request with this Idempotency-Key is still being worked on.', headers: RETRY });
    running.add(name);
    try {
      return await work();
    } finally {
      running.delete(name);
    }
  };
}

const RETRY = { 'retry-after': '1' };
