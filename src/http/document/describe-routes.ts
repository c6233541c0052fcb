import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import packageJson from '../../../package.json' with { type: 'json' };
import type { App } from '../deps.ts';
import type { Config, Document, Operation } from './document-types.ts';
import { completed } from './operation.ts';
import { formatted, pruned } from './schemas.ts';
import { SHARED } from './shared-components.ts';

const TAGS = [
  { name: 'catalog', description: 'What the rankings rest on: models, offers, claims, sources and the vocabulary.' },
  { name: 'decisions', description: 'Which model, why, why not the others, on what evidence; and the article’s verdicts, computed.' },
  { name: 'records', description: 'Decision records: what was asked, answered and chosen, kept as it was, replayed, exported.' },
  { name: 'operations', description: 'Health, problem types and this document.' },
];

const DESCRIPTION = [
  'Which AI model, and which offer of it, to choose; why, why not the others, how sure that is, and on what evidence.',
  'JSON is snake_case; dates are YYYY-MM-DD; money is USD; languages are BCP 47; unknown is null or absent, never 0 or false.',
  'Every answer of the catalog and every ranking names the catalog revision it rests on. Unknown fields and parameters are refused.',
  'Changing the catalog needs a key with the scope `catalog:write`; where the service runs with AUTH=required, everything but health and documents needs one. A key that is sent counts: a wrong one is refused, never taken for none.',
  'A body that names a key twice is refused. Every 4xx and 5xx is application/problem+json (RFC 9457).',
  'Within v1 changes only add: take unknown fields and codes in answers as they come.',
].join('\n\n');

/** Registers the document; every route that is added afterwards is in it unless its schema says `hide`. */
export function describeRoutes(app: App): void {
  const configs = new Map<string, Config>();
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'ChooseIf',
        version: packageJson.version,
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
        contact: { name: 'The operator of this service' },
      },
      servers: [{ url: '/', description: 'The service that serves this document.' }],
      tags: TAGS,
    },
    transform: (part) => {
      const { schema, route } = part;
      if (schema?.operationId) configs.set(schema.operationId, route.config ?? {});
      return jsonSchemaTransform({ ...part, schema: schema?.operationId ? schema : { ...schema, hide: true } });
    },
    transformObject: (part) => {
      const whole = jsonSchemaTransformObject(part);
      return finished(whole as Document, configs) as typeof whole;
    },
  });
}

/** What every operation has and no route should have to repeat: headers, problems, examples. */
function finished(document: Document, configs: ReadonlyMap<string, Config>): unknown {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const operations = Object.entries(item).map(([method, operation]): [string, Operation] => {
      const config = configs.get(operation.operationId ?? '') ?? {};
      return [method, completed(operation, method, config)];
    });
    paths[path] = Object.fromEntries(operations);
  }
  return formatted(pruned({ ...document, paths, components: { ...document.components, ...SHARED } }));
}
