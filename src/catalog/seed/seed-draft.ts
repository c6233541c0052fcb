import { z } from 'zod';
import { type Alias, AliasFile, aliasesOf } from '../alias.ts';
import { ClaimEntry, ModelId, Slug, type Source, SourceEntry, SourceId } from '../claim.ts';
import { type Gpu, GpuEntry, GpuId } from '../gpu.ts';
import {
  ClaimCheckEntry,
  ContradictionEntry,
  type Family,
  FamilyEntry,
  type Group,
  GroupEntry,
  type Model,
  ModelEntry,
  type Offer,
  OfferEntry,
  type Profile,
  ProfileEntry,
  type Provider,
  ProviderEntry,
  type Verdict,
  VerdictEntry,
  VerdictPick,
} from '../kinds/entries.ts';
import { type License, LicenseEntry, LicenseId } from '../license.ts';
import { type Attribute, AttributeEntry, AttributeId } from '../vocabulary.ts';
import { faultAt, type Path, type Place, type SeedFault, zodFindings } from './seed-fault.ts';

/** A file of the seed: its path below the seed folder, and what it holds (undefined: it could not be read as JSON). */
export type SeedFile = { readonly path: string; readonly json: unknown };

/** Something the seed declares; null where its shape is at fault, so that what names it is not blamed for that. */
export type Declared<T> = { readonly place: Place; readonly entry: T | null };
export type DraftClaim = { readonly place: Place; readonly subject: string; readonly entry: ClaimEntry };

/** The seed taken apart, file by file, before anything is held against anything else. */
export type SeedDraft = {
  readonly faults: SeedFault[];
  readonly attributes: Map<string, Declared<Attribute>>;
  readonly sources: Map<string, Declared<Source>>;
  readonly providers: Map<string, Declared<Provider>>;
  readonly families: Map<string, Declared<Family>>;
  readonly models: Map<string, Declared<Model>>;
  readonly offers: Map<string, { readonly place: Place; readonly entry: Offer }>;
  readonly groups: Map<string, Declared<Group>>;
  readonly profiles: Map<string, Declared<Profile>>;
  readonly verdicts: Map<string, Declared<Verdict>>;
  readonly picks: Map<string, Declared<string>>;
  readonly checks: { readonly place: Place; readonly entry: ClaimCheckEntry }[];
  readonly contradictions: Map<string, Declared<ContradictionEntry>>;
  readonly licenses: Map<string, Declared<License>>;
  readonly aliases: Map<string, { readonly place: Place; readonly entry: Alias }>;
  readonly gpus: Map<string, Declared<Gpu>>;
  readonly claims: DraftClaim[];
  /** Refs of claims whose shape is at fault. */
  readonly faultyRefs: Set<string>;
  /** Files that hold no JSON object: what they would have declared is not known. */
  readonly unread: Set<string>;
};

const Claims = { claims: z.array(z.unknown()) };
const ModelFile = ModelEntry.extend({ ...Claims, offers: z.array(z.unknown()) });
const OfferPart = OfferEntry.extend(Claims);
const FamilyFile = FamilyEntry.extend(Claims);
const ProviderFile = ProviderEntry.extend(Claims);
const ObjectOf = z.record(z.string(), z.unknown());
const REQUIRED = ['sources.json', 'verdict-picks.json', 'claim-checks.json', 'contradictions.json'];

type ReadFile = (draft: SeedDraft, place: Place, json: unknown, id: string) => void;

/** Which files there are, by path; the group is the id. */
const KINDS: readonly (readonly [RegExp, z.ZodType, ReadFile])[] = [
  [/^attributes\/([^/]+)\.json$/, AttributeId, readAttributes],
  [/^(sources)\.json$/, z.string(), readSources],
  [/^providers\/([^/]+)\.json$/, Slug, readProvider],
  [/^families\/([^/]+\/[^/]+)\.json$/, ModelId, readFamily],
  [/^models\/([^/]+\/[^/]+)\.json$/, ModelId, readModel],
  [/^groups\/([^/]+)\.json$/, AttributeId, entryReader((draft) => draft.groups, GroupEntry)],
  [/^profiles\/([^/]+)\.json$/, Slug, entryReader((draft) => draft.profiles, ProfileEntry)],
  [/^verdicts\/([^/]+)\.json$/, Slug, entryReader((draft) => draft.verdicts, VerdictEntry)],
  [/^licenses\/([^/]+)\.json$/, LicenseId, entryReader((draft) => draft.licenses, LicenseEntry)],
  [/^aliases\/([^/]+)\.json$/, Slug, readAliases],
  [/^(gpus)\.json$/, z.string(), readGpus],
  [/^(verdict-picks)\.json$/, z.string(), readPicks],
  [/^(claim-checks)\.json$/, z.string(), readChecks],
  [/^(contradictions)\.json$/, z.string(), readContradictions],
];

/** Parses every file strictly by its kind; what does not fit is a fault in the draft, and the rest is read on. */
export function draftSeed(files: readonly SeedFile[]): SeedDraft {
  const draft: SeedDraft = {
    faults: [],
    attributes: new Map(),
    sources: new Map(),
    providers: new Map(),
    families: new Map(),
    models: new Map(),
    offers: new Map(),
    groups: new Map(),
    profiles: new Map(),
    verdicts: new Map(),
    picks: new Map(),
    checks: [],
    contradictions: new Map(),
    licenses: new Map(),
    aliases: new Map(),
    gpus: new Map(),
    claims: [],
    faultyRefs: new Set(),
    unread: new Set(),
  };
  for (const name of REQUIRED)
    if (!files.some((file) => file.path === name)) draft.faults.push(faultAt({ file: name, path: [] }, 'the file is missing'));
  for (const file of files) {
    const place = { file: file.path, path: [] };
    const [kind] = KINDS.flatMap(([pattern, Id, read]) => {
      const id = pattern.exec(file.path)?.[1];
      return id === undefined ? [] : [{ Id, read, id }];
    });
    if (kind === undefined) draft.faults.push(faultAt(place, 'no file of the seed has this path'));
    else if (!kind.Id.safeParse(kind.id).success) draft.faults.push(faultAt(place, `${kind.id} can't be an id`));
    else kind.read(draft, place, file.json, kind.id);
  }
  return draft;
}

/** The value if it fits, else null with the faults noted. A file that was no JSON has its fault already. */
function parse<T>(draft: SeedDraft, place: Place, schema: z.ZodType<T>, json: unknown): T | null {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  if (json !== undefined)
    draft.faults.push(...zodFindings(parsed.error.issues).map(({ path, message }) => faultAt(place, message, ...path)));
  if (place.path.length === 0 && !ObjectOf.safeParse(json).success) draft.unread.add(place.file);
  return null;
}

function deeper(place: Place, ...steps: Path): Place {
  return { file: place.file, path: [...place.path, ...steps] };
}

function entryReader<T extends object>(
  mapOf: (draft: SeedDraft) => Map<string, Declared<T & { readonly id: string }>>,
  schema: z.ZodType<T>,
): ReadFile {
  return (draft, place, json, id) => {
    const entry = parse(draft, place, schema, json);
    mapOf(draft).set(id, { place, entry: entry === null ? null : { id, ...entry } });
  };
}

function readAttributes(draft: SeedDraft, file: Place, json: unknown, category: string): void {
  for (const [id, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const place = deeper(file, id);
    const other = draft.attributes.get(id);
    if (other !== undefined) draft.faults.push(faultAt(place, `duplicate id: ${id} stands in ${other.place.file} too`));
    const wellNamed = parse(draft, place, AttributeId, id);
    const entry = parse(draft, place, AttributeEntry, value);
    draft.attributes.set(id, { place, entry: wellNamed === null || entry === null ? null : { id, category, ...entry } });
  }
}

function readSources(draft: SeedDraft, file: Place, json: unknown): void {
  for (const [id, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const place = deeper(file, id);
    const wellNamed = parse(draft, place, SourceId, id);
    const entry = parse(draft, place, SourceEntry, value);
    draft.sources.set(id, { place, entry: wellNamed === null || entry === null ? null : { id, ...entry } });
  }
}

function readGpus(draft: SeedDraft, file: Place, json: unknown): void {
  for (const [id, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const place = deeper(file, id);
    const wellNamed = parse(draft, place, GpuId, id);
    const entry = parse(draft, place, GpuEntry, value);
    draft.gpus.set(id, { place, entry: wellNamed === null || entry === null ? null : { id, ...entry } });
  }
}

function readAliases(draft: SeedDraft, file: Place, json: unknown, feed: string): void {
  const parsed = parse(draft, file, AliasFile, json);
  if (parsed === null) return;
  for (const alias of aliasesOf(feed, parsed))
    draft.aliases.set(alias.id, { place: deeper(file, alias.kind === 'model' ? 'models' : 'providers', alias.spelling), entry: alias });
}

function readProvider(draft: SeedDraft, place: Place, json: unknown, id: string): void {
  const file = parse(draft, place, ProviderFile, json);
  draft.providers.set(id, { place, entry: file === null ? null : { id, name: file.name } });
  readClaims(draft, place, id, json);
}

function readFamily(draft: SeedDraft, place: Place, json: unknown, id: string): void {
  const file = parse(draft, place, FamilyFile, json);
  draft.families.set(id, { place, entry: file === null ? null : { id, name: file.name } });
  readClaims(draft, place, id, json);
}

function readModel(draft: SeedDraft, place: Place, json: unknown, id: string): void {
  const file = parse(draft, place, ModelFile, json);
  draft.models.set(id, { place, entry: file === null ? null : { id, name: file.name, family: file.family } });
  readClaims(draft, place, id, json);
  for (const [index, part] of listIn(json, 'offers').entries()) readOffer(draft, deeper(place, 'offers', index), part, id);
}

function readOffer(draft: SeedDraft, place: Place, json: unknown, model: string): void {
  const offer = parse(draft, place, OfferPart, json ?? null);
  if (offer === null) {
    readClaims(draft, place, `${model}@`, json);
    return;
  }
  const { provider, variant = null } = offer;
  const id = variant === null ? `${model}@${provider}` : `${model}@${provider}:${variant}`;
  if (draft.offers.has(id)) draft.faults.push(faultAt(place, `duplicate id: ${id}`));
  else draft.offers.set(id, { place, entry: { id, model, provider, variant } });
  readClaims(draft, place, id, json);
}

/** Reads each claim for itself, also beside a malformed part, so that one fault hides no other. */
function readClaims(draft: SeedDraft, owner: Place, subject: string, json: unknown): void {
  for (const [index, value] of listIn(json, 'claims').entries()) {
    const place = deeper(owner, 'claims', index);
    const entry = parse(draft, place, ClaimEntry, value ?? null);
    if (entry !== null) draft.claims.push({ place, subject, entry });
    else if (typeof value === 'object' && value !== null && 'ref' in value) draft.faultyRefs.add(String(value.ref));
  }
}

function listIn(json: unknown, member: string): readonly unknown[] {
  const list = typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[member] : undefined;
  return Array.isArray(list) ? list : [];
}

function readPicks(draft: SeedDraft, file: Place, json: unknown): void {
  for (const [verdict, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const place = deeper(file, verdict);
    draft.picks.set(verdict, { place, entry: parse(draft, place, VerdictPick, value) });
  }
}

function readChecks(draft: SeedDraft, file: Place, json: unknown): void {
  for (const [index, value] of (parse(draft, file, z.array(z.unknown()), json) ?? []).entries()) {
    const place = deeper(file, index);
    const entry = parse(draft, place, ClaimCheckEntry, value ?? null);
    if (entry !== null) draft.checks.push({ place, entry });
  }
}

function readContradictions(draft: SeedDraft, file: Place, json: unknown): void {
  for (const [id, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const place = deeper(file, id);
    const wellNamed = parse(draft, place, Slug, id);
    const entry = parse(draft, place, ContradictionEntry, value);
    draft.contradictions.set(id, { place, entry: wellNamed === null ? null : entry });
  }
}
