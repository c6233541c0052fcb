import fc from 'fast-check';
import { type Arbitrary, arbitraries, type Schema } from '../../test/fuzz/arbitrary.ts';
import { DOCUMENT } from './findings.ts';
import { DAY, type Words } from './pages.ts';
import type { Question, Session } from './session.ts';
import { posting } from './stored.ts';

/** Whatever fits the OpenAPI document of the first of the two, as the fuzz of the tests makes it. */

type Parameter = { readonly $ref?: string; readonly name: string; readonly in: string; readonly schema: Schema };
type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>> };
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** A read of each path, and a body of each that works something out. */
const RUNS = { path: 12, body: 60 } as const;
const BODIES = ['/v1/rankings', '/v1/comparisons', '/v1/analyses'];
/** Draws that a random request may ask for: enough to tell answers apart, few enough for hundreds of them. */
const SAMPLES = 200;

/** The document itself, then what fits it. */
export async function askDocument({ ask }: Session, words: Words, seed: number): Promise<void> {
  const [answer] = await ask({ kind: DOCUMENT, method: 'GET', path: '/openapi.json' });
  const document = JSON.parse(answer.body.toString()) as Document;
  const values = arbitraries(document.components.schemas, namesIn(words));
  for (const [path, { get, post }] of Object.entries(document.paths)) {
    if (get && isSettled(path)) for (const question of reads(path, get, values, words, seed)) await ask(question);
    const { schema, example } = post?.requestBody?.content['application/json'] ?? {};
    if (!schema || !BODIES.includes(path)) continue;
    for (const body of [example, ...fc.sample(values(schema), { numRuns: RUNS.body, seed })])
      await ask(posting('bodies of the document', path, withFewSamples(dated(body, path))));
  }
}

/** Neither records, which have ids and times of their own, nor figures of the process. */
function isSettled(path: string): boolean {
  return !/^\/v1\/(?:decisions|catalog)|^\/metrics|^\/openapi/.test(path);
}

function reads(path: string, { parameters = [] }: Operation, values: Arbitrary, words: Words, seed: number): Question[] {
  // a cursor is opaque: what it may be no schema can say
  const query = parameters.filter(({ in: place, name }) => place === 'query' && name !== 'cursor');
  const asked = fc.record(
    {
      query: fc.record(Object.fromEntries(query.map(({ name, schema }) => [name, values(schema)])), { requiredKeys: [] }),
      id: fc.constantFrom(...poolOf(path, words)),
    },
    { requiredKeys: ['query', 'id'] },
  );
  return fc.sample(asked, { numRuns: path.includes('{') || query.length > 0 ? RUNS.path : 1, seed }).map(({ query: given, id }) => {
    const [vendor = '', slug = ''] = id.split('/');
    const there = path.replace('{vendor}', vendor).replace('{slug}', slug).replace('{id}', encodeURIComponent(id));
    const search = new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)])).toString();
    return { kind: 'reads of the document', method: 'GET', path: search === '' ? there : `${there}?${search}` };
  });
}

function poolOf(path: string, words: Words): string[] {
  if (path.startsWith('/v1/claims/')) return claimsIn(words).slice(0, 200);
  const [, , kind = ''] = path.split('/');
  const known: unknown = words[kind as keyof Words];
  return known instanceof Map ? [...known.keys()] : ['none/none'];
}

function claimsIn({ claimsByAttribute }: Words): string[] {
  return [...claimsByAttribute.values()].flatMap((subjects) => [...subjects.values()].flatMap((claims) => claims.map(({ id }) => id)));
}

function namesIn(words: Words): string[] {
  const known = [
    words.attributes,
    words.groups,
    words.profiles,
    words.providers,
    words.sources,
    words.licenses,
    words.gpus,
    words.verdicts,
  ];
  const many = [words.models, words.families, words.offers].flatMap((one) => [...one.keys()].slice(0, 300));
  return [DAY, 'verified', ...known.flatMap((one) => [...one.keys()]), ...many];
}

/** The day of a question that leaves it out would be today. */
function dated(body: unknown, path: string): unknown {
  return path === '/v1/analyses' ? body : { as_of: DAY, ...(body as object) };
}

function withFewSamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFewSamples);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withFewSamples(member)] as const);
  const few = Object.fromEntries(members);
  return typeof few.samples === 'number' ? { ...few, samples: Math.min(few.samples, SAMPLES) } : few;
}
