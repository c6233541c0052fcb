import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Catalog } from '../catalog/catalog.ts';

/** An answer of the catalog as it was sent, with its validator. */
export type Rendered = { readonly body: string; readonly etag: string; readonly link: string | undefined };

/** Characters kept in all: an answer that would go beyond it empties the cache first. */
const MAX_CHARACTERS = 8_000_000;
/** No answer may take more than its share. */
const MAX_SHARE = 1 / 8;

declare module 'fastify' {
  interface FastifyRequest {
    /** The answer to the same address from before; null where there is none, or the catalog or the day has changed. */
    rendered: Rendered | null;
    /** The catalog that the answer is made from, where it may be kept. */
    madeFrom: Catalog | null;
  }
}

/**
 * A cache of answers that depend on nothing but the address, the revision and the day; a new revision or day empties it. Most clients ask the
 * same again: that costs neither the rendering nor the hash of the validator.
 */
export function renderedAnswers(catalog: () => Catalog, clock: () => Date) {
  let madeFrom: Catalog | null = null;
  let day = '';
  let size = 0;
  const kept = new Map<string, Rendered>();
  const current = () => {
    const today = clock().toISOString().slice(0, 10);
    if (madeFrom === catalog() && day === today) return kept;
    madeFrom = catalog();
    day = today;
    size = 0;
    kept.clear();
    return kept;
  };
  return {
    find: ({ url }: FastifyRequest): Rendered | null => current().get(url) ?? null,
    /** `since` is the catalog that the answer was made from: where there is another by now, the answer is not kept. */
    keep: ({ url }: FastifyRequest, reply: FastifyReply, body: string, etag: string, since: Catalog): void => {
      const answers = current();
      if (since !== madeFrom || body.length > MAX_CHARACTERS * MAX_SHARE) return;
      if (size + body.length > MAX_CHARACTERS) {
        answers.clear();
        size = 0;
      }
      size += body.length;
      const link = reply.getHeader('link');
      answers.set(url, { body, etag, link: typeof link === 'string' ? link : undefined });
    },
  };
}
