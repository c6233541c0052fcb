import { PROBLEMS, type ProblemSlug } from '../../problems.ts';
import { accessOf } from '../access.ts';
import type { Config, Content, Operation, Parameter, Response } from './document-types.ts';
import { CACHE_HEADERS, EVERY_HEADER, header, KEY } from './shared-components.ts';

/** An operation with what all of its kind have: headers, problems, security and examples. */
export function completed(operation: Operation, method: string, config: Config): Operation & { readonly security: readonly object[] } {
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
