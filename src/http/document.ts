import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import packageJson from '../../package.json' with { type: 'json' };
import { PROBLEM_SLUGS, PROBLEMS, type ProblemSlug, problemDocument } from '../problems.ts';
import { accessOf } from './access.ts';
import { KEY_PATTERN } from './idempotency.ts';
import type { App } from './service.ts';

type Config = NonNullable<Parameters<App['route']>[0]['config']>;
/** Of an OpenAPI document, the members that are completed here. */
type Document = {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
type Content = Readonly<Record<string, object>>;
type Parameter = { readonly name?: string; readonly in?: string; readonly example?: unknown; readonly $ref?: string };
type Response = { readonly description?: string; readonly content?: Content };
type Operation = {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses?: Readonly<Record<string, Response>>;
};

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

function completed(operation: Operation, method: string, config: Config): Operation & { readonly security: readonly object[] } {
  const parameters = [
    ...(operation.parameters ?? []).map((parameter) => withExample(parameter, config)),
    ...(config.cache ? [{ $ref: '#/components/parameters/IfNoneMatch' }] : []),
    ...(config.idempotent ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    { $ref: '#/components/parameters/XRequestId' },
  ];
  const isPaged = (operation.parameters ?? []).some((parameter) => parameter.name === 'cursor');
  const responses: Record<string, object> = {};
  for (const [status, response] of Object.entries(operation.responses ?? {}))
    responses[status] = success(response, status, config, isPaged);
  if (config.cache) responses['304'] = { $ref: '#/components/responses/NotModified' };
  for (const status of problemStatuses(operation, method, config)) responses[status] = { $ref: `#/components/responses/Problem${status}` };
  const body = operation.requestBody;
  return {
    ...operation,
    parameters,
    ...(body && { requestBody: { ...body, content: withExamples(body.content, config.examples?.request) } }),
    responses,
    security: securityOf(method, config),
  };
}

/** `{}` is nobody's key: said outright, so that it is seen to be meant. */
function securityOf(method: string, config: Config): readonly object[] {
  const access = accessOf(config, method.toUpperCase());
  if (access === 'open') return [{}];
  return access === 'catalog:write' ? [{ [KEY]: [access] }] : [{}, { [KEY]: [access] }];
}

const KEY = 'ApiKey';

/** A parameter without an example of its own is optional: tools would send it otherwise. */
function withExample(parameter: Parameter, config: Config): Parameter {
  const example = config.examples?.parameters?.[parameter.name ?? ''];
  return example === undefined ? parameter : { ...parameter, example };
}

function success(response: Response, status: string, config: Config, isPaged: boolean): object {
  const schema = response.content?.['application/json'];
  const types = config.produces ?? ['application/json'];
  const content = Object.fromEntries(types.map((type) => [type, type === 'application/json' ? (schema ?? {}) : { schema: TEXT }]));
  return {
    description: response.description,
    headers: {
      ...EVERY_HEADER,
      ...(config.cache && CACHE_HEADERS),
      ...(isPaged && { Link: header('Link') }),
      ...(status === '201' && { Location: header('Location') }),
      ...(config.idempotent && { 'Idempotency-Replayed': header('IdempotencyReplayed') }),
    },
    content: withExamples(content, config.examples?.response),
  };
}

const TEXT = { type: 'string', maxLength: 1_000_000 } as const;

function withExamples(content: Content, example: unknown): Content {
  if (example === undefined) return content;
  // of several types the example is of the first
  const [type, first] = Object.entries(content).find(([name]) => name === 'application/json') ?? Object.entries(content)[0] ?? [];
  return type === undefined ? content : { ...content, [type]: { ...first, example } };
}

const ANY_OPERATION: readonly ProblemSlug[] = [
  'malformed-request',
  'not-acceptable',
  'request-timeout',
  'headers-too-large',
  'internal-error',
  'unavailable',
  'overloaded',
  'http-version-not-supported',
];
const WITH_BODY: readonly ProblemSlug[] = ['malformed-json', 'content-too-large', 'unsupported-media-type'];

function problemStatuses(operation: Operation, method: string, config: Config): number[] {
  const byPath = (operation.parameters ?? []).some((parameter) => parameter.in === 'path');
  const slugs: ProblemSlug[] = [
    ...ANY_OPERATION,
    ...(method === 'post' ? WITH_BODY : []),
    ...(accessOf(config, method.toUpperCase()) === 'open' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(isUncounted(config) ? [] : (['too-many-requests'] as const)),
    ...(byPath ? (['not-found', 'uri-too-long'] as const) : []),
    ...(config.problems ?? []),
  ];
  return [...new Set(slugs.map((slug) => PROBLEMS[slug].status))].sort((a, b) => a - b);
}

/** Health, metrics and documents stand outside quotas. */
function isUncounted({ access, always }: Config): boolean {
  return always === true || access === 'open';
}

const string = (description: string, example: string, maxLength = 300) => ({ description, schema: { type: 'string', maxLength }, example });

const HEADERS = {
  XRequestId: string(
    'The id of this request: the caller’s X-Request-Id if it was fit for use, else a new one.',
    '8f1b6f0e-7c55-4f6f-9a53-1f0f6ce4d0a1',
    128,
  ),
  CacheControl: string('How long the answer may be kept.', 'public, max-age=60, stale-while-revalidate=600'),
  ETag: string('A strong validator of these bytes; send it back in If-None-Match.', '"n4bQgYhMfWWaL-qgxVrQFaO_Txs"', 64),
  Vary: string('The request headers that the answer depends on.', 'Accept'),
  Link: string('The address of the next page, rel="next" (RFC 8288); absent on the last.', '</v1/models?cursor=bWV0YQ>; rel="next"', 2000),
  RateLimit: string(
    'What is left of the quota, and seconds until it is whole again; sent only where a rate limit is configured.',
    '"default";r=50;t=30',
  ),
  RateLimitPolicy: string(
    'The quota: requests in a window of so many seconds; sent only where a rate limit is configured.',
    '"default";q=600;w=60',
  ),
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0, maximum: 86_400 }, example: 1 },
  Location: string('The address of what was made.', '/v1/decisions/dec_4f1c2a9be0d35768a1f04c7be2963d58'),
  IdempotencyReplayed: string('`true` where this is the answer to an earlier request with the same Idempotency-Key.', 'true', 4),
  Allow: string('The methods that the path has.', 'GET, HEAD, OPTIONS'),
  WwwAuthenticate: string('How to send a key, and what was wrong with the one sent (RFC 6750 §3).', 'Bearer realm="ChooseIf"'),
  AcceptPost: string('The media types that a body may have.', 'application/json'),
};

const header = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` });
const EVERY_HEADER = {
  'X-Request-Id': header('XRequestId'),
  'Cache-Control': header('CacheControl'),
  RateLimit: header('RateLimit'),
  'RateLimit-Policy': header('RateLimitPolicy'),
};
const CACHE_HEADERS = { ETag: header('ETag'), Vary: header('Vary') };
const STATUS_HEADERS: Readonly<Record<number, object>> = {
  401: { 'WWW-Authenticate': header('WwwAuthenticate') },
  403: { 'WWW-Authenticate': header('WwwAuthenticate') },
  405: { Allow: header('Allow') },
  415: { 'Accept-Post': header('AcceptPost') },
  429: { 'Retry-After': header('RetryAfter') },
  503: { 'Retry-After': header('RetryAfter') },
};

function problemResponses(): Record<string, unknown> {
  const byStatus = Map.groupBy(PROBLEM_SLUGS, (slug) => PROBLEMS[slug].status);
  const responses = [...byStatus].map(([status, slugs]) => [
    `Problem${status}`,
    {
      description: slugs.map((slug) => `${PROBLEMS[slug].title} (/problems/${slug})`).join('; '),
      headers: { ...EVERY_HEADER, ...STATUS_HEADERS[status] },
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: Object.fromEntries(slugs.map((slug) => [slug, { value: problemDocument(slug, HEADERS.XRequestId.example) }])),
        },
      },
    },
  ]);
  return Object.fromEntries(responses);
}

const SHARED = {
  headers: HEADERS,
  securitySchemes: {
    [KEY]: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'cif_ and 43 characters',
      description: 'A key that the operator of the service made; the scopes that an operation needs stand beside it.',
    },
  },
  parameters: {
    IfNoneMatch: {
      name: 'If-None-Match',
      in: 'header',
      description: 'ETags that the caller has; 304 where one of them is current.',
      schema: { type: 'string', maxLength: 2000 },
    },
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'A key of the caller’s own for this request: sent again with the same body within 24 hours, it gets the answer of then and nothing is done twice. In double quotes (RFC 9651) or bare.',
      schema: { type: 'string', minLength: 1, maxLength: 512, pattern: KEY_PATTERN },
      example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    },
    XRequestId: {
      name: 'X-Request-Id',
      in: 'header',
      description: 'An id for this request, 8 to 128 of A-Z a-z 0-9 . _ -; anything else is ignored and a new one made.',
      schema: { type: 'string', maxLength: 1000 },
    },
  },
  responses: {
    NotModified: {
      description: 'The caller’s copy is current; there is no content.',
      headers: { ...EVERY_HEADER, ...CACHE_HEADERS },
    },
    ...problemResponses(),
  },
};

/** The provider emits every named schema for requests and for responses; what nothing refers to goes, from either. */
function pruned(document: Document): Document {
  const components = document.components ?? {};
  const kept = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (part !== null && typeof part === 'object') {
      for (const [key, value] of Object.entries(part)) {
        if (key === '$ref' && typeof value === 'string' && !kept.has(value)) {
          kept.add(value);
          const [, , kind = '', name = ''] = value.split('/');
          visit(components[kind]?.[name]);
        } else visit(value);
      }
    }
  };
  visit(document.paths);
  const left = Object.entries(components).map(([kind, entries]) => [
    kind,
    Object.fromEntries(
      Object.entries(entries)
        .filter(([name]) => kind === 'securitySchemes' || kept.has(`#/components/${kind}/${name}`))
        // zod lists schemas in the order in which modules load: a moved file would reorder the document
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  ]);
  return { ...document, components: Object.fromEntries(left) };
}

/** What zod means and does not write: how wide an integer is, how long a date, that a tuple ends. */
function formatted(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(formatted);
  if (part === null || typeof part !== 'object') return part;
  const entries = Object.entries(part).map(([key, value]) => [key, key === 'example' || key === 'examples' ? value : formatted(value)]);
  const copy = Object.fromEntries(entries);
  if (copy.type === 'integer' && copy.format === undefined) copy.format = 'int64';
  if (copy.type === 'string' && copy.format === 'date') copy.maxLength = 10;
  if (Array.isArray(copy.prefixItems)) {
    copy.minItems = copy.prefixItems.length;
    copy.maxItems = copy.prefixItems.length;
    copy.items = copy.prefixItems.at(-1);
  }
  return copy;
}
