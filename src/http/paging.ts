import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { compareIds } from '../catalog/catalog.ts';
import { badRequest } from '../problems.ts';

const DEFAULT_LIMIT = 50;

/** Text of a query that is a number is that number; everything else is left for the schema to refuse. */
export const numeral = (value: unknown) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value);
/** What `numeral` reads at most. */
const MOST = 999_999_999;
/** The number of a revision in a path or a query; with 0 as the one before the first. */
export const revisionParameter = (least: 0 | 1) => z.preprocess(numeral, z.int().min(least).max(MOST));
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

/**
 * One page of entries that are ordered by id: those after the cursor's. What is added or removed elsewhere, in this revision or a later
 * one, neither repeats nor skips an entry. The Link header says where the next page is (RFC 8288).
 */
export function pageOf<T extends { readonly id: string }>(
  path: string,
  query: PageQuery & Readonly<Record<string, unknown>>,
  entries: readonly T[],
  reply: FastifyReply,
  order: (a: string, b: string) => number = compareIds,
): { items: T[]; next?: string } {
  const page = pageAsked(path, query);
  const { limit, after } = page;
  const start = after === null ? 0 : entries.findIndex((entry) => order(entry.id, after) > 0);
  const items = start < 0 ? [] : entries.slice(start, start + limit);
  const last = items.at(-1);
  return !last || start + items.length >= entries.length ? { items } : { items, next: nextOf(page, last.id, reply) };
}

/**
 * The same of entries that are looked for page by page: `find` is told how many to find and where the page before ended, which `placeOf` says
 * of an entry.
 */
export async function foundPage<T>(
  path: string,
  query: PageQuery & Readonly<Record<string, unknown>>,
  reply: FastifyReply,
  find: (limit: number, after: string | null) => Promise<readonly T[]>,
  placeOf: (entry: T) => string,
): Promise<{ items: readonly T[]; next?: string }> {
  const page = pageAsked(path, query);
  // One more than is shown tells whether there is a next page.
  const found = await find(page.limit + 1, page.after);
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  return !last || found.length === items.length ? { items } : { items, next: nextOf(page, placeOf(last), reply) };
}

type PageAsked = {
  readonly path: string;
  readonly given: [string, string][];
  readonly scope: string;
  readonly limit: number;
  /** What the page before ended with. */
  readonly after: string | null;
};

function pageAsked(path: string, query: PageQuery & Readonly<Record<string, unknown>>): PageAsked {
  const { limit = DEFAULT_LIMIT, cursor, ...filters } = query;
  const given = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, String(value)])
    .sort(([a], [b]) => compareIds(a, b));
  const scope = JSON.stringify([path, given]);
  return { path, given, scope, limit, after: cursor === undefined ? null : readCursor(cursor, scope) };
}

function nextOf({ path, given, scope, limit }: PageAsked, place: string, reply: FastifyReply): string {
  const next = writeCursor(place, scope);
  const address = new URLSearchParams([...given, ['limit', String(limit)], ['cursor', next]]);
  reply.header('link', `<${path}?${address}>; rel="next"`);
  return next;
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
