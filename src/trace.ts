import { randomFillSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Where a request stands in a trace (W3C Trace Context, section 3.2): lower-case hexadecimal. */
export type Trace = { readonly traceId: string; readonly spanId: string; readonly flags: string };

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NOT_SAMPLED = '00';

/** The caller's trace with a span of our own in it; a trace of its own where the caller sends none, or one that is not valid. */
export function traceOf(headers: IncomingHttpHeaders): Trace {
  const given = headers.traceparent;
  const [, version, trace = '', parent = '', flags = '', rest] = (typeof given === 'string' && TRACEPARENT.exec(given)) || [];
  const isValid =
    version !== undefined && version !== 'ff' && (version !== '00' || rest === undefined) && isNotZero(trace) && isNotZero(parent);
  return isValid ? { traceId: trace, spanId: randomHex(8), flags } : { traceId: randomHex(16), spanId: randomHex(8), flags: NOT_SAMPLED };
}

/** The trace of a message, of which each try is a span: its id (`msg_` and 32 digits) names it, so that whoever has the one finds the other. */
export function messageTrace(id: string): Trace {
  return { traceId: id.slice('msg_'.length), spanId: randomHex(8), flags: NOT_SAMPLED };
}

/** The header for a request that is made on behalf of this one. */
export function traceparent({ traceId, spanId, flags }: Trace): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

function isNotZero(id: string): boolean {
  return /[1-9a-f]/.test(id);
}

const POOL = Buffer.alloc(8192);
let used = POOL.length;

/** Random bytes are fetched for hundreds of requests at a time: one by one they cost as much as routing. Never all zeros. */
function randomHex(bytes: number): string {
  if (used + bytes > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  const id = POOL.toString('hex', used, used + bytes);
  used += bytes;
  return isNotZero(id) ? id : randomHex(bytes);
}
