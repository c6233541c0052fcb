import type { Claim } from './claim.ts';
import { ALL_KINDS, type Contents } from './kinds.ts';

/**
 * One revision of the catalog, whole, as plain data: of every kind the entries that it holds, by id. Claims retired up to this revision are
 * included, with `retired_in`.
 */
export type CatalogData = Omit<Contents, 'claims' | 'picks'> & {
  /** From 1; 0 for a catalog that is no revision of any store. */
  readonly revision: number;
  /** `sha256:` over the content, without the revision number: two databases with the same content agree. */
  readonly hash: string;
  /** RFC 3339 UTC. */
  readonly created_at: string;
  readonly claims: readonly Claim[];
  /** The article's pick by verdict: a family, or `both`. */
  readonly picks: Readonly<Record<string, string>>;
};

/** A catalog with nothing in it. */
export const EMPTY_CATALOG: CatalogData = {
  ...(Object.fromEntries(ALL_KINDS.map(([member]) => [member, []])) as unknown as Contents),
  revision: 0,
  hash: 'sha256:',
  created_at: '1970-01-01T00:00:00Z',
  claims: [],
  picks: {},
};
