import { z } from 'zod';
import type { Routes } from '../http/deps.ts';
import { refusal } from '../problems.ts';

const Health = z.strictObject({ status: z.literal('ok').meta({ description: 'Always ok: anything else is a problem document.' }) });

/** Liveness asks nothing of anything; readiness is off until the catalog is loaded, and again from SIGTERM on. */
export const health: Routes = (app, { ready }) => {
  const schema = { tags: ['operations'], response: { 200: Health.describe('It is.') } };
  const config = { access: 'open' as const, always: true, examples: { response: { status: 'ok' } } };
  app.get(
    '/livez',
    {
      schema: {
        ...schema,
        operationId: 'getLiveness',
        summary: 'Is the process alive',
        description: 'Answers as long as the process can answer at all; depends on nothing else.',
      },
      config,
    },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        ...schema,
        operationId: 'getReadiness',
        summary: 'Can the service take requests',
        description: '503 until the catalog is loaded, and again while the process is stopping.',
      },
      config,
    },
    async () => {
      if (!ready()) throw refusal('unavailable');
      return { status: 'ok' as const };
    },
  );
};
