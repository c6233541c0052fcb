import { z } from 'zod';
import { ModelId, Slug, type Source, SourceEntry, SourceId } from '../../catalog/claim.ts';
import { attributeFindings } from '../../catalog/seed/check-attribute.ts';
import { type Path, pointerOf, zodFindings } from '../../catalog/seed/seed-fault.ts';
import { type Attribute, AttributeEntry, AttributeId } from '../../catalog/vocabulary.ts';
import { sameContent } from '../plan/same-content.ts';
import { readJson } from '../rows/read-json.ts';
import { readClaimRows } from './claim-rows.ts';
import type { ClaimContext, ClaimFault, ClaimFileReader, Declared, ParsedClaims } from './parsed-claims.ts';

const Name = z.string().min(1).max(200);
const ById = z.record(z.string(), z.unknown());

/** The top level. What is inside is parsed entry by entry, so that one fault hides no other. */
const ClaimsFile = z.strictObject({
  attributes: ById.default({}),
  providers: ById.default({}),
  models: ById.default({}),
  offers: z.array(z.unknown()).default([]),
  sources: ById.default({}),
  claims: z.array(z.unknown()),
});

const DeclaredAttribute = AttributeEntry.extend({ category: AttributeId });
const DeclaredProvider = z.strictObject({ name: Name });
const DeclaredModel = z.strictObject({ name: Name, family: ModelId.nullable().default(null) });
const DeclaredOffer = z.strictObject({ model: ModelId, provider: Slug, variant: Slug.optional() });

export const readClaimsJson: ClaimFileReader = (text, context) => {
  const read = readJson(text);
  if ('broken' in read) return read;
  const parsed = readClaims(read.json, context);
  if ('broken' in parsed) return parsed;
  const twice = read.duplicates.map(
    (pointer): ClaimFault => ({ pointer, code: 'duplicate', detail: 'the key stands in its object twice' }),
  );
  return withFaults(parsed, twice);
};

/** Reads the value of a claims file, or of a request that has the same shape. */
export function readClaims(json: unknown, context: ClaimContext): ParsedClaims | { readonly broken: string } {
  const file = ClaimsFile.safeParse(json);
  if (!file.success) {
    const findings = zodFindings(file.error.issues).map(({ path, message }) => `${pointerOf(path) || 'top level'}: ${message}`);
    return { broken: `no file of claims: ${findings.join('; ')}`.slice(0, 600) };
  }
  const { data } = file;
  const faults: ClaimFault[] = [];
  const declared = declarationsOf(data, context, faults);
  const vocabulary = {
    attributes: new Map<string, Attribute | null>([
      ...Object.keys(data.attributes).map((id) => [id, null] as const),
      ...context.attributes,
      ...declared.attributes.map((attribute) => [attribute.id, attribute] as const),
    ]),
    sources: new Set([...context.sources.keys(), ...Object.keys(data.sources)]),
  };
  return {
    count: data.claims.length,
    declared,
    ...readClaimRows(
      data.claims.map((claim, index) => ({
        row: pointerOf(['claims', index]),
        json: claim,
        at: (path) => pointerOf(['claims', index, ...path]),
      })),
      vocabulary,
    ),
    faults,
  };
}

/** The sound declarations of a file; what is wrong with the others goes to `faults`. */
function declarationsOf(data: z.infer<typeof ClaimsFile>, context: ClaimContext, faults: ClaimFault[]): Declared {
  const fault = (path: Path, code: ClaimFault['code'], detail: string) => faults.push({ pointer: pointerOf(path), code, detail });
  const declare = <T, D>(
    member: string,
    entries: Iterable<readonly [string | number, unknown]>,
    { Id, Entry }: { readonly Id: z.ZodType | null; readonly Entry: z.ZodType<T> },
    made: (id: string, entry: T) => D,
  ): D[] =>
    [...entries].flatMap(([id, value]) => {
      const idIssues = Id?.safeParse(id).error?.issues ?? [];
      const parsed = Entry.safeParse(value);
      const issues = [...idIssues, ...(parsed.error?.issues ?? [])];
      for (const { path, message } of zodFindings(issues)) fault([member, id, ...path], 'malformed', message);
      return issues.length === 0 && parsed.success ? [made(String(id), parsed.data)] : [];
    });
  /** Whether the catalog has nothing else under this id. */
  const isFree = (existing: object | undefined, declared: { readonly id: string }, path: Path, noun: string) => {
    const free = existing === undefined || sameContent(existing, declared);
    if (!free) fault(path, 'already_declared', `the catalog has another ${noun} of this id`);
    return free;
  };
  const attributes = declare(
    'attributes',
    Object.entries(data.attributes),
    { Id: AttributeId, Entry: DeclaredAttribute },
    (id, entry) => ({ id, ...entry }) as Attribute,
  ).filter((attribute) => {
    const contradictions = attributeFindings(attribute);
    for (const { path, message } of contradictions) fault(['attributes', attribute.id, ...path], 'malformed', message);
    const free = isFree(context.attributes.get(attribute.id), attribute, ['attributes', attribute.id], 'attribute');
    return contradictions.length === 0 && free;
  });
  const sources = declare(
    'sources',
    Object.entries(data.sources),
    { Id: SourceId, Entry: SourceEntry },
    (id, entry): Source => ({ id, ...entry }),
  ).filter((source) => isFree(context.sources.get(source.id), source, ['sources', source.id], 'source'));
  const providers = declare('providers', Object.entries(data.providers), { Id: Slug, Entry: DeclaredProvider }, (id, { name }) => ({
    id,
    name,
  }));
  const models = declare('models', Object.entries(data.models), { Id: ModelId, Entry: DeclaredModel }, (id, entry) => ({ id, ...entry }));
  const offers = declare('offers', data.offers.entries(), { Id: null, Entry: DeclaredOffer }, (_index, { model, provider, variant }) => ({
    id: variant === undefined ? `${model}@${provider}` : `${model}@${provider}:${variant}`,
    model,
    provider,
    variant: variant ?? null,
  }));
  return { attributes, providers, models, offers, sources };
}

/** Adds faults: one inside a claim rejects that claim, the others count for the file as a whole. */
function withFaults(parsed: ParsedClaims, faults: readonly ClaimFault[]): ParsedClaims {
  const inside = (row: string) => faults.filter(({ pointer }) => pointer === row || pointer.startsWith(`${row}/`));
  const hit = parsed.rows.filter(({ row }) => inside(row).length > 0).map(({ row }) => ({ row, faults: inside(row) }));
  return {
    ...parsed,
    rows: parsed.rows.filter(({ row }) => inside(row).length === 0),
    rejected: [...parsed.rejected.map(({ row, faults: own }) => ({ row, faults: [...own, ...inside(row)] })), ...hit],
    faults: [...parsed.faults, ...faults.filter(({ pointer }) => !/^\/claims\/\d+/.test(pointer))],
  };
}
