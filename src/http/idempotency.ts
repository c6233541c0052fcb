import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { badRequest } from '../problems.ts';
import type { Requester } from '../service/deps.ts';

const MAX_LENGTH = 255;
/** A string of RFC 9651 §3.3.3. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** The same without its quotes, as many clients send it. */
const BARE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

/** Both forms with their length, for the document. */
export const KEY_PATTERN = `^(?:"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\["\\\\]){1,${MAX_LENGTH}}"|[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]{1,${MAX_LENGTH}})$`;

/** Who asks for a write, by the key that the request carries and by its Idempotency-Key. */
export function requesterOf(request: FastifyRequest): Requester {
  return { by: request.caller?.name ?? null, once: idempotencyKey(request) };
}

/** The request's Idempotency-Key with what it is a key to; null where none was sent (draft-ietf-httpapi-idempotency-key-header-07). */
function idempotencyKey(request: FastifyRequest): Requester['once'] {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const sent = String(header).trim();
  const key = QUOTED.exec(sent)?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? BARE.exec(sent)?.[0] ?? '';
  if (key === '' || key.length > MAX_LENGTH) {
    const detail = `Send one key of 1 to ${MAX_LENGTH} printable ASCII characters, in double quotes or bare.`;
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
