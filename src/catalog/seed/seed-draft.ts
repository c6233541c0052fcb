import { z } from 'zod';
import type { ClaimEntry } from '../claim.ts';
import type { ClaimCheckEntry, ContradictionEntry } from '../entries.ts';
import { type Held, MEMBERS_BY_ID, type MemberById } from '../kinds.ts';
import { faultAt, type Path, type SeedFault, type SeedLocation, zodFindings } from './seed-fault.ts';

/** A file of the seed: its path below the seed folder, and what it holds (undefined: it could not be read as JSON). */
export type SeedFile = { readonly path: string; readonly json: unknown };

/** Something the seed declares; null where its shape is at fault, so that what names it is not blamed for that. */
export type Declared<T> = { readonly location: SeedLocation; readonly entry: T | null };
export type DraftClaim = { readonly location: SeedLocation; readonly subject: string; readonly entry: ClaimEntry };

/** The seed taken apart, file by file, before anything is held against anything else. */
export type SeedDraft = {
  readonly faults: SeedFault[];
  /** By kind and id. */
  readonly declared: { readonly [M in MemberById]: Map<string, Declared<Held<M>>> };
  readonly claims: DraftClaim[];
  /** By verdict. */
  readonly picks: Map<string, Declared<string>>;
  readonly checks: { readonly location: SeedLocation; readonly entry: ClaimCheckEntry }[];
  readonly contradictions: Map<string, Declared<ContradictionEntry>>;
  /** Refs of claims whose shape is at fault. */
  readonly faultyRefs: Set<string>;
  /** Files that hold no JSON object: what they would have declared is not known. */
  readonly unread: Set<string>;
};

/** Takes what a file holds into the draft; `id` is what its path says. */
export type FileReader = (draft: SeedDraft, location: SeedLocation, json: unknown, id: string) => void;

export const ObjectOf = z.record(z.string(), z.unknown());

export function emptyDraft(): SeedDraft {
  return {
    faults: [],
    declared: Object.fromEntries(MEMBERS_BY_ID.map((member) => [member, new Map()])) as unknown as SeedDraft['declared'],
    claims: [],
    picks: new Map(),
    checks: [],
    contradictions: new Map(),
    faultyRefs: new Set(),
    unread: new Set(),
  };
}

/** The value if it fits, else null with the faults noted. A file that was no JSON has its fault already. */
export function parse<T>(draft: SeedDraft, location: SeedLocation, schema: z.ZodType<T>, json: unknown): T | null {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  if (json !== undefined)
    draft.faults.push(...zodFindings(parsed.error.issues).map(({ path, message }) => faultAt(location, message, ...path)));
  if (location.path.length === 0 && !ObjectOf.safeParse(json).success) draft.unread.add(location.file);
  return null;
}

export function deeper(location: SeedLocation, ...steps: Path): SeedLocation {
  return { file: location.file, path: [...location.path, ...steps] };
}
