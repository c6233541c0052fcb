import { z } from 'zod';
import type { RequestFault } from './words/request-fault.ts';

/**
 * One fault of a request. `pointer` (a JSON Pointer fragment, RFC 6901 §6) for the body, `parameter` for the query, the path or a header.
 * `code` is for programs, `detail` for people, `nearest` the known names that the caller may have meant.
 */
export type Fault = RequestFault | (Omit<RequestFault, 'pointer'> & { readonly parameter: string });

type ProblemType = {
  readonly status: number;
  readonly title: string;
  /** What a client sees where nothing more particular is known. */
  readonly detail: string;
  /** The page served under /problems/{slug}: what it means, then what to do. */
  readonly page: string;
};

export const PROBLEMS = {
  'malformed-request': {
    status: 400,
    title: 'Malformed request',
    detail: 'The request is not well-formed HTTP.',
    page: 'The request could not be read as HTTP/1.1: a bad escape in the path, more than one Host header, a body whose length is not the one announced. Correct the client; sending the same again cannot succeed.',
  },
  'malformed-json': {
    status: 400,
    title: 'Malformed JSON',
    detail: 'The body is not valid JSON.',
    page: 'The body is empty, is not JSON (RFC 8259) in UTF-8, names one key twice in an object, nests deeper than 32 levels, or has what JSON consumers do not read alike: the key __proto__, a number like 1e400, half of a surrogate pair. The errors name the place where there is one.',
  },
  'invalid-request': {
    status: 400,
    title: 'Invalid request',
    detail: 'The request does not fit the documented shape.',
    page: 'The request was read, but breaks the documented shape: unknown fields or names, wrong types, values out of range, a cursor of another query. Every fault is listed under errors at once: pointer (body) or parameter (query, path), a code, and the nearest known names where a name is unknown.',
  },
  unauthenticated: {
    status: 401,
    title: 'Unauthenticated',
    detail: 'A key is needed: send it as `Authorization: Bearer ...`.',
    page: 'The operation needs a key and none was sent, or the key that was sent is not valid: malformed, unknown, revoked or expired; the answer is the same for each. Send one Authorization header of the form "Bearer KEY". Keys are made by the operator of the service.',
  },
  forbidden: {
    status: 403,
    title: 'Forbidden',
    detail: 'The key lacks the scope that the operation needs.',
    page: 'The key is valid, but does not have the scope that the operation needs; detail and the WWW-Authenticate header name it. Ask the operator of the service for a key that has it.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing under this address.',
    page: 'No resource has this address, or the catalog has nothing with this id. The collections list all ids; GET /openapi.json lists all paths.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'This resource does not support the method; the Allow header names those it does.',
    page: 'The path exists, the method does not exist on it. The Allow header of the answer lists the methods that do.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Not acceptable',
    detail: 'The resource has no representation that the Accept header takes.',
    page: 'The Accept header excludes every media type that this resource has. Nearly all answers are application/json; leave the header out or send Accept: application/json.',
  },
  'request-timeout': {
    status: 408,
    title: 'Request timeout',
    detail: 'The request was not complete in time.',
    page: 'The headers or the body did not arrive in time, and the connection was closed. Send the request again, at one go.',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    detail: 'The request does not fit the state that the resource is in.',
    page: 'What was asked does not fit what is there now: a decision that is superseded or withdrawn takes no further event, an id is taken by another record, or a request with the same Idempotency-Key is still being worked on (Retry-After then says when to come back). Get the resource and look.',
  },
  'content-too-large': {
    status: 413,
    title: 'Content too large',
    detail: 'The body is larger than the operation takes.',
    page: 'A request body may have at most 256 KiB (262,144 bytes); of POST /v1/analyses and POST /v1/catalog/claims 2 MiB, of POST /v1/decisions/imports 4 MiB, of POST /v1/catalog/imports 64 MiB.',
  },
  'uri-too-long': {
    status: 414,
    title: 'URI too long',
    detail: 'A segment of the path is longer than any id can be.',
    page: 'One segment of the path is longer than any id of this service. Check the address.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    detail: 'The body must be application/json in UTF-8, without a content coding.',
    page: 'Bodies are taken as application/json only, in UTF-8 and without a Content-Encoding. The Accept-Post header of the answer names the type.',
  },
  'impossible-request': {
    status: 422,
    title: 'Impossible request',
    detail: 'The request is well-formed, but asks for what cannot be done.',
    page: 'The request has the documented shape, but contradicts itself or asks for something that cannot be computed or is not supported. Every fault is listed under errors at once, with a pointer and a code.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used for another body.',
    page: 'The Idempotency-Key header names a request of the last 24 hours by the same caller to the same address, and that one had another body. Send the body of then to get its answer again, or take a new key.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: 'More requests came than are allowed; the Retry-After header says when to come back.',
    page: 'The quota of requests is used up for now: of the key that the request carries, else of the address it comes from. Wait as many seconds as the Retry-After header says; the RateLimit header of every answer says what is left. violated-policies names the quota. It is what the registry of problem types at IANA names quota-exceeded.',
  },
  'headers-too-large': {
    status: 431,
    title: 'Request header fields too large',
    detail: 'The request line and headers together are larger than 16 KiB.',
    page: 'The request line and all headers together may have at most 16 KiB. Send fewer or shorter ones.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    detail: 'Something failed here, not in the request.',
    page: 'A fault of this service. It has been logged under the request id that instance names; quote it when you report the fault.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    detail: 'The service is starting or stopping; the Retry-After header says when to come back.',
    page: 'The catalog is not loaded yet, or the service is about to stop. Wait as many seconds as the Retry-After header says and send the request again.',
  },
  overloaded: {
    status: 503,
    title: 'Overloaded',
    detail: 'The service cannot keep up at the moment; the Retry-After header says when to come back.',
    page: 'More was asked than the service can answer in good time, so that this request was refused at once instead of being kept waiting. Wait as many seconds as the Retry-After header says and send the request again. It is what the registry of problem types at IANA names temporary-reduced-capacity.',
  },
  'storage-unavailable': {
    status: 503,
    title: 'Storage unavailable',
    detail: 'Nothing can be written at the moment; nothing of this request was kept.',
    page: 'The database takes no writes at the moment: another writer holds it for longer than a request waits, or it can only be read. Nothing of the request was kept. Reading and ranking go on. Wait as many seconds as the Retry-After header says and send the request again, with the same Idempotency-Key.',
  },
  'insufficient-storage': {
    status: 507,
    title: 'Insufficient storage',
    detail: 'The disk of the service is full; nothing of this request was kept.',
    page: 'There is no room left for what was to be saved, and nothing of it was kept. Reading and ranking go on. The operator of the service has to make room; then send the request again.',
  },
  'http-version-not-supported': {
    status: 505,
    title: 'HTTP version not supported',
    detail: 'The service speaks HTTP/1.1 and HTTP/1.0.',
    page: 'The request names a version of HTTP other than 1.0 or 1.1.',
  },
} as const satisfies Record<string, ProblemType>;

export type ProblemSlug = keyof typeof PROBLEMS;
export const PROBLEM_SLUGS = Object.keys(PROBLEMS) as readonly ProblemSlug[];

/** More faults than this are counted, not listed. */
const MAX_FAULTS = 100;
const MAX_NAME = 300;

const FaultEntry = z.strictObject({
  pointer: z.string().max(2000).meta({ description: 'Where in the body: a JSON Pointer as a URI fragment.' }).optional(),
  parameter: z.string().max(MAX_NAME).meta({ description: 'The query or path parameter, or the header.' }).optional(),
  code: z.string().max(60).meta({ description: 'What is wrong, for programs.' }),
  detail: z.string().max(2000).meta({ description: 'What is wrong, for people.' }),
  nearest: z.array(z.string().max(MAX_NAME)).max(5).meta({ description: 'Known names that may have been meant.' }).optional(),
});

/** The body of every 4xx and 5xx: RFC 9457. */
export const Problem = z
  .strictObject({
    type: z.string().max(100).meta({ format: 'uri-reference', description: 'The type of the problem; it is the address of a page on it.' }),
    title: z.string().max(100).meta({ description: 'The same for every problem of the type.' }),
    status: z.int().min(400).max(599).meta({ description: 'The HTTP status.' }),
    detail: z.string().max(2000).meta({ description: 'What went wrong this time.' }),
    instance: z.string().max(200).meta({ format: 'uri-reference', description: 'This occurrence: /requests/ and the request id.' }),
    errors: z.array(FaultEntry).max(MAX_FAULTS).meta({ description: 'Every fault of the request.' }).optional(),
    'violated-policies': z
      .array(z.string().max(60))
      .max(10)
      .meta({ description: 'The quotas of RateLimit-Policy that are used up.' })
      .optional(),
  })
  .meta({ id: 'Problem', description: 'Why a request was not answered as asked (RFC 9457).' });
export type Problem = z.infer<typeof Problem>;

type Particulars = {
  readonly detail?: string;
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly violatedPolicies?: readonly string[];
};
export type Refusal = Error & { readonly refusal: Particulars & { readonly slug: ProblemSlug } };

/** An error to throw from a handler or a hook: the client gets the problem document, and nothing of the stack. */
export function refusal(slug: ProblemSlug, particulars: Particulars = {}): Refusal {
  const error = new Error(particulars.detail ?? PROBLEMS[slug].detail);
  return Object.assign(error, { refusal: { slug, ...particulars } });
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'refusal' in error;
}

/** 400: unknown names, wrong types, values out of range; all faults at once. */
export function badRequest(errors: readonly Fault[]): Refusal {
  return refusal('invalid-request', { detail: counted(errors), errors });
}

/** 422: well-formed, and cannot be done; all faults at once. */
export function impossible(errors: readonly Fault[]): Refusal {
  return refusal('impossible-request', { detail: counted(errors), errors });
}

/** 404 for an id that the catalog does not have. */
export function notFound(what: string): Refusal {
  return refusal('not-found', { detail: `The catalog has no ${what} with this id.` });
}

function counted(errors: readonly Fault[]): string {
  const [first] = errors;
  if (errors.length === 1 && first) return first.detail;
  return errors.length > MAX_FAULTS
    ? `${errors.length} faults; the first ${MAX_FAULTS} are listed.`
    : `${errors.length} faults; each is listed.`;
}

/** The problem document of one occurrence. */
export function problemDocument(slug: ProblemSlug, requestId: string, particulars: Particulars = {}): Problem {
  const { status, title, detail } = PROBLEMS[slug];
  return {
    type: `/problems/${slug}`,
    title,
    status,
    detail: particulars.detail ?? detail,
    instance: `/requests/${requestId}`,
    ...(particulars.errors && { errors: particulars.errors.slice(0, MAX_FAULTS).map(bounded) }),
    ...(particulars.violatedPolicies && { 'violated-policies': [...particulars.violatedPolicies] }),
  };
}

/** Names of the caller's are shown so that it finds them, never at more length than any name of ours. */
function bounded(fault: Fault): z.infer<typeof FaultEntry> {
  const place = 'pointer' in fault ? { pointer: fault.pointer.slice(0, 2000) } : { parameter: fault.parameter.slice(0, MAX_NAME) };
  const { code, detail, nearest } = fault;
  return { ...place, code, detail: detail.slice(0, 2000), ...(nearest && nearest.length > 0 && { nearest: nearest.slice(0, 5) }) };
}
