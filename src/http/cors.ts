import type { FastifyReply, FastifyRequest } from 'fastify';

/** The origins whose pages may read answers: none, some, or `*` for any. */
export type CorsOrigins = readonly string[];

const EXPOSED_HEADERS = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
  'Idempotency-Replayed',
  'WWW-Authenticate',
].join(', ');
const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-None-Match',
  'X-Request-Id',
  'traceparent',
  'tracestate',
].join(', ');
const PREFLIGHT_MAX_AGE_S = 600;

/**
 * Lets pages of the listed origins read answers (Fetch standard, section 3.2). Without a list nothing is added, and browsers keep every page of
 * another origin out. Credentials are never allowed: keys travel in the Authorization header, which a page has to set itself.
 */
export function allowOrigin(origins: CorsOrigins) {
  const any = origins.includes('*');
  return (request: FastifyRequest, reply: FastifyReply): void => {
    if (origins.length === 0) return;
    if (!any) addVary(reply, 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !(any || origins.includes(origin))) return;
    reply.header('access-control-allow-origin', any ? '*' : origin);
    reply.header('access-control-expose-headers', EXPOSED_HEADERS);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return;
    reply.header('access-control-allow-headers', ALLOWED_HEADERS);
    reply.header('access-control-max-age', String(PREFLIGHT_MAX_AGE_S));
  };
}

/** The methods of a path, for a preflight that `allowOrigin` let pass. */
export function allowMethods(reply: FastifyReply, methods: string): void {
  if (reply.getHeader('access-control-max-age') !== undefined) reply.header('access-control-allow-methods', methods);
}

/** Adds a name to Vary, whatever stands there already. */
export function addVary(reply: FastifyReply, name: string): void {
  const names = String(reply.getHeader('vary') ?? '');
  if (names.split(/, */).includes(name)) return;
  reply.header('vary', names === '' ? name : `${names}, ${name}`);
}
