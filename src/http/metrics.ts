import type { EventEmitter } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { addServiceGauges, type GaugedService } from './service-gauges.ts';

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

/** OpenTelemetry semantic conventions for HTTP: http.server.request.duration. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'QUERY']);
const MS_PER_S = 1000;

/** The metrics of one app, in a registry of its own. Labels are bounded: methods, routes and codes that exist, and nothing that a caller makes up. */
export function createMetrics(service: GaugedService, ready: () => boolean): Metrics {
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
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const abandoned = counter('choose_if_requests_abandoned_total', 'Requests whose client hung up before they were answered.');
  const shed = counter('choose_if_requests_shed_total', 'Requests refused because the event loop was late.');
  const limited = counter('choose_if_requests_limited_total', 'Requests refused because a quota was used up.');
  addServiceGauges(registry, service, ready);
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
