import type { CatalogData } from '../catalog-data.ts';
import type { Declared, SeedDraft } from './seed-draft.ts';
import { type Finding, faultAt, type Path, type SeedFault } from './seed-fault.ts';

/** What keeps a stored ranking request from being answered, by path in the request. */
export type RequestFindings = {
  readonly shape: readonly Finding[];
  /** What is at odds with the catalog: only as good as the catalog that it was held against. */
  readonly meaning: readonly Finding[];
};
/** Takes the catalog first; its claims play no part. */
export type SeedRequestCheck = (catalog: CatalogData) => (request: unknown) => RequestFindings;

const REQUEST_MEMBERS = ['request', 'verified_request'];

/** Faults of the requests in profiles and verdicts, without those that only follow from a fault elsewhere. */
export function requestFaults(draft: SeedDraft, catalog: CatalogData, check: SeedRequestCheck): SeedFault[] {
  const faulty = faultyNames(draft);
  const findingsOf = check(catalog);
  return [...draft.declared.profiles.values(), ...draft.declared.verdicts.values()].flatMap(({ location, entry }) =>
    storedRequests(entry).flatMap(([member, request]) => {
      const { shape, meaning } = findingsOf(request);
      const follows = ({ path }: Finding) => draft.unread.size > 0 || namesAt(request, path).some((name) => faulty.has(name));
      const own = [...shape, ...meaning.filter((finding) => !follows(finding))];
      return own.map(({ path, message }) => faultAt(location, message, member, ...path));
    }),
  );
}

/** The requests that an entry holds, by the member that they stand in. */
function storedRequests(entry: object | null): [string, unknown][] {
  return Object.entries(entry ?? {}).filter(([member, value]) => REQUEST_MEMBERS.includes(member) && value !== undefined);
}

/** What is declared, but not well enough to be part of the catalog that the requests are held against. */
function faultyNames({ declared }: SeedDraft): Set<string> {
  const { attributes, sources, providers, families, models, groups, profiles } = declared;
  const all = [attributes, sources, providers, families, models, groups, profiles].flatMap((own): [string, Declared<object>][] => [...own]);
  return new Set(all.flatMap(([id, { entry }]) => (entry === null ? [id] : [])));
}

/** The steps of a path, and the text that stands at its end. */
function namesAt(request: unknown, path: Path): string[] {
  let here = request;
  for (const step of path) here = typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[step] : undefined;
  return [...path, ...(typeof here === 'string' ? [here] : [])].map(String);
}
