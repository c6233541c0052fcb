import swaggerUi from '@fastify/swagger-ui';
import { z } from 'zod';
import type { Routes } from '../http/deps.ts';

/** Everything from this origin, and nothing from any other; Swagger UI sets styles from its script. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The OpenAPI document and a page to read it with. */
export const documents: Routes = (app) => {
  let text: string | undefined;
  app.get(
    '/openapi.json',
    {
      schema: {
        operationId: 'getOpenApi',
        tags: ['operations'],
        summary: 'This document',
        description: 'The OpenAPI 3.1 document of the service, the same as openapi/openapi.json of its source.',
        response: { 200: z.looseObject({}).describe('The document.') },
      },
      config: { access: 'open', always: true, cache: 'document', examples: { response: { openapi: '3.1.0' } } },
    },
    async (_request, reply) => {
      // Made on first use: starting must not wait for it.
      text ??= `${JSON.stringify(app.swagger(), null, 2)}\n`;
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(text as never);
    },
  );
  app.register(async (page) => {
    page.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'open' };
    });
    page.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: DOCS_POLICY,
      uiConfig: { deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0 },
    });
  });
};
