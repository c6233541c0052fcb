import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Scope } from '../caller.ts';
import { type Refusal, refusal } from '../problems.ts';

/** Who may ask an operation: anybody at any time, or who has the scope. */
export type Access = 'open' | Scope;

/** How the service is opened, and whose a secret is. */
export type AccessControl = {
  /** `open`: only changing the catalog needs a key. `required`: everything does but what is open. */
  readonly auth: 'open' | 'required';
  /** Null for a secret that is unknown, revoked or expired. A store answers later. */
  readonly callerOf: (secret: string) => Caller | null | Promise<Caller | null>;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Left out: `read` for GET and HEAD, `catalog:write` for any other method, so that what nobody thought of is shut. */
    access?: Access;
  }
  interface FastifyRequest {
    /** Whose key the request carries; null without one. */
    caller: Caller | null;
  }
}

const REALM = 'Bearer realm="ChooseIf"';
/** RFC 6750 §2.1, the scheme in any case (RFC 9110 §11.1). No key of ours is longer. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]{1,512}=*)$/i;

export function accessOf({ access }: { readonly access?: Access }, method: string): Access {
  return access ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'catalog:write');
}

/** Whether an operation is asked for a key under this setting. */
function needsKey(access: Scope, auth: AccessControl['auth']): boolean {
  return auth === 'required' || access === 'catalog:write';
}

/**
 * Names the caller, and says why it may not ask this, if so. A key that is sent counts: a wrong one is never taken for none. Who sends none is
 * answered at once: only a key is looked up.
 */
export function accessFault(
  request: FastifyRequest,
  { auth, callerOf }: AccessControl,
): Refusal | undefined | Promise<Refusal | undefined> {
  const access = accessOf(request.routeOptions.config, request.method);
  if (access === 'open') return undefined;
  const needed = needsKey(access, auth);
  const { authorization } = request.headers;
  if (authorization === undefined) return needed ? refusal('unauthenticated', { headers: { 'www-authenticate': REALM } }) : undefined;
  const secret = headersNamed(request, 'authorization') === 1 ? BEARER.exec(authorization)?.[1] : undefined;
  const caller = secret === undefined ? null : callerOf(secret);
  return caller instanceof Promise
    ? caller.then((found) => keyFault(request, access, needed, found))
    : keyFault(request, access, needed, caller);
}

function keyFault(request: FastifyRequest, access: Scope, needed: boolean, caller: Caller | null): Refusal | undefined {
  // One answer for a malformed, an unknown, a revoked and an expired key: it tells nothing about any.
  if (!caller) return refusal('unauthenticated', { detail: INVALID, headers: { 'www-authenticate': `${REALM}, error="invalid_token"` } });
  request.caller = caller;
  if (!needed || caller.scopes.includes(access)) return undefined;
  const challenge = `${REALM}, error="insufficient_scope", scope="${access}"`;
  return refusal('forbidden', { detail: `The key lacks the scope \`${access}\`.`, headers: { 'www-authenticate': challenge } });
}

const INVALID = 'The key is not valid: send one key that stands, as `Authorization: Bearer ...`.';

/** Node keeps the first of several and says nothing. */
function headersNamed({ raw }: FastifyRequest, name: string): number {
  let count = 0;
  for (let i = 0; i < raw.rawHeaders.length; i += 2) if (raw.rawHeaders[i]?.toLowerCase() === name) count++;
  return count;
}

/** An answer that needed a key is not for caches that others share (RFC 9111 §3.5). */
export function keepPrivate(reply: FastifyReply): void {
  const cache = String(reply.getHeader('cache-control'));
  if (cache.startsWith('public')) reply.header('cache-control', cache.replace('public', 'private'));
}
