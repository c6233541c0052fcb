import { PROBLEM_SLUGS, PROBLEMS, problemDocument } from '../../problems.ts';
import { KEY_PATTERN } from '../idempotency.ts';

/** The name of the one security scheme. */
export const KEY = 'ApiKey';

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

export const header = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` });
export const EVERY_HEADER = {
  'X-Request-Id': header('XRequestId'),
  'Cache-Control': header('CacheControl'),
  RateLimit: header('RateLimit'),
  'RateLimit-Policy': header('RateLimitPolicy'),
};
export const CACHE_HEADERS = { ETag: header('ETag'), Vary: header('Vary') };
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

/** Components that operations refer to. */
export const SHARED = {
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
