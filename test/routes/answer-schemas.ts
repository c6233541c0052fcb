import { z } from 'zod';
import type { App } from '../../src/http/deps.ts';

/** By route template: the schema that the route promises for its 200. To be called before the app is ready. */
export function collectAnswerSchemas(app: App): Map<string, z.ZodType> {
  const schemas = new Map<string, z.ZodType>();
  app.addHook('onRoute', ({ method, url, schema }) => {
    const promised = (schema?.response as Record<number, unknown> | undefined)?.[200];
    if (method !== 'HEAD' && promised instanceof z.ZodType) schemas.set(url, promised);
  });
  return schemas;
}
