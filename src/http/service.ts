import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { RevisionEntry } from '../catalog/revision.ts';
import type { Change } from '../catalog/rows/change.ts';
import type { ProblemSlug } from '../problems.ts';
import type { DecisionStore } from '../store/contract/decisions.ts';
import type { WatchStore } from '../store/contract/watches.ts';
import type { AccessControl } from './access.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import type { CatalogChanges } from './catalog-changes.ts';
import type { CorsOrigins } from './cors.ts';
import type { Metrics } from './metrics.ts';

/** Who is told when a decision drifts. */
export type Watching = {
  readonly watches: WatchStore;
  /** Why nothing may be posted to a URL; null where it may. */
  readonly urlFault: (url: string) => string | null;
  /** Holds the watched decisions against the catalog, soon and beside other work. */
  readonly check: () => void;
};

/** All that the HTTP side needs of the world, for the server and for tests alike. */
export type Deps = {
  /** The current revision; asked once per request. */
  readonly catalog: () => Catalog;
  /** Any revision; null where there is none of that number. */
  readonly catalogAt: (revision: number) => Promise<Catalog | null>;
  /** What became of the catalog so far. */
  readonly history: History;
  /** False while starting and stopping. */
  readonly ready: () => boolean;
  readonly clock: () => Date;
  readonly access: AccessControl;
  readonly changes: CatalogChanges;
  readonly decisions: DecisionStore;
  /** Left out: nobody is told when a decision drifts. */
  readonly watching?: Watching;
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

export type History = {
  /** All revisions, the newest first. */
  readonly revisions: () => Promise<readonly RevisionEntry[]>;
  /** What sets one revision apart from an earlier one (0: from nothing), in order of id. Both have to be. */
  readonly changes: (since: number, revision: number) => Promise<readonly Change[]>;
};

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** One resource's routes; src/app.ts has the one list of them. `analyses` takes what would hold up the event loop. */
export type Routes = (app: App, deps: Deps & { readonly analyses: AnalysisPool; readonly metrics: Metrics }) => void;

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
