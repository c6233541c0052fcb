import { z } from 'zod';
import type { App } from '../deps.ts';
import { dropLength304 } from '../replies.ts';

const NO_PARAMETERS = z.strictObject({});

/** What no route should have to say: parameters that nobody documented are refused, and a 304 to HEAD has no length. */
export function completeRoutes(app: App): void {
  app.addHook('onRoute', (route) => {
    const { schema, config } = route;
    // of health and metrics anything is taken: probes add what they like
    if (schema?.operationId && !config?.always && !schema.querystring) route.schema = { ...schema, querystring: NO_PARAMETERS };
    if (route.method === 'HEAD') route.onSend = [route.onSend ?? []].flat().concat(dropLength304);
  });
}
