import { type FastifyReply, type FastifyRequest, fastify, type HookHandlerDoneFunction, LogController } from 'fastify';
import { z } from 'zod';
import { accessFault, keepPrivate } from './http/access.ts';
import { analysisPool } from './http/analysis-pool.ts';
import { boundedWait } from './http/bounded-wait.ts';
import { allowMethods, allowOrigin } from './http/cors.ts';
import { describeRoutes } from './http/document.ts';
import { readJson } from './http/json-body.ts';
import { collectPaths, type KnownPaths } from './http/known-paths.ts';
import { createMetrics } from './http/metrics.ts';
import { preferred } from './http/negotiation.ts';
import { NO_WATCHING } from './http/no-watching.ts';
import { BODY_LIMIT, bodyIsPlain, protocolFault, refuseConnect } from './http/protocol.ts';
import { rateLimit } from './http/rate-limit.ts';
import { renderedAnswers } from './http/rendered.ts';
import { answerClientError, conditional, dropLength304, entityTag, sendError, stampHeaders } from './http/replies.ts';
import { requestId } from './http/request-id.ts';
import type { App, Deps, Routes } from './http/service.ts';
import { serializerCompiler, validatorCompiler } from './http/validation.ts';
import { type Refusal, refusal } from './problems.ts';
import { analyses } from './routes/analyses.ts';
import { attributes } from './routes/catalog/attributes.ts';
import { catalogClaims } from './routes/catalog/catalog-claims.ts';
import { catalogImports } from './routes/catalog/catalog-imports.ts';
import { catalogParked } from './routes/catalog/catalog-parked.ts';
import { claims } from './routes/catalog/claims.ts';
import { criteria } from './routes/catalog/criteria.ts';
import { gpus } from './routes/catalog/gpus.ts';
import { hardware } from './routes/catalog/hardware.ts';
import { licenses } from './routes/catalog/licenses.ts';
import { models } from './routes/catalog/models.ts';
import { offers } from './routes/catalog/offers.ts';
import { profiles } from './routes/catalog/profiles.ts';
import { providers } from './routes/catalog/providers.ts';
import { revisions } from './routes/catalog/revisions.ts';
import { sources } from './routes/catalog/sources.ts';
import { comparisons } from './routes/comparisons.ts';
import { decisionDrift } from './routes/decisions/decision-drift.ts';
import { decisionEvents } from './routes/decisions/decision-events.ts';
import { decisionImports } from './routes/decisions/decision-imports.ts';
import { decisionReplay } from './routes/decisions/decision-replay.ts';
import { decisionWatches } from './routes/decisions/decision-watches.ts';
import { decisions } from './routes/decisions/decisions.ts';
import { documents } from './routes/documents.ts';
import { health } from './routes/health.ts';
import { metrics } from './routes/metrics.ts';
import { problems } from './routes/problems.ts';
import { rankings } from './routes/rankings.ts';
import { verdicts } from './routes/verdicts.ts';
import { traceOf } from './trace.ts';

/** Every resource of the service. */
const ROUTES: readonly Routes[] = [
  rankings,
  comparisons,
  verdicts,
  analyses,
  decisions,
  decisionEvents,
  decisionReplay,
  decisionDrift,
  decisionWatches,
  decisionImports,
  models,
  hardware,
  offers,
  gpus,
  providers,
  sources,
  claims,
  attributes,
  criteria,
  licenses,
  profiles,
  revisions,
  catalogImports,
  catalogClaims,
  catalogParked,
  problems,
  health,
  metrics,
  documents,
];

const NO_PARAMETERS = z.strictObject({});
const JSON_ONLY = ['application/json'] as const;

/** The one app, for the server and for tests. */
export function buildApp(deps: Deps): App {
  const app: App = fastify({
    ...(deps.logger ? { loggerInstance: deps.logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => requestId(request.headers),
    bodyLimit: BODY_LIMIT,
    ...(deps.edge && deps.edge.proxies.length > 0 ? { trustProxy: [...deps.edge.proxies] } : {}),
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
  }).withTypeProvider();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const read = readJson(body as Buffer);
    if ('value' in read) done(null, read.value);
    else done(refusal('malformed-json', read));
  });
  refuseConnect(app);
  app.decorateRequest('caller', null);
  app.decorateRequest('rendered', null);
  app.decorateRequest('madeFrom', null);
  const rendered = renderedAnswers(deps.catalog, deps.clock);
  const paths = collectPaths(app);
  const analyses = analysisPool();
  const { outbox } = (deps.watching ?? NO_WATCHING).watches;
  const measured = createMetrics({ catalog: deps.catalog, clock: deps.clock, ready: deps.ready, analyses: analyses.load, outbox });
  const allowFrom = allowOrigin(deps.edge?.origins ?? []);
  const limit = deps.edge && deps.edge.perMinute > 0 ? rateLimit(deps.edge.perMinute) : null;
  app.setNotFoundHandler((request, reply) => sendError(refusal('not-found'), request, reply));
  // Callback hooks: an async one costs every request a turn of the microtask queue.
  app.addHook('onRequest', (request, reply, done) => {
    measured.began(reply.raw);
    stampHeaders(request, reply);
    allowFrom(request, reply);
    const fault = protocolFault(request.raw);
    if (fault) return done(refusal(fault));
    const { config } = request.routeOptions;
    const isOpen = config.always || config.access === 'open';
    if (!isOpen && deps.edge?.isLate()) {
      measured.shed();
      return done(refusal('overloaded'));
    }
    const forbidden = request.is404 ? undefined : accessFault(request, deps.access);
    if (!(forbidden instanceof Promise)) return void admit(request, reply, forbidden, done);
    forbidden.then((fault) => admit(request, reply, fault, done), done);
  });
  function admit(request: FastifyRequest, reply: FastifyReply, forbidden: Refusal | undefined, done: HookHandlerDoneFunction): unknown {
    const { config, schema } = request.routeOptions;
    const isOpen = config.always || config.access === 'open';
    // after the key is known, before anything is said of it: keys are not guessed faster than the address may ask
    const exceeded = isOpen ? undefined : limit?.(request, reply);
    if (exceeded) {
      measured.limited();
      return done(exceeded);
    }
    if (request.is404) return answerUnrouted(paths, request, reply);
    if (forbidden) return done(forbidden);
    if (!bodyIsPlain(request.headers)) return done(refusal('unsupported-media-type'));
    if (schema?.operationId === undefined) return done();
    if (!preferred(request.headers.accept, config.produces ?? JSON_ONLY)) return done(refusal('not-acceptable'));
    done(config.always || deps.ready() ? undefined : refusal('unavailable'));
  }
  app.addHook('onSend', (request, reply, body, done) => {
    if (!deps.ready()) reply.header('connection', 'close');
    const { cache } = request.routeOptions.config;
    const sent = cache && reply.statusCode === 200 && typeof body === 'string' ? validated(request, reply, body, cache) : body;
    if (deps.access.auth === 'required' && request.caller) keepPrivate(reply);
    done(null, sent);
  });
  function validated(request: FastifyRequest, reply: FastifyReply, body: string, cache: Parameters<typeof conditional>[3]): string | null {
    const tag = request.rendered?.etag ?? entityTag(body);
    if (cache === 'catalog' && !request.rendered && request.madeFrom) rendered.keep(request, reply, body, tag, request.madeFrom);
    return conditional(request, reply, body, cache, tag);
  }
  // after validation, so that nothing but what was answered before can be found
  app.addHook('preHandler', (request, reply, done) => {
    if (request.routeOptions.config.cache !== 'catalog' || request.method !== 'GET') return done();
    request.rendered = rendered.find(request);
    request.madeFrom = deps.catalog();
    if (!request.rendered) return done();
    const { body, link } = request.rendered;
    if (link !== undefined) reply.header('link', link);
    reply.type('application/json; charset=utf-8').serializer(String).send(body);
  });
  app.addHook('onRoute', (route) => {
    const { schema, config } = route;
    // parameters that nobody documented are refused, not ignored; of health and metrics anything is taken: probes add what they like
    if (schema?.operationId && !config?.always && !schema.querystring) route.schema = { ...schema, querystring: NO_PARAMETERS };
    if (route.method === 'HEAD') route.onSend = [route.onSend ?? []].flat().concat(dropLength304);
  });
  app.addHook('onResponse', (request, reply, done) => {
    measured.answered(request, reply);
    if (deps.logger) logRequest(request, reply);
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    measured.abandoned();
    if (deps.logger) request.log.info(aboutRequest(request), 'client hung up');
    done();
  });
  app.addHook('onClose', analyses.close);
  const catalogAt = boundedWait(deps.catalogAt);
  const history = { ...deps.history, changes: boundedWait(deps.history.changes) };
  describeRoutes(app);
  app.after(() => {
    for (const register of ROUTES) register(app, { ...deps, catalogAt, history, analyses, metrics: measured });
  });
  return app;
}

/** 405 with Allow on a path that has other methods, 204 with Allow for its OPTIONS, 404 on any other. */
function answerUnrouted(paths: KnownPaths, request: FastifyRequest, reply: FastifyReply): void {
  const allowed = paths.allowed(new URL(request.url, 'http://any').pathname)?.join(', ');
  if (allowed === undefined) sendError(refusal('not-found'), request, reply);
  else if (request.method === 'OPTIONS') {
    allowMethods(reply, allowed);
    reply.code(204).header('allow', allowed).send();
  } else sendError(refusal('method-not-allowed', { headers: { allow: allowed } }), request, reply);
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
