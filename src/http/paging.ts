import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { compareIds } from '../catalog/catalog.ts';
import { CatalogStamp } from '../catalog/catalog-stamp.ts';
import { badRequest } from '../problems.ts';
import { pageOf as cutPage, type PageAsked } from '../service/pages/page.ts';

const DEFAULT_LIMIT = 50;

/** Text of a query that is a number is that number; everything else is left for the schema to refuse. */
export const numeral = (value: unknown) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value);
/** The largest number that `numeral` reads. */
const MAX_NUMERAL = 999_999_999;
/** The number of a revision in a path or a query; with 0 as the one before the first. */
export const revisionParameter = (least: 0 | 1) => z.preprocess(numeral, z.int().min(least).max(MAX_NUMERAL));
const truth = (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value);

export const BooleanParameter = z.preprocess(truth, z.boolean());

export const Cursor = z.string().min(1).max(600);

/** The members that every collection's query has, beside its own filters. */
export const PAGE_QUERY = {
  limit: z
    .preprocess(numeral, z.int().min(1).max(100))
    .optional()
    .meta({ description: `How many entries a page has at most: 1 to 100. Left out: ${DEFAULT_LIMIT}.` }),
  cursor: Cursor.optional().meta({ description: 'The `next` of the page before, with the same filters.' }),
};

type PageQuery = { readonly limit?: number | undefined; readonly cursor?: string | undefined };

/** For entries that are numbered and whose id is the number: the newest first. */
export const newestFirst = (a: string, b: string) => Number(b) - Number(a);

/** A page of entries. `next` is absent on the last. */
export function pageSchema<T extends z.ZodType>(entry: T) {
  return z.strictObject({
    catalog: CatalogStamp,
    items: z.array(entry).max(100).meta({ description: 'The entries, ordered by id.' }),
    next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
  });
}

/** A page as a query asks for it, and what its cursor holds for. */
export type PageOfQuery = PageAsked & {
  readonly path: string;
  readonly filters: readonly [string, string][];
  /** The path with the filters: a cursor holds for no other. */
  readonly scope: string;
};

/** Reads the page that a query asks for; refuses a cursor that was changed or belongs to other filters. */
export function pageAsked(path: string, query: PageQuery & Readonly<Record<string, unknown>>): PageOfQuery {
  const { limit = DEFAULT_LIMIT, cursor, ...rest } = query;
  const filters = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, String(value)])
    .sort(([a], [b]) => compareIds(a, b));
  const scope = JSON.stringify([path, filters]);
  return { path, filters, scope, limit, after: cursor === undefined ? null : readCursor(cursor, scope) };
}

/** The `next` of a page, and the Link header that says where the next page is (RFC 8288); nothing on the last page. */
export function linked({ path, filters, scope, limit }: PageOfQuery, next: string | null, reply: FastifyReply): { next?: string } {
  if (next === null) return {};
  const cursor = writeCursor(next, scope);
  const address = new URLSearchParams([...filters, ['limit', String(limit)], ['cursor', cursor]]);
  reply.header('link', `<${path}?${address}>; rel="next"`);
  return { next: cursor };
}

/** A page of what a use case found, with the cursor of the next page. */
export function paged<Found extends { readonly next: string | null }>(
  { next, ...found }: Found,
  page: PageOfQuery,
  reply: FastifyReply,
): Omit<Found, 'next'> & { next?: string } {
  return { ...found, ...linked(page, next, reply) };
}

/** One page of entries that are at hand as a whole. */
export function pageOf<T extends { readonly id: string }>(
  page: PageOfQuery,
  entries: readonly T[],
  reply: FastifyReply,
  order?: (a: string, b: string) => number,
): { items: T[]; next?: string } {
  return paged(cutPage(entries, page, order), page, reply);
}

/** The id that the page ended with, and a check over it and the filters: a cursor changed or used elsewhere is refused, not misread. */
function writeCursor(id: string, scope: string): string {
  return Buffer.from(`${check(id, scope)}${id}`).toString('base64url');
}

function readCursor(cursor: string, scope: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.slice(CHECK_LENGTH);
  if (writeCursor(id, scope) === cursor) return id;
  const detail = 'The cursor was changed, or belongs to a query with other filters.';
  throw badRequest([{ parameter: 'cursor', code: 'invalid_cursor', detail }]);
}

const CHECK_LENGTH = 16;

function check(id: string, scope: string): string {
  return createHash('sha256').update(`${scope}\n${id}`).digest('hex').slice(0, CHECK_LENGTH);
}
