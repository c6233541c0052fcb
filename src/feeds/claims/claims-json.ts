import { z } from 'zod';
import { ModelId, Slug, type Source, SourceEntry, SourceId } from '../../catalog/claim.ts';
import { attributeFindings } from '../../catalog/seed/check-attribute.ts';
import { pointerOf, zodFindings } from '../../catalog/seed/seed-fault.ts';
import { type Attribute, AttributeEntry, AttributeId } from '../../catalog/vocabulary.ts';
import { sameContent } from '../plan/same-content.ts';
import { readJson } from '../rows/read-json.ts';
import { readClaimRows } from './claim-rows.ts';
import type { ClaimContext, ClaimFault, ClaimFileReader, ClaimReading } from './parsed-claims.ts';

const Name = z.string().min(1).max(200);
const ById = z.record(z.string(), z.unknown());

/** The top level; what is inside is parsed one by one, so that one fault hides no other. */
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
  const reading = readClaims(read.json, context);
  if ('broken' in reading) return reading;
  const twice = read.duplicates.map(
    (pointer): ClaimFault => ({ pointer, code: 'duplicate', detail: 'the key stands in its object twice' }),
  );
  return withFaults(reading, twice);
};

/** Reads the value of a claims file, or of a request that has the same shape. */
export function readClaims(json: unknown, context: ClaimContext): ClaimReading | { readonly broken: string } {
  const file = ClaimsFile.safeParse(json);
  if (!file.success) {
    const findings = zodFindings(file.error.issues).map(({ path, message }) => `${pointerOf(path) || 'top level'}: ${message}`);
    return { broken: `no file of claims: ${findings.join('; ')}`.slice(0, 600) };
  }
  const { data } = file;
  const faults: ClaimFault[] = [];
  const declare = <T, D>(
    member: string,
    entries: Iterable<readonly [string | number, unknown]>,
    Id: z.ZodType | null,
    Entry: z.ZodType<T>,
    made: (id: string, entry: T) => D,
  ): D[] =>
    [...entries].flatMap(([id, value]) => {
      const wrongId = Id?.safeParse(id);
      const parsed = Entry.safeParse(value);
      const issues = [...(wrongId?.error?.issues ?? []), ...(parsed.error?.issues ?? [])];
      for (const { path, message } of zodFindings(issues))
        faults.push({ pointer: pointerOf([member, id, ...path]), code: 'malformed', detail: message });
      return issues.length === 0 && parsed.success ? [made(String(id), parsed.data)] : [];
    });
  const attributes = declare(
    'attributes',
    Object.entries(data.attributes),
    AttributeId,
    DeclaredAttribute,
    (id, entry) => ({ id, ...entry }) as Attribute,
  ).filter((attribute) => {
    const contradictions = attributeFindings(attribute);
    for (const { path, message } of contradictions)
      faults.push({ pointer: pointerOf(['attributes', attribute.id, ...path]), code: 'malformed', detail: message });
    const other = context.attributes.get(attribute.id);
    const same = other === undefined || sameContent(other, attribute);
    if (!same)
      faults.push({
        pointer: pointerOf(['attributes', attribute.id]),
        code: 'already_declared',
        detail: 'the catalog has another attribute of this id',
      });
    return contradictions.length === 0 && same;
  });
  const sources = declare('sources', Object.entries(data.sources), SourceId, SourceEntry, (id, entry): Source => ({ id, ...entry })).filter(
    (source) => {
      const other = context.sources.get(source.id);
      const same = other === undefined || sameContent(other, source);
      if (!same)
        faults.push({
          pointer: pointerOf(['sources', source.id]),
          code: 'already_declared',
          detail: 'the catalog has another source of this id',
        });
      return same;
    },
  );
  const providers = declare('providers', Object.entries(data.providers), Slug, DeclaredProvider, (id, { name }) => ({ id, name }));
  const models = declare('models', Object.entries(data.models), ModelId, DeclaredModel, (id, entry) => ({ id, ...entry }));
  const offers = declare('offers', data.offers.entries(), null, DeclaredOffer, (_index, { model, provider, variant }) => ({
    id: variant === undefined ? `${model}@${provider}` : `${model}@${provider}:${variant}`,
    model,
    provider,
    variant: variant ?? null,
  }));
  const known = {
    attributes: new Map<string, Attribute | null>([
      ...Object.keys(data.attributes).map((id) => [id, null] as const),
      ...context.attributes,
      ...attributes.map((attribute) => [attribute.id, attribute] as const),
    ]),
    sources: new Set([...context.sources.keys(), ...Object.keys(data.sources)]),
  };
  return {
    count: data.claims.length,
    declared: { attributes, providers, models, offers, sources },
    ...readClaimRows(
      data.claims.map((claim, index) => ({
        row: pointerOf(['claims', index]),
        json: claim,
        at: (path) => pointerOf(['claims', index, ...path]),
      })),
      known,
    ),
    faults,
  };
}

/** The reading with more faults: those inside a claim reject it, the others are the file's. */
function withFaults(reading: ClaimReading, faults: readonly ClaimFault[]): ClaimReading {
  const inside = (row: string) => faults.filter(({ pointer }) => pointer === row || pointer.startsWith(`${row}/`));
  const hit = reading.rows.filter(({ row }) => inside(row).length > 0).map(({ row }) => ({ row, faults: inside(row) }));
  return {
    ...reading,
    rows: reading.rows.filter(({ row }) => inside(row).length === 0),
    rejected: [...reading.rejected.map(({ row, faults: own }) => ({ row, faults: [...own, ...inside(row)] })), ...hit],
    faults: [...reading.faults, ...faults.filter(({ pointer }) => !/^\/claims\/\d+/.test(pointer))],
  };
}
