import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '../../service/deps.ts';
import { keepPrivate } from '../access.ts';
import type { App, Deps } from '../deps.ts';
import { renderedAnswers } from '../rendered.ts';
import { conditional, entityTag } from '../replies.ts';

type CacheKind = Parameters<typeof conditional>[3];

/**
 * Validators, caching headers and 304 on answers that may be kept, and such answers again from memory. The order holds: an answer is looked up
 * after validation (preHandler), so that nothing but what was answered before can be found; it gets its validator (onSend) before it is made
 * private for callers with a key.
 */
export function cacheAnswers(
  app: App,
  { catalog, clock }: Pick<Service, 'catalog' | 'clock'>,
  { ready, access }: Pick<Deps, 'ready' | 'access'>,
): void {
  app.decorateRequest('rendered', null);
  app.decorateRequest('madeFrom', null);
  const rendered = renderedAnswers(catalog, clock);

  function validated(request: FastifyRequest, reply: FastifyReply, body: string, cache: CacheKind): string | null {
    const tag = request.rendered?.etag ?? entityTag(body);
    if (cache === 'catalog' && !request.rendered && request.madeFrom) rendered.keep(request, reply, body, tag, request.madeFrom);
    return conditional(request, reply, body, cache, tag);
  }

  app.addHook('onSend', (request, reply, body, done) => {
    if (!ready()) reply.header('connection', 'close');
    const { cache } = request.routeOptions.config;
    const sent = cache && reply.statusCode === 200 && typeof body === 'string' ? validated(request, reply, body, cache) : body;
    if (access.auth === 'required' && request.caller) keepPrivate(reply);
    done(null, sent);
  });

  app.addHook('preHandler', (request, reply, done) => {
    if (request.routeOptions.config.cache !== 'catalog' || request.method !== 'GET') return done();
    request.rendered = rendered.find(request);
    request.madeFrom = catalog();
    if (!request.rendered) return done();
    const { body, link } = request.rendered;
    if (link !== undefined) reply.header('link', link);
    reply.type('application/json; charset=utf-8').serializer(String).send(body);
  });
}
