import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ProblemSlug } from '../problems.ts';
import type { Service, ServiceDeps } from '../service/deps.ts';
import type { AccessControl } from './access.ts';
import type { CorsOrigins } from './cors.ts';
import type { Metrics } from './metrics.ts';

/** All that the app needs of the world, for the server and for tests alike: what the use cases need, and what HTTP adds. */
export type Deps = ServiceDeps & {
  /** False while starting and stopping. */
  readonly ready: () => boolean;
  readonly access: AccessControl;
  /** Left out: no quotas, no other origin, no proxy, and nobody is turned away. */
  readonly edge?: Edge;
  readonly logger?: FastifyBaseLogger;
};

/** What stands between the network and the operations. */
export type Edge = {
  /** Requests of a caller in a minute; 0: no quota. */
  readonly perMinute: number;
  /** Whose pages may read answers. */
  readonly origins: CorsOrigins;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[];
  /** Whether the event loop is too late to take more on. */
  readonly isLate: () => boolean;
};

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** What the handlers of a route work with. */
export type RouteDeps = { readonly service: Service; readonly metrics: Metrics; readonly ready: () => boolean };

/** One resource's routes; src/app.ts has the one list of them. */
export type Routes = (app: App, deps: RouteDeps) => void;

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * `catalog`: made of the current revision, the day and the address alone, with an ETag; `history`: of the revisions there are. `record`:
     * asked anew each time. Left out: no-store.
     */
    cache?: 'catalog' | 'history' | 'document' | 'record';
    /** Media types of the 200; left out: application/json. */
    produces?: readonly [string, ...string[]];
    /** Problems that only this operation has; those that any can have are added to the document by themselves. */
    problems?: readonly ProblemSlug[];
    /** Takes an Idempotency-Key. */
    idempotent?: boolean;
    /** Answers also while the service is not ready. */
    always?: boolean;
    /** For the OpenAPI document; checked against the schemas when it is made. */
    examples?: { readonly request?: unknown; readonly response?: unknown; readonly parameters?: Readonly<Record<string, unknown>> };
  }
}
