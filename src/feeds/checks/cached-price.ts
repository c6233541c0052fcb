import type { SanityCheck } from './sanity-check.ts';

/** Reading from a cache is a discount: a price above that of fresh input is one of another model, another unit or an older day. */
export const cachedPrice: SanityCheck = {
  id: 'cached_price_above_input',
  title: 'cached input dearer than fresh input',
  find: ({ entries }) =>
    entries.flatMap((cached) => {
      if (cached.attribute !== 'price_cache_read' || typeof cached.value !== 'number') return [];
      const when = JSON.stringify(cached.when);
      const input = entries.find((entry) => entry.attribute === 'price_input' && JSON.stringify(entry.when) === when)?.value;
      // an input price of 0 is mostly that of a plan
      if (typeof input !== 'number' || input === 0 || cached.value <= input) return [];
      return [{ entry: cached, detail: `${cached.value} for cached input, ${input} for fresh`, amend: { confidence: 'low' as const } }];
    }),
};
