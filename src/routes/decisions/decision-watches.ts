import { z } from 'zod';
import { Delivery, type Watch, WatchId, WatchSeverity, WatchShown, watchShown } from '../../decisions/drift/watch.ts';
import { inBody } from '../../http/faults.ts';
import { NO_WATCHING } from '../../http/no-watching.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import type { Routes } from '../../http/service.ts';
import { impossible, refusal } from '../../problems.ts';
import { secretText } from '../../webhooks/signature.ts';
import { DecisionId, DecisionParams, decisionNamed } from './decision-answer.ts';
import { DECISION } from './decision-example.ts';

/** Messages to a watch that are shown with it. */
const MOST_SHOWN = 50;

const NewWatch = z
  .strictObject({
    url: z.url().max(2000).meta({ description: 'Where messages are posted to, by https; the operator lists the hosts that may be.' }),
    severity: WatchSeverity.optional().meta({ description: 'Changes of this severity or more are told. Left out: `warning`.' }),
  })
  .meta({ id: 'NewWatch', description: 'Whom to tell of a decision’s drift.' });

const Shown = WatchShown.meta({ id: 'Watch', description: 'Somebody who is told when a decision drifts.' });

const Made = WatchShown.extend({
  secret: z.string().max(60).meta({ description: 'What messages are signed with (Standard Webhooks, `whsec_`). Shown this once.' }),
}).meta({ id: 'WatchMade', description: 'A new watch, with the secret that its messages are signed with.' });

const WithDeliveries = WatchShown.extend({
  deliveries: z.array(Delivery).max(MOST_SHOWN).meta({ description: 'The newest messages first, those given up too.' }),
}).meta({ id: 'WatchWithDeliveries', description: 'A watch with its messages.' });

const Params = z.strictObject({ id: DecisionId, watch: z.string().min(1).max(100).meta({ description: 'The id of the watch.' }) });

const EXAMPLE: WatchShown = {
  id: WatchId.parse('wat_0b9e5a1c7d3f48629a6b8c0d1e2f3a4b'),
  decision: DECISION.id,
  host: 'hooks.example.com',
  severity: 'warning',
  created_at: '2026-11-24T14:05:00.000Z',
  created_by: 'platform-ci',
  ended_at: null,
};
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';

/** Who is told when a decision drifts. */
export const decisionWatches: Routes = (app, { clock, decisions, watching = NO_WATCHING }) => {
  const { watches, urlFault, check } = watching;
  const watchOf = async (id: string, name: string): Promise<Watch> => {
    await decisionNamed(decisions, id);
    const watch = (await watches.of(id)).find((one) => one.id === name);
    if (!watch) throw unknownWatch();
    return watch;
  };

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
        response: { 201: Made.describe('The watch, with its secret this once.') },
      },
      config: {
        access: 'decisions:write',
        problems: ['invalid-request', 'impossible-request', 'conflict', 'storage-unavailable', 'insufficient-storage'],
        examples: {
          request: { url: 'https://hooks.example.com/choose-if', severity: 'warning' },
          response: { ...EXAMPLE, secret: SECRET },
        },
      },
    },
    async ({ params, body, caller }, reply) => {
      await decisionNamed(decisions, params.id);
      const fault = urlFault(body.url);
      if (fault !== null) throw impossible([{ ...inBody(['url']), code: 'url_not_allowed', detail: fault }]);
      const wanted = { decision: params.id, url: body.url, severity: body.severity ?? 'warning' };
      const made = await watches.add(wanted, caller?.name ?? null, clock());
      if ('refused' in made) throw refusedBecause[made.refused]();
      check();
      reply.code(201).header('location', `/v1/decisions/${params.id}/watches/${made.watch.id}`);
      return { ...watchShown(made.watch), secret: secretText(made.secret) };
    },
  );

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
              items: z.array(Shown).max(100).meta({ description: 'The watches, ordered by id.' }),
              next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
            })
            .describe('A page of watches.'),
        },
      },
      config: { cache: 'record', examples: { parameters: { limit: 20 }, response: { items: [EXAMPLE] } } },
    },
    async ({ params, query }, reply) => {
      const { id } = (await decisionNamed(decisions, params.id)).head;
      const page = pageOf(`/v1/decisions/${id}/watches`, query, await watches.of(id), reply);
      return { ...page, items: page.items.map(watchShown) };
    },
  );

  app.get(
    '/v1/decisions/:id/watches/:watch',
    {
      schema: {
        operationId: 'getWatch',
        tags: ['records'],
        summary: 'One watch',
        description: `A watch with the newest ${MOST_SHOWN} of its messages: those under way, those delivered and those given up.`,
        params: Params,
        response: { 200: WithDeliveries.describe('The watch.') },
      },
      config: {
        cache: 'record',
        examples: {
          response: {
            ...EXAMPLE,
            deliveries: [
              {
                id: 'msg_2c4e6a8b0d1f43579bdf02468ace1357',
                created_at: '2026-11-25T06:00:00.000Z',
                severity: 'critical',
                revision: DECISION.catalog.revision + 1,
                state: 'pending',
                attempts: 2,
                due_at: '2026-11-25T06:00:25.000Z',
                done_at: null,
                last_status: 503,
                last_error: 'the receiver answered 503',
              },
            ],
          },
        },
      },
    },
    async ({ params }) => {
      const watch = await watchOf(params.id, params.watch);
      return { ...watchShown(watch), deliveries: [...(await watches.deliveries(watch.id, MOST_SHOWN))] };
    },
  );

  app.delete(
    '/v1/decisions/:id/watches/:watch',
    {
      schema: {
        operationId: 'endWatch',
        tags: ['records'],
        summary: 'End a watch',
        description: 'Nothing more is sent, messages under way are given up and the secret is forgotten. What was sent stays on record.',
        params: Params,
        response: { 200: Shown.describe('The watch as it ended.') },
      },
      config: {
        access: 'decisions:write',
        problems: ['conflict', 'storage-unavailable', 'insufficient-storage'],
        examples: { response: { ...EXAMPLE, ended_at: '2026-12-01T08:00:00.000Z' } },
      },
    },
    async ({ params }) => {
      const { id } = await watchOf(params.id, params.watch);
      const ended = await watches.end(params.id, id, clock());
      if (!ended) throw refusal('conflict', { detail: 'The watch has ended already.' });
      return watchShown(ended);
    },
  );
};

const conflict = (detail: string) => () => refusal('conflict', { detail });
const refusedBecause = {
  unknown: () => refusal('not-found', { detail: 'There is no decision with this id.' }),
  closed: conflict('The decision is superseded or withdrawn: nothing is held against the catalog any more.'),
  twice: conflict('The decision has a live watch for this URL: end that first. A lost secret is not shown again.'),
  too_many: conflict('The decision has as many live watches as may be: end one first.'),
};

function unknownWatch(): Error {
  return refusal('not-found', { detail: 'The decision has no watch with this id.' });
}
