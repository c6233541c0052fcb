import { fastify } from 'fastify';
import type { App, Deps, Routes } from './http/deps.ts';
import { describeRoutes } from './http/document/describe-routes.ts';
import { admitRequests } from './http/hooks/admit-requests.ts';
import { cacheAnswers } from './http/hooks/cache-answers.ts';
import { completeRoutes } from './http/hooks/complete-routes.ts';
import { logRequests } from './http/hooks/log-requests.ts';
import { takeJson } from './http/hooks/take-json.ts';
import { collectPaths } from './http/known-paths.ts';
import { createMetrics } from './http/metrics.ts';
import { refuseConnect } from './http/protocol.ts';
import { sendError } from './http/replies.ts';
import { serverOptions } from './http/server-options.ts';
import { serializerCompiler, validatorCompiler } from './http/validation.ts';
import { refusal } from './problems.ts';
import { analyses } from './routes/analyses.ts';
import { calibrations } from './routes/calibrations.ts';
import { attributes } from './routes/catalog/attributes.ts';
import { catalogClaims } from './routes/catalog/catalog-claims.ts';
import { catalogImports } from './routes/catalog/catalog-imports.ts';
import { catalogParked } from './routes/catalog/catalog-parked.ts';
import { claims } from './routes/catalog/claims.ts';
import { completeness } from './routes/catalog/completeness.ts';
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
import { decisionList } from './routes/decisions/decision-list.ts';
import { decisionReplay } from './routes/decisions/decision-replay.ts';
import { decisionWatches } from './routes/decisions/decision-watches.ts';
import { decisions } from './routes/decisions/decisions.ts';
import { documents } from './routes/documents.ts';
import { health } from './routes/health.ts';
import { metrics as metricsRoute } from './routes/metrics.ts';
import { problems } from './routes/problems.ts';
import { rankings } from './routes/rankings.ts';
import { verdicts } from './routes/verdicts.ts';
import { createService } from './service/create-service.ts';

/** Every resource of the service. */
const ROUTES: readonly Routes[] = [
  rankings,
  comparisons,
  verdicts,
  analyses,
  decisions,
  decisionList,
  decisionEvents,
  decisionReplay,
  decisionDrift,
  decisionWatches,
  decisionImports,
  models,
  hardware,
  offers,
  gpus,
  calibrations,
  providers,
  sources,
  claims,
  attributes,
  criteria,
  licenses,
  profiles,
  revisions,
  completeness,
  catalogImports,
  catalogClaims,
  catalogParked,
  problems,
  health,
  metricsRoute,
  documents,
];

/**
 * The one app, for the server and for tests. The order holds: paths are collected, routes completed and described by hooks that see only what is
 * registered after them, so that routes come last; and hooks of one kind run in the order of their registration. A request passes
 * `admitRequests` (onRequest), its body `takeJson`, validation, `cacheAnswers` (preHandler), the handler, `cacheAnswers` again (onSend), and
 * `logRequests` (onResponse, or onRequestAbort where the client hung up).
 */
export function buildApp(deps: Deps): App {
  const app: App = fastify(serverOptions(deps)).withTypeProvider();
  const { ready } = deps;
  const service = createService(deps);
  const metrics = createMetrics(service, ready);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => sendError(refusal('not-found'), request, reply));
  app.decorateRequest('caller', null);
  takeJson(app);
  refuseConnect(app);
  const paths = collectPaths(app);
  admitRequests(app, deps, metrics, paths);
  cacheAnswers(app, service, deps);
  completeRoutes(app);
  logRequests(app, metrics, deps.logger !== undefined);
  app.addHook('onClose', service.analyses.close);
  describeRoutes(app);
  app.after(() => {
    for (const register of ROUTES) register(app, { service, metrics, ready });
  });
  return app;
}
