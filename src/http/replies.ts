import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, PROBLEMS, type Problem, type ProblemSlug, problemDocument, type Refusal } from '../problems.ts';
import { isUnavailable, type Unavailable } from '../service/unavailable.ts';
import { addVary } from './cors.ts';
import { LACKS } from './problem-of.ts';
import { requestId } from './request-id.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
/** On every answer; the documentation page sets its own policy over this one. */
const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

export function stampHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(ALWAYS);
  reply.header('x-request-id', request.id);
}

/** The framework's own errors, as problems. Any other error is ours: 500. */
const FRAMEWORK: Readonly<Record<string, ProblemSlug>> = {
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'uri-too-long',
  FST_ERR_CTP_BODY_TOO_LARGE: 'content-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'unsupported-media-type',
  FST_ERR_NOT_FOUND: 'not-found',
};

/** What SQLite says where the disk or another process, not this service, keeps it from writing: by the primary part of its code. */
const STORAGE: Readonly<Record<string, ProblemSlug>> = {
  SQLITE_FULL: 'insufficient-storage',
  SQLITE_READONLY: 'storage-unavailable',
  SQLITE_BUSY: 'storage-unavailable',
  // a quota and a limit on the size of files come as this too
  SQLITE_IOERR: 'storage-unavailable',
};

/** By slug: headers without which the status makes little sense (RFC 9110 §15, RFC 6585). */
const SLUG_HEADERS: Partial<Record<ProblemSlug, Readonly<Record<string, string>>>> = {
  'unsupported-media-type': { 'accept-post': 'application/json' },
  unavailable: { 'retry-after': '1' },
  overloaded: { 'retry-after': '1' },
  'storage-unavailable': { 'retry-after': '5' },
  'malformed-request': { connection: 'close' },
  'http-version-not-supported': { connection: 'close' },
};

/** Whoever runs the service has to see to these. */
const OURS: readonly ProblemSlug[] = ['internal-error', 'storage-unavailable', 'insufficient-storage'];

/** Answers any error with its problem document; logs those that are ours. */
export function sendError(error: FastifyError | Refusal | Unavailable | Error, request: FastifyRequest, reply: FastifyReply): void {
  const particulars = particularsOf(error);
  const { slug } = particulars;
  if (OURS.includes(slug)) request.log.error({ err: error, id: request.id }, PROBLEMS[slug].title.toLowerCase());
  const body: Problem = problemDocument(particulars.slug, request.id, particulars);
  stampHeaders(request, reply);
  reply
    .code(body.status)
    .headers({ ...SLUG_HEADERS[particulars.slug], ...particulars.headers })
    .type(PROBLEM_TYPE)
    .serializer(JSON.stringify)
    .send(body);
}

function particularsOf(error: FastifyError | Refusal | Unavailable | Error): Refusal['refusal'] {
  if (isRefusal(error)) return error.refusal;
  return isUnavailable(error) ? { slug: LACKS[error.lacks], detail: error.message } : { slug: slugOf(error) };
}

function slugOf(error: FastifyError | Error): ProblemSlug {
  const code = 'code' in error ? String(error.code) : '';
  const known = FRAMEWORK[code] ?? STORAGE[code.split('_', 2).join('_')];
  if (known) return known;
  const status = 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 && code.startsWith('FST_') ? 'malformed-request' : 'internal-error';
}

const CLIENT_ERRORS: Readonly<Record<string, ProblemSlug>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'content-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** What Node's parser refuses has no request and no reply: the answer is written to the socket. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const id = requestId({});
  const document = problemDocument(CLIENT_ERRORS[error.code ?? ''] ?? 'malformed-request', id);
  const body = JSON.stringify(document);
  const headers = { ...ALWAYS, 'x-request-id': id, connection: 'close', 'content-type': PROBLEM_TYPE };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const status = `${document.status} ${STATUS_CODES[document.status] ?? ''}`;
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, () => socket.destroy());
}

const CACHE_CONTROL = {
  catalog: 'public, max-age=60, stale-while-revalidate=600',
  history: 'public, max-age=60, stale-while-revalidate=600',
  document: 'public, max-age=300',
  // A caller's own; what becomes of it shows at once.
  record: 'private, no-cache',
} as const;

/** A strong validator of exactly these bytes: they name the revision, so it changes with the catalog, and with the code that renders them. */
export function entityTag(body: string | Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Caching headers of a 200 with this validator, and 304 in its place where the caller has these bytes already. Returns the body to send. */
export function conditional(
  request: FastifyRequest,
  reply: FastifyReply,
  body: string,
  cache: keyof typeof CACHE_CONTROL,
  tag: string,
): string | null {
  reply.headers({ etag: tag, 'cache-control': CACHE_CONTROL[cache] });
  addVary(reply, 'Accept');
  if (!matches(request.headers['if-none-match'], tag)) return body;
  reply.code(304).removeHeader('content-type').removeHeader('content-length').removeHeader('link');
  // The HEAD routes of Fastify measure the body, so that it may not be null there.
  return request.method === 'HEAD' ? '' : null;
}

/** Fastify counts the empty body of a 304 to HEAD; a length there would have to be that of the 200 (RFC 9110 §8.6). */
export function dropLength304(
  _request: FastifyRequest,
  reply: FastifyReply,
  body: unknown,
  done: (error: null, body: unknown) => void,
): void {
  if (reply.statusCode === 304) reply.removeHeader('content-length');
  done(null, body);
}

/** If-None-Match compares weakly (RFC 9110 §13.1.2): a list, `*`, `W/`. */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((entry) => entry.trim().replace(/^W\//, '') === tag);
}
