import type { FastifyBaseLogger } from 'fastify';
import type { Catalog } from '../catalog/catalog.ts';
import { warmSteps } from '../catalog/facts/fact-view.ts';
import { checkRequest } from '../ranking/ask/check-request.ts';
import { selectionOf, selfContained } from '../ranking/ask/plan.ts';
import type { DecisionReader } from '../store/contract/decisions.ts';
import type { WatchStore } from '../store/contract/watches.ts';
import { inSlices } from '../store/in-slices.ts';
import { deliverer } from './deliverer.ts';
import { driftWatch } from './drift-watch.ts';
import { postMessage } from './post-message.ts';
import type { WebhookHosts } from './webhook-host.ts';

/** The newest revision, and any other; null where there is none of that number. */
type LiveCatalog = { readonly current: () => Catalog; readonly at: (revision: number) => Promise<Catalog | null> };

type World = {
  readonly watches: WatchStore;
  readonly decisions: DecisionReader;
  readonly live: LiveCatalog;
  readonly clock: () => Date;
  readonly logger: FastifyBaseLogger;
  readonly hosts: WebhookHosts;
};

/** Watching in a running service: checks find, the outbox keeps, the deliverer tells. */
export function watchDecisions({ watches, decisions, live, clock, logger, hosts }: World) {
  const closing = new AbortController();
  const sender = deliverer({
    watches,
    post: (url, body, headers, stop) => postMessage(url, body, headers, { hosts }, stop),
    clock,
    failed: (message) => logger.warn(message, message.givenUp ? 'a message was given up' : 'a message was not taken; it is tried again'),
    broken: (err) => logger.error({ err }, 'the outbox cannot be worked off; it is tried again'),
  });
  const checker = driftWatch({
    watches,
    find: decisions.find,
    current: live.current,
    at: live.at,
    warm: (catalog, request, day) => warm(catalog, request, day, closing.signal),
    clock,
    told: sender.poke,
    failed: (err, decision) => logger.error({ err, decision }, 'a watched decision cannot be checked; it is tried again'),
  });
  return {
    check: checker.check,
    async close(): Promise<void> {
      const checked = checker.close();
      closing.abort();
      await checked;
      await sender.close();
    },
  };
}

/** Works out, a slice at a time, the facts that a request looks at. What the request gives to compute from is left to be worked out with it. */
async function warm(catalog: Catalog, body: unknown, day: string, signal: AbortSignal): Promise<void> {
  const { request } = checkRequest(catalog, body);
  if (request) await inSlices(warmSteps(catalog, selectionOf(selfContained(catalog, request)), day), signal);
}
