import { expect, test } from 'vitest';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import { appOver, seededCatalog } from '../../support/catalogs/seeded.ts';

/** Words of the article mislead who reads a list to see what can be asked: nothing but the article answers by them. */

const catalog = seededCatalog();
const app = appOver(catalog);
type Listed = Pick<Attribute, 'id'> & { readonly article_only?: true };

async function listed(path: string): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let cursor = ''; ; ) {
    const page: { items: Listed[]; next: string | null } = (await app.inject(`${path}&limit=100${cursor}`)).json();
    found.push(...page.items);
    if (!page.next) return found;
    cursor = `&cursor=${page.next}`;
  }
}
const ids = (list: readonly Listed[]) => list.map(({ id }) => id);
const isStatedElsewhere = (attribute: string) =>
  [...catalog.claims.values()].some(
    (claim) =>
      claim.attribute === attribute &&
      claim.retired_in === null &&
      claim.value_status !== 'not_found' &&
      catalog.sources.get(claim.source)?.kind !== 'article',
  );

test.each(['attributes', 'criteria'])('GET /v1/%s leaves them out unless it is asked for them, and marks them', async (list) => {
  const [plain, article, all] = await Promise.all([
    listed(`/v1/${list}?`),
    listed(`/v1/${list}?origin=article`),
    listed(`/v1/${list}?origin=all`),
  ]);
  expect([plain.length > 100, article.length > 30, all.length]).toEqual([true, true, plain.length + article.length]);
  expect(ids(all)).toEqual([...ids(plain), ...ids(article)].sort());
  expect(ids(article).filter(isStatedElsewhere)).toEqual([]);
  expect([plain.some((item) => item.article_only), article.every((item) => item.article_only)]).toEqual([false, true]);
  expect(all.filter((item) => item.article_only).map(({ id }) => id)).toEqual(ids(article));
});

test('one by its id is there whoever uses it, marked where it is the article’s alone', async () => {
  expect((await app.inject('/v1/attributes/better_syntax_retention')).json()).toMatchObject({ article_only: true });
  expect((await app.inject('/v1/attributes/context_window')).json()).not.toHaveProperty('article_only');
});

test('an origin that there is not is refused', async () => {
  const { statusCode } = await app.inject('/v1/attributes?origin=verified');
  expect(statusCode).toBe(400);
});
