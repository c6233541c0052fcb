import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../../trace.ts';
import type { App } from '../deps.ts';
import type { Metrics } from '../metrics.ts';

/** Counts every request that was answered or given up, and writes a line about it where there is a log. */
export function logRequests(app: App, metrics: Metrics, isLogged: boolean): void {
  app.addHook('onResponse', (request, reply, done) => {
    metrics.answered(request, reply);
    if (isLogged) logRequest(request, reply);
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    metrics.abandoned();
    if (isLogged) request.log.info(aboutRequest(request), 'client hung up');
    done();
  });
}

/** One line a request: the route as a template and no query, header or body, so that nothing secret can be in it. */
function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const answer = { status: reply.statusCode, ms: Math.round(reply.elapsedTime * 1000) / 1000 };
  request.log.info({ ...aboutRequest(request), ...answer }, 'request');
}

function aboutRequest(request: FastifyRequest): object {
  const { traceId, spanId, flags } = traceOf(request.headers);
  return {
    id: request.id,
    method: request.method,
    route: request.routeOptions.url ?? null,
    ...(request.caller && { caller: request.caller.name }),
    trace_id: traceId,
    span_id: spanId,
    trace_flags: flags,
  };
}
