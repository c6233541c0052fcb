import { z } from 'zod';
import type { Routes } from '../http/deps.ts';

const EXAMPLE = `# HELP choose_if_catalog_revision The revision that questions are answered from.
# TYPE choose_if_catalog_revision gauge
choose_if_catalog_revision 7
`;

/** For Prometheus. */
export const metrics: Routes = (app, { metrics: measured }) => {
  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        tags: ['operations'],
        summary: 'Metrics of this process',
        description: [
          'In the text format of Prometheus: durations of requests by route and status, decisions by outcome, the catalog’s revision, age and stale',
          'claims, analyses that wait, the process itself. No label holds anything that a caller makes up. Outside the rate limit.',
        ].join(' '),
        response: { 200: z.string().describe('The metrics.') },
      },
      config: { access: 'read', always: true, produces: ['text/plain'], examples: { response: EXAMPLE } },
    },
    async (_request, reply) => {
      const text = await measured.text();
      return reply
        .type(measured.contentType)
        .serializer(String)
        .send(text as never);
    },
  );
};
