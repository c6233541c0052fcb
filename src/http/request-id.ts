import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A caller's id is taken only when it can stand in a log, a header and a URI as it is. */
const ACCEPTED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;

export function requestId(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID();
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/** The trace id of a valid traceparent (W3C Trace Context §3.2); undefined for any other. */
export function traceId(headers: IncomingHttpHeaders): string | undefined {
  const given = headers.traceparent;
  const [, version, trace, parent, rest] = (typeof given === 'string' && TRACEPARENT.exec(given)) || [];
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  return /[1-9a-f]/.test(trace ?? '') && /[1-9a-f]/.test(parent ?? '') ? trace : undefined;
}
