import { z } from 'zod';
import { ModelId, Slug } from '../claim.ts';
import type { Kind } from '../kind.ts';
import { ALL_KINDS, type Member, type MemberById } from '../kinds.ts';
import { AttributeId } from '../vocabulary.ts';
import { type Declared, deeper, emptyDraft, type FileReader, ObjectOf, parse, type SeedDraft, type SeedFile } from './seed-draft.ts';
import { faultAt } from './seed-fault.ts';
import {
  readAliases,
  readAttributes,
  readChecks,
  readContradictions,
  readFamily,
  readLeaders,
  readModel,
  readPicks,
  readProvider,
} from './seed-readers.ts';

const REQUIRED = ['sources.json', 'verdict-picks.json', 'claim-checks.json', 'contradictions.json'];

/** Which files there are, by path; the group is the id, which has to fit the schema. */
const FILES: readonly (readonly [RegExp, z.ZodType, FileReader])[] = [
  ...ALL_KINDS.flatMap(([member, kind]) => filesOf(member, kind)),
  [/^attributes\/([^/]+)\.json$/, AttributeId, readAttributes],
  [/^providers\/([^/]+)\.json$/, Slug, readProvider],
  [/^families\/([^/]+\/[^/]+)\.json$/, ModelId, readFamily],
  [/^models\/([^/]+\/[^/]+)\.json$/, ModelId, readModel],
  [/^aliases\/([^/]+)\.json$/, Slug, readAliases],
  [/^(leaders)\.json$/, z.string(), readLeaders],
  [/^(verdict-picks)\.json$/, z.string(), readPicks],
  [/^(claim-checks)\.json$/, z.string(), readChecks],
  [/^(contradictions)\.json$/, z.string(), readContradictions],
];

/** Parses every file strictly by its kind; what does not fit is a fault in the draft, and the rest is read on. */
export function draftSeed(files: readonly SeedFile[]): SeedDraft {
  const draft = emptyDraft();
  for (const name of REQUIRED)
    if (!files.some((file) => file.path === name)) draft.faults.push(faultAt({ file: name, path: [] }, 'the file is missing'));
  for (const file of files) {
    const location = { file: file.path, path: [] };
    const [reading] = FILES.flatMap(([pattern, Id, read]) => {
      const id = pattern.exec(file.path)?.[1];
      return id === undefined ? [] : [{ Id, read, id }];
    });
    if (reading === undefined) draft.faults.push(faultAt(location, 'no file of the seed has this path'));
    else if (!reading.Id.safeParse(reading.id).success) draft.faults.push(faultAt(location, `${reading.id} can't be an id`));
    else reading.read(draft, location, file.json, reading.id);
  }
  return draft;
}

/** The files of a kind whose entries stand by their ids: one file an entry, or all in one. */
function filesOf(member: Member, { seed }: Kind<object>): (readonly [RegExp, z.ZodType, FileReader])[] {
  if ('within' in seed) return [];
  const declare = (draft: SeedDraft, id: string, declared: Declared<object>) =>
    (draft.declared[member as MemberById] as Map<string, Declared<object>>).set(id, declared);
  const { Id, Entry } = seed;
  if ('folder' in seed) {
    const readEntry: FileReader = (draft, location, json, id) => {
      const entry = parse(draft, location, Entry, json);
      declare(draft, id, { location, entry: entry === null ? null : { id, ...entry } });
    };
    return [[new RegExp(`^${seed.folder}([^/]+)\\.json$`), Id, readEntry]];
  }
  const readEntries: FileReader = (draft, file, json) => {
    for (const [id, value] of Object.entries(parse(draft, file, ObjectOf, json) ?? {})) {
      const location = deeper(file, id);
      const wellNamed = parse(draft, location, Id, id);
      const entry = parse(draft, location, Entry, value);
      declare(draft, id, { location, entry: wellNamed === null || entry === null ? null : { id, ...entry } });
    }
  };
  return [[new RegExp(`^(${seed.file.replace(/\.json$/, '')})\\.json$`), z.string(), readEntries]];
}
