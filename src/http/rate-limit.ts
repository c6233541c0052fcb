import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refusal } from '../problems.ts';

const WINDOW_S = 60;
/** Callers counted at a time. Beyond it the oldest windows are forgotten, so that no flood of addresses fills the memory. */
const MAX_CALLERS = 50_000;
const POLICY = 'default';

type Window = { readonly ends: number; taken: number };
export type Quota = { readonly allowed: boolean; readonly remaining: number; readonly resetSeconds: number };

/**
 * Counts the requests of each caller in windows of a minute that begin with its first request. `now` in ms must never go back: a clock that
 * is set anew would give a caller two quotas, or none.
 */
export function requestQuota(perMinute: number, now: () => number): (caller: string) => Quota {
  // in the order in which the windows began, which is the order in which they end
  const windows = new Map<string, Window>();
  return (caller) => {
    const time = now();
    for (const [oldest, { ends }] of windows) {
      if (ends > time && windows.size < MAX_CALLERS) break;
      windows.delete(oldest);
    }
    const window = windows.get(caller) ?? { ends: time + 1000 * WINDOW_S, taken: 0 };
    if (window.taken === 0) windows.set(caller, window);
    window.taken++;
    return {
      allowed: window.taken <= perMinute,
      remaining: Math.max(0, perMinute - window.taken),
      resetSeconds: Math.max(1, Math.ceil((window.ends - time) / 1000)),
    };
  };
}

/** Holds every request to the quota of its caller, and says on the answer what is left (draft-ietf-httpapi-ratelimit-headers-10). */
export function rateLimit(perMinute: number, now: () => number = () => performance.now()) {
  const take = requestQuota(perMinute, now);
  const policy = `"${POLICY}";q=${perMinute};w=${WINDOW_S}`;
  return (request: FastifyRequest, reply: FastifyReply): Refusal | undefined => {
    const { allowed, remaining, resetSeconds } = take(callerOf(request));
    reply.header('ratelimit-policy', policy);
    reply.header('ratelimit', `"${POLICY}";r=${remaining};t=${resetSeconds}`);
    return allowed
      ? undefined
      : refusal('too-many-requests', { headers: { 'retry-after': String(resetSeconds) }, violatedPolicies: [POLICY] });
  };
}

/** Whose quota a request counts against: that of the key, if it carries a valid one; else that of the address, of IPv6 the network of 64 bits. */
function callerOf({ caller, ip }: FastifyRequest): string {
  if (caller) return `key ${caller.name}`;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !isIPv6(ip)) return `address ${mapped ?? ip}`;
  return `network ${network64(ip)}`;
}

/** The first four groups of an IPv6 address. */
function network64(address: string): string {
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
