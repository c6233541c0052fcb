import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { compileCatalog } from '../../catalog/catalog.ts';
import { checkSeed, type Seed } from '../../catalog/seed/check-seed.ts';
import { duplicateKeys } from '../../catalog/seed/duplicate-keys.ts';
import type { SeedFile } from '../../catalog/seed/seed-draft.ts';
import { faultAt, type Path, type SeedFault, zodFindings } from '../../catalog/seed/seed-fault.ts';
import type { SeedRequestCheck } from '../../catalog/seed/seed-requests.ts';
import { checkRequest } from '../../ranking/ask/check-request.ts';

export const SEED = join(import.meta.dirname, '../../../db/seed');

/** Part of the fingerprint: raise it when the same files would be read into something else, so that databases take it up. */
const READER = 1;

export type SeedText = { readonly path: string; readonly text: string };
export type SeedFolder = { readonly files: readonly SeedText[]; readonly fingerprint: string };
export type SeedError = Error & { readonly name: 'SeedError'; readonly faults: readonly SeedFault[] };

/** The id of a claim, from its content (claimContent): databases made from one seed agree on it. */
export function claimId(content: string): string {
  return `clm_${hash('sha256', content).slice(0, 16)}`;
}

/** The seed's files as they are, in order, and a fingerprint over their names and bytes. Nothing is parsed yet. */
export function readSeedFolder(folder: string = SEED): SeedFolder {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).replaceAll(sep, '/'))
    .sort();
  const digest = createHash('sha256').update(`reader ${READER}\n`);
  const files = paths.map((path) => {
    const bytes = readFileSync(join(folder, path));
    digest.update(`${path}\n${bytes.length}\n`).update(bytes);
    return { path, text: bytes.toString('utf8') };
  });
  return { files, fingerprint: `sha256:${digest.digest('hex')}` };
}

/** The seed, checked whole. Throws one SeedError that lists every fault of every file. */
export function parseSeed({ files }: SeedFolder): Seed {
  const unreadable: SeedFault[] = [];
  const parsed = files.map((file) => parseFile(file, unreadable));
  const { seed, faults } = checkSeed(parsed, { claimId, request: stored });
  if (seed === null || unreadable.length > 0) throw seedError([...unreadable, ...faults]);
  return seed;
}

function parseFile({ path, text }: SeedText, faults: SeedFault[]): SeedFile {
  const location = { file: path, path: [] };
  try {
    const json: unknown = JSON.parse(text);
    for (const key of duplicateKeys(text)) faults.push(faultAt(location, 'the key stands here twice', ...key));
    return { path, json };
  } catch (error) {
    faults.push(faultAt(location, `not JSON: ${error instanceof Error ? error.message : error}`));
    return { path, json: undefined };
  }
}

/** Stored requests meet the same checks as those that callers send. */
const stored: SeedRequestCheck = (data) => {
  const catalog = compileCatalog(data);
  return (request) => {
    const { issues, faults } = checkRequest(catalog, request);
    const shape = zodFindings(issues);
    const meaning = faults.map(({ pointer, detail, nearest }) => ({
      path: stepsOf(pointer),
      message: nearest === undefined ? detail : `${detail} Near: ${nearest.join(', ')}.`,
    }));
    // What is said of an object with a malformed member only says that the member could not be read.
    const onlyFollows = (path: Path) =>
      shape.some((other) => path.length < other.path.length && path.every((step, i) => step === other.path[i]));
    return { shape, meaning: meaning.filter(({ path }) => !onlyFollows(path)) };
  };
};

/** The path that a URI fragment pointer (RFC 6901 section 6) stands for. */
function stepsOf(pointer: string): Path {
  return decodeURI(pointer)
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function seedError(faults: readonly SeedFault[]): SeedError {
  const lines = faults.map(({ file, pointer, message }) => `  ${file}${pointer === '' ? '' : `#${pointer}`}: ${message}`);
  const error = new Error(`the seed has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${lines.join('\n')}`);
  return Object.assign(error, { name: 'SeedError' as const, faults });
}

export function isSeedError(error: unknown): error is SeedError {
  return error instanceof Error && error.name === 'SeedError';
}
