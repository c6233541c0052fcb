import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { articleWords } from '../../../src/catalog/facts/article-words.ts';
import { attributeOf, claimOf, dataOf } from '../../support/catalogs/fixture.ts';

const wordsOf = (...claims: Parameters<typeof claimOf>[]) =>
  [
    ...articleWords(
      compileCatalog(dataOf({ attributes: ['p', 'q'].map((id) => attributeOf(id)), claims: claims.map((claim) => claimOf(...claim)) })),
    ),
  ].sort();
const ARTICLE = { source: 'article' };

test('a word is the article’s where it alone states values of it', () => {
  expect(wordsOf(['lab/x', 'p', 1, ARTICLE], ['lab/y', 'p', 2, ARTICLE], ['lab/x', 'q', 1])).toEqual(['p']);
  expect(wordsOf(['lab/x', 'p', 1, ARTICLE], ['lab/y', 'p', 2])).toEqual([]);
});

test('it stays the article’s where others were looked at and have nothing, not where they say that it does not apply', () => {
  expect(wordsOf(['lab/x', 'p', 1, ARTICLE], ['lab/x', 'p', null])).toEqual(['p']);
  expect(wordsOf(['lab/x', 'p', 1, ARTICLE], ['lab/x', 'p', null, { value_status: 'not_applicable' }])).toEqual([]);
});

test('a word that nobody states a value of is nobody’s', () => {
  expect(wordsOf(['lab/x', 'p', null, ARTICLE], ['lab/x', 'q', null])).toEqual([]);
});

test('what is retired states nothing any more', () => {
  expect(wordsOf(['lab/x', 'p', 1, ARTICLE], ['lab/y', 'p', 2, { retired_in: 1 }])).toEqual(['p']);
});
