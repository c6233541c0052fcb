import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Catalog } from '../catalog/catalog.ts';

/** An answer of the catalog as it was sent, with its validator. */
export type Rendered = { readonly body: string; readonly etag: string; readonly link: string | undefined };

/** Characters that are kept in all; one that would be more empties the store first. */
const MOST = 8_000_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** What was answered to the same address before; null where nothing was, or it does not hold any more. */
    rendered: Rendered | null;
    /** The catalog that the answer is made from, where it may be kept. */
    madeFrom: Catalog | null;
  }
}

/**
 * Answers that depend on nothing but the address, the revision and the day, kept until one of the two is another. A client that asks again,
 * as most do, then costs neither the rendering nor the hash of its validator.
 */
export function renderedAnswers(catalog: () => Catalog, clock: () => Date) {
  let of: Catalog | null = null;
  let day = '';
  let size = 0;
  const kept = new Map<string, Rendered>();
  const current = () => {
    const today = clock().toISOString().slice(0, 10);
    if (of === catalog() && day === today) return kept;
    of = catalog();
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
      if (since !== of || body.length > MOST / 8) return;
      if (size + body.length > MOST) {
        answers.clear();
        size = 0;
      }
      size += body.length;
      const link = reply.getHeader('link');
      answers.set(url, { body, etag, link: typeof link === 'string' ? link : undefined });
    },
  };
}
