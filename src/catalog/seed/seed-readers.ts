import { z } from 'zod';
import { AliasFile, aliasesOf } from '../alias.ts';
import { ClaimEntry, Slug } from '../claim.ts';
import {
  ClaimCheckEntry,
  ContradictionEntry,
  FamilyEntry,
  LeadersFile,
  ModelEntry,
  OfferEntry,
  ProviderEntry,
  VerdictPick,
} from '../entries.ts';
import { AttributeEntry, AttributeId } from '../vocabulary.ts';
import { deeper, ObjectOf, parse, type SeedDraft } from './seed-draft.ts';
import { faultAt, type SeedLocation } from './seed-fault.ts';

/** Readers of the files that hold more than entries of one kind by their ids. */

const Claims = { claims: z.array(z.unknown()) };
const ModelFile = ModelEntry.extend({ ...Claims, offers: z.array(z.unknown()) });
const OfferPart = OfferEntry.extend(Claims);
const FamilyFile = FamilyEntry.extend(Claims);
const ProviderFile = ProviderEntry.extend(Claims);

export function readAttributes(draft: SeedDraft, file: SeedLocation, json: unknown, category: string): void {
  for (const [id, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const location = deeper(file, id);
    const other = draft.declared.attributes.get(id);
    if (other !== undefined) draft.faults.push(faultAt(location, `duplicate id: ${id} stands in ${other.location.file} too`));
    const wellNamed = parse(draft, location, AttributeId, id);
    const entry = parse(draft, location, AttributeEntry, value);
    draft.declared.attributes.set(id, { location, entry: wellNamed === null || entry === null ? null : { id, category, ...entry } });
  }
}

export function readAliases(draft: SeedDraft, file: SeedLocation, json: unknown, feed: string): void {
  const parsed = parse(draft, file, AliasFile, json);
  if (parsed === null) return;
  for (const alias of aliasesOf(feed, parsed))
    draft.declared.aliases.set(alias.id, {
      location: deeper(file, alias.kind === 'model' ? 'models' : 'providers', alias.spelling),
      entry: alias,
    });
}

export function readLeaders(draft: SeedDraft, file: SeedLocation, json: unknown): void {
  const parsed = parse(draft, file, LeadersFile, json);
  if (parsed === null) return;
  const declare = (member: 'models' | 'providers', id: string, index: number) => {
    const location = deeper(file, member, index);
    if (draft.declared.leaders.has(id)) draft.faults.push(faultAt(location, `duplicate id: ${id}`));
    const [model, provider] = member === 'models' ? [id, null] : [null, id];
    draft.declared.leaders.set(id, { location, entry: { id, model, provider } });
  };
  for (const [index, id] of parsed.models.entries()) declare('models', id, index);
  for (const [index, id] of parsed.providers.entries()) declare('providers', id, index);
}

export function readProvider(draft: SeedDraft, location: SeedLocation, json: unknown, id: string): void {
  const file = parse(draft, location, ProviderFile, json);
  draft.declared.providers.set(id, { location, entry: file === null ? null : { id, name: file.name } });
  readClaims(draft, location, id, json);
}

export function readFamily(draft: SeedDraft, location: SeedLocation, json: unknown, id: string): void {
  const file = parse(draft, location, FamilyFile, json);
  draft.declared.families.set(id, { location, entry: file === null ? null : { id, name: file.name } });
  readClaims(draft, location, id, json);
}

export function readModel(draft: SeedDraft, location: SeedLocation, json: unknown, id: string): void {
  const file = parse(draft, location, ModelFile, json);
  draft.declared.models.set(id, { location, entry: file === null ? null : { id, name: file.name, family: file.family } });
  readClaims(draft, location, id, json);
  for (const [index, part] of listIn(json, 'offers').entries()) readOffer(draft, deeper(location, 'offers', index), part, id);
}

function readOffer(draft: SeedDraft, location: SeedLocation, json: unknown, model: string): void {
  const offer = parse(draft, location, OfferPart, json ?? null);
  if (offer === null) {
    readClaims(draft, location, `${model}@`, json);
    return;
  }
  const { provider, variant = null } = offer;
  const id = variant === null ? `${model}@${provider}` : `${model}@${provider}:${variant}`;
  if (draft.declared.offers.has(id)) draft.faults.push(faultAt(location, `duplicate id: ${id}`));
  else draft.declared.offers.set(id, { location, entry: { id, model, provider, variant } });
  readClaims(draft, location, id, json);
}

/** Reads each claim for itself, also beside a malformed part, so that one fault hides no other. */
function readClaims(draft: SeedDraft, owner: SeedLocation, subject: string, json: unknown): void {
  for (const [index, value] of listIn(json, 'claims').entries()) {
    const location = deeper(owner, 'claims', index);
    const entry = parse(draft, location, ClaimEntry, value ?? null);
    if (entry !== null) draft.claims.push({ location, subject, entry });
    else if (typeof value === 'object' && value !== null && 'ref' in value) draft.faultyRefs.add(String(value.ref));
  }
}

function listIn(json: unknown, member: string): readonly unknown[] {
  const list = typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[member] : undefined;
  return Array.isArray(list) ? list : [];
}

export function readPicks(draft: SeedDraft, file: SeedLocation, json: unknown): void {
  for (const [verdict, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const location = deeper(file, verdict);
    draft.picks.set(verdict, { location, entry: parse(draft, location, VerdictPick, value) });
  }
}

export function readChecks(draft: SeedDraft, file: SeedLocation, json: unknown): void {
  for (const [index, value] of (parse(draft, file, z.array(z.unknown()), json) ?? []).entries()) {
    const location = deeper(file, index);
    const entry = parse(draft, location, ClaimCheckEntry, value ?? null);
    if (entry !== null) draft.checks.push({ location, entry });
  }
}

export function readContradictions(draft: SeedDraft, file: SeedLocation, json: unknown): void {
  for (const [id, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
    const location = deeper(file, id);
    const wellNamed = parse(draft, location, Slug, id);
    const entry = parse(draft, location, ContradictionEntry, value);
    draft.contradictions.set(id, { location, entry: wellNamed === null ? null : entry });
  }
}
