import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refusal } from '../../problems.ts';
import { accessFault } from '../access.ts';
import { allowOrigin } from '../cors.ts';
import type { App, Deps } from '../deps.ts';
import type { KnownPaths } from '../known-paths.ts';
import type { Metrics } from '../metrics.ts';
import { preferred } from '../negotiation.ts';
import { bodyIsPlain, protocolFault } from '../protocol.ts';
import { rateLimit } from '../rate-limit.ts';
import { stampHeaders } from '../replies.ts';
import { answerUnrouted } from './unrouted.ts';

const JSON_ONLY = ['application/json'] as const;

/**
 * The way of a request before its body is read. The order holds: headers that every answer has, CORS among them, before anything is refused;
 * then the protocol and the load, which cost nothing to see; then the key; the quota, which counts by key, before anything is said of the key,
 * so that keys are not guessed faster than the address may ask; what has no route; the key's refusal; media types; and last whether the
 * service is ready.
 */
export function admitRequests(
  app: App,
  { access, edge, ready }: Pick<Deps, 'access' | 'edge' | 'ready'>,
  metrics: Metrics,
  paths: KnownPaths,
): void {
  const allowFrom = allowOrigin(edge?.origins ?? []);
  const limit = edge && edge.perMinute > 0 ? rateLimit(edge.perMinute) : null;

  function arrivalFault(request: FastifyRequest): Refusal | undefined {
    const fault = protocolFault(request.raw);
    if (fault) return refusal(fault);
    if (isOpen(request) || !edge?.isLate()) return undefined;
    metrics.shed();
    return refusal('overloaded');
  }

  function quotaFault(request: FastifyRequest, reply: FastifyReply): Refusal | undefined {
    const exceeded = isOpen(request) ? undefined : limit?.(request, reply);
    if (exceeded) metrics.limited();
    return exceeded;
  }

  function admit(request: FastifyRequest, reply: FastifyReply, forbidden: Refusal | undefined, done: (fault?: Error) => void): void {
    const exceeded = quotaFault(request, reply);
    if (exceeded) done(exceeded);
    else if (request.is404) answerUnrouted(paths, request, reply);
    else done(forbidden ?? mediaFault(request) ?? (isAlways(request) || ready() ? undefined : refusal('unavailable')));
  }

  // A callback hook: an async one costs every request a turn of the microtask queue.
  app.addHook('onRequest', (request, reply, done) => {
    metrics.began(reply.raw);
    stampHeaders(request, reply);
    allowFrom(request, reply);
    const fault = arrivalFault(request);
    if (fault) return done(fault);
    const forbidden = request.is404 ? undefined : accessFault(request, access);
    if (forbidden instanceof Promise) forbidden.then((found) => admit(request, reply, found, done), done);
    else admit(request, reply, forbidden, done);
  });
}

/** Whether anybody may ask at any time: no quota, and no refusal under load. */
function isOpen({ routeOptions: { config } }: FastifyRequest): boolean {
  return config.always === true || config.access === 'open';
}

/** Whether it answers while the service is not ready; what is no operation of the document does too. */
function isAlways({ routeOptions: { config, schema } }: FastifyRequest): boolean {
  return config.always === true || schema?.operationId === undefined;
}

function mediaFault({ headers, routeOptions: { config, schema } }: FastifyRequest): Refusal | undefined {
  if (!bodyIsPlain(headers)) return refusal('unsupported-media-type');
  if (schema?.operationId === undefined || preferred(headers.accept, config.produces ?? JSON_ONLY)) return undefined;
  return refusal('not-acceptable');
}
