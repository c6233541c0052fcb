import type { Catalog } from '../catalog.ts';
import { memoizeWeak } from '../memoize.ts';

/**
 * Ids of the attributes that only the article states a value of. That another source was looked at and has nothing (`not_found`) changes
 * nothing in that: the word stays the article's.
 */
export const articleWords: (catalog: Catalog) => ReadonlySet<string> = memoizeWeak((catalog) => {
  const words = new Set<string>();
  for (const [attribute, bySubject] of catalog.claimsByAttribute) {
    const stating = [...bySubject.values()].flat().filter((claim) => claim.value_status !== 'not_found');
    if (stating.length > 0 && stating.every(({ source }) => catalog.sources.get(source)?.kind === 'article')) words.add(attribute);
  }
  return words;
});
