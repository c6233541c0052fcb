import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A caller's id is taken only when it can stand in a log, a header and a URI as it is. */
const ACCEPTED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;

export function requestId(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID();
}
