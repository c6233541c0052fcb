import { z } from 'zod';
import type { App, Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, pageOf } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { endWatch, MOST_DELIVERIES, watchDecision, watchesOf, watchPage } from '../../service/decisions/watch-decision.ts';
import type { Service } from '../../service/deps.ts';
import { DecisionParams } from './decision-answer.ts';
import { DELIVERY_EXAMPLE, SECRET_EXAMPLE, WATCH_EXAMPLE } from './watch-example.ts';
import { MadeWatch, NewWatch, ShownWatch, WatchParams, WatchWithDeliveries } from './watch-schemas.ts';

/** Who is told when a decision drifts. */
export const decisionWatches: Routes = (app, { service }) => {
  addWatch(app, service);
  listWatches(app, service);
  getWatch(app, service);
  deleteWatch(app, service);
};

function addWatch(app: App, service: Service): void {
  app.post(
    '/v1/decisions/:id/watches',
    {
      schema: {
        operationId: 'watchDecision',
        tags: ['records'],
        summary: 'Watch a decision',
        description: [
          'From now on a message is posted to `url` when a new catalog revision, or a new day, changes what the decision rests on: at once if it has',
          'drifted already, again when the changes are others, and once more when none is left. Messages are signed after Standard Webhooks',
          '(`webhook-id`, `webhook-timestamp`, `webhook-signature`: HMAC-SHA256), come at least once, and are tried ten times over most of a day;',
          '2xx takes one, 410 refuses it for good, redirects are not followed. A decision has one live watch for a URL, ten in all.',
        ].join(' '),
        params: DecisionParams,
        body: NewWatch,
        response: { 201: MadeWatch.describe('The watch, with its secret this once.') },
      },
      config: {
        access: 'decisions:write',
        problems: ['invalid-request', 'impossible-request', 'conflict', 'storage-unavailable', 'insufficient-storage'],
        examples: {
          request: { url: 'https://hooks.example.com/choose-if', severity: 'warning' },
          response: { ...WATCH_EXAMPLE, secret: SECRET_EXAMPLE },
        },
      },
    },
    async ({ params, body, caller }, reply) => {
      const made = answered(await watchDecision(service, params.id, body, caller?.name ?? null));
      reply.code(201).header('location', `/v1/decisions/${params.id}/watches/${made.id}`);
      return made;
    },
  );
}

function listWatches(app: App, service: Service): void {
  app.get(
    '/v1/decisions/:id/watches',
    {
      schema: {
        operationId: 'listWatches',
        tags: ['records'],
        summary: 'List the watches of a decision',
        description: 'Who is told when the decision drifts, and who was; ordered by id.',
        params: DecisionParams,
        querystring: z.strictObject(PAGE_QUERY),
        response: {
          200: z
            .strictObject({
              items: z.array(ShownWatch).max(100).meta({ description: 'The watches, ordered by id.' }),
              next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
            })
            .describe('A page of watches.'),
        },
      },
      config: { cache: 'record', examples: { parameters: { limit: 20 }, response: { items: [WATCH_EXAMPLE] } } },
    },
    async ({ params, query }, reply) => {
      const { watches } = answered(await watchesOf(service, params.id));
      return pageOf(pageAsked(`/v1/decisions/${params.id}/watches`, query), watches, reply);
    },
  );
}

function getWatch(app: App, service: Service): void {
  app.get(
    '/v1/decisions/:id/watches/:watch',
    {
      schema: {
        operationId: 'getWatch',
        tags: ['records'],
        summary: 'One watch',
        description: `A watch with the newest ${MOST_DELIVERIES} of its messages: those under way, those delivered and those given up.`,
        params: WatchParams,
        response: { 200: WatchWithDeliveries.describe('The watch.') },
      },
      config: {
        cache: 'record',
        examples: {
          response: {
            ...WATCH_EXAMPLE,
            deliveries: [DELIVERY_EXAMPLE],
          },
        },
      },
    },
    async ({ params }) => answered(await watchPage(service, params.id, params.watch)),
  );
}

function deleteWatch(app: App, service: Service): void {
  app.delete(
    '/v1/decisions/:id/watches/:watch',
    {
      schema: {
        operationId: 'endWatch',
        tags: ['records'],
        summary: 'End a watch',
        description: 'Nothing more is sent, messages under way are given up and the secret is forgotten. What was sent stays on record.',
        params: WatchParams,
        response: { 200: ShownWatch.describe('The watch as it ended.') },
      },
      config: {
        access: 'decisions:write',
        problems: ['conflict', 'storage-unavailable', 'insufficient-storage'],
        examples: { response: { ...WATCH_EXAMPLE, ended_at: '2026-12-01T08:00:00.000Z' } },
      },
    },
    async ({ params }) => answered(await endWatch(service, params.id, params.watch)),
  );
}
