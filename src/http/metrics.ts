import type { EventEmitter } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import packageJson from '../../package.json' with { type: 'json' };
import type { Catalog } from '../catalog/catalog.ts';
import { staleClaims } from '../catalog/facts/stale-claims.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { OutboxCounts } from '../store/contract/watches.ts';
import type { PoolLoad } from './analysis-pool.ts';

/** What was decided, and how that came out: `chosen`, or why nothing was. */
export type Outcome = 'ranking' | 'comparison' | 'analysis' | 'record';

export type Metrics = {
  /** Active until the answer is closed: a client that hangs up is answered nothing, and must not be counted for ever. */
  readonly began: (answer: EventEmitter) => void;
  readonly answered: (request: FastifyRequest, reply: FastifyReply) => void;
  readonly decided: (kind: Outcome, outcome: string) => void;
  readonly abandoned: () => void;
  readonly shed: () => void;
  readonly limited: () => void;
  /** In the text format of Prometheus, version 0.0.4. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

export type Measured = {
  readonly catalog: () => Catalog;
  readonly clock: () => Date;
  readonly ready: () => boolean;
  readonly analyses: () => PoolLoad;
  readonly outbox: () => Promise<OutboxCounts>;
};

/** OpenTelemetry semantic conventions for HTTP: http.server.request.duration. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'QUERY']);
const MS_PER_S = 1000;

/** The metrics of one app, in a registry of its own. Labels are bounded: methods, routes and codes that exist, and nothing that a caller makes up. */
export function createMetrics({ catalog, clock, ready, analyses, outbox }: Measured): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'How long requests took, by route template; without a route: a path that does not exist.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: BUCKETS,
    registers,
  });
  const active = new Gauge({ name: 'http_server_active_requests', help: 'Requests that are being answered.', registers });
  const decisions = new Counter({
    name: 'choose_if_decisions_total',
    help: 'Questions that were decided, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const abandoned = new Counter({
    name: 'choose_if_requests_abandoned_total',
    help: 'Requests whose client hung up before they were answered.',
    registers,
  });
  const shed = new Counter({ name: 'choose_if_requests_shed_total', help: 'Requests refused because the event loop was late.', registers });
  const limited = new Counter({
    name: 'choose_if_requests_limited_total',
    help: 'Requests refused because a quota was used up.',
    registers,
  });
  const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await value());
      },
    });
  // a database that can't be read must not take the other metrics with it
  const messages = async (which: keyof OutboxCounts) => {
    try {
      return (await outbox())[which];
    } catch {
      return Number.NaN;
    }
  };
  const today = () => clock().toISOString().slice(0, 10);
  gauge('choose_if_ready', '1 while requests are taken.', () => (ready() ? 1 : 0));
  gauge('choose_if_catalog_revision', 'The revision that questions are answered from.', () => catalog().revision);
  gauge(
    'choose_if_catalog_age_seconds',
    'Seconds since the revision was made.',
    () => (clock().getTime() - Date.parse(catalog().createdAt)) / MS_PER_S,
  );
  gauge('choose_if_catalog_claims', 'Claims that are current.', () => catalog().claimCount);
  gauge('choose_if_catalog_stale_claims', 'Claims that are older than their attribute allows.', () => staleClaims(catalog(), today()));
  gauge('choose_if_catalog_models', 'Models.', () => catalog().models.size);
  gauge('choose_if_catalog_offers', 'Offers.', () => catalog().offers.size);
  gauge('choose_if_analyses_waiting', 'Analyses that wait for a thread.', () => analyses().waiting);
  gauge('choose_if_analyses_running', 'Analyses that threads are working on.', () => analyses().running);
  gauge('choose_if_analysis_threads_lost', 'Threads of analyses that died since the start.', () => analyses().lost);
  gauge('choose_if_messages_waiting', 'Messages to watches that wait to be sent, or to be tried again.', () => messages('waiting'));
  gauge('choose_if_messages_given_up', 'Messages to watches that no receiver took.', () => messages('givenUp'));
  new Gauge({ name: 'choose_if_build_info', help: 'Always 1.', labelNames: ['version', 'engine', 'node'], registers }).set(
    { version: packageJson.version, engine: ENGINE_VERSION, node: process.versions.node },
    1,
  );
  let collecting = false;
  const ended = () => active.dec();
  return {
    began: (answer) => {
      active.inc();
      answer.once('close', ended);
    },
    answered: ({ method, routeOptions, is404 }, { statusCode, elapsedTime }) => {
      duration.observe(
        {
          http_request_method: METHODS.has(method) ? method : '_OTHER',
          http_route: (is404 ? undefined : routeOptions.url) ?? '',
          http_response_status_code: statusCode,
        },
        elapsedTime / MS_PER_S,
      );
    },
    decided: (kind, outcome) => decisions.inc({ kind, outcome }),
    abandoned: () => abandoned.inc(),
    shed: () => shed.inc(),
    limited: () => limited.inc(),
    text: () => {
      // of the process, not of the app, and with an observer of garbage collection: only where somebody looks
      if (!collecting) collectDefaultMetrics({ register: registry });
      collecting = true;
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
