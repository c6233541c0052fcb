import type { Server } from 'node:http';
import { type FastifyBaseLogger, type FastifyHttpOptions, LogController } from 'fastify';
import { BODY_LIMITS } from '../body-limits.ts';
import type { Deps } from './deps.ts';
import { answerClientError, sendError } from './replies.ts';
import { requestId } from './request-id.ts';

/** How Fastify and Node's server are set: limits, times in ms, and who answers what never reaches a route. */
export function serverOptions({ logger, edge }: Pick<Deps, 'logger' | 'edge'>) {
  return {
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => requestId(request.headers),
    bodyLimit: BODY_LIMITS.any,
    ...(edge && edge.proxies.length > 0 ? { trustProxy: [...edge.proxies] } : {}),
    requestTimeout: 8000,
    // Node looks at the other two only as often as connectionsCheckingInterval, 30 s by default. A missing Host is ours to refuse.
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000, requireHostHeader: false },
    forceCloseConnections: 'idle',
    // What still arrives on an open connection while closing is answered, then the connection is closed.
    return503OnClosing: false,
    // One logger for all requests: a child of its own for each would cost more than the line that it writes.
    childLoggerFactory: (logger) => logger,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: sendError,
    clientErrorHandler: answerClientError,
  } satisfies FastifyHttpOptions<Server, FastifyBaseLogger>;
}
