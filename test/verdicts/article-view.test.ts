import { expect, test } from 'vitest';
import type { ArticleVerdict } from '../../src/article/answer.ts';
import { appOver, seededCatalog } from '../support/catalogs/seeded.ts';
import { post } from '../support/requests/ask.ts';

/** The article's 52 verdicts are decided again from what it claims, by the same engine and over the same interface as any question. */

const catalog = seededCatalog();
const app = appOver(catalog);
const verdicts = [...catalog.verdicts.values()];

test('the article has 52 verdicts, and each has a pick of the article', () => {
  expect(verdicts).toHaveLength(52);
  expect(Object.keys(catalog.picks).sort()).toEqual(verdicts.map(({ id }) => id));
});

test.each(verdicts.map(({ id, condition, request }) => ({ id, condition, request })))(
  '$id ($condition): the request alone gives the pick',
  async ({ id, request }) => {
    const { verdict, ranking } = await post(app, request);
    const pick = catalog.picks[id] as string;
    if (pick !== 'both') return expect(verdict.choose).toBe(pick);
    expect(verdict.choose).toBeNull();
    expect(ranking.map(({ rank, model }) => [rank, model])).toEqual([
      [1, 'deepseek/deepseek'],
      [1, 'meta/llama-4'],
    ]);
  },
);

/** Of other vendors' models names may stand in a condition ("better than GPT-4"): they are no candidates. */
test('no request names what it is about to choose: no id, nothing of the two families, no pick, anywhere in it', () => {
  const ids = [...catalog.models.keys(), ...catalog.families.keys(), ...catalog.offers.keys()];
  const members = [...catalog.models.values()].filter(({ family }) => Object.values(catalog.picks).includes(family as string));
  const words = ['llama', 'meta/', 'deepseek', 'both', 'pick', ...ids, ...members.map(({ name }) => name)].map((word) =>
    word.toLowerCase(),
  );
  for (const { id, request, view } of verdicts.flatMap(storedRequests)) {
    const said = wordsIn(request);
    const telling = said.filter((word) => word !== 'meta' && words.some((name) => word.toLowerCase().includes(name)));
    expect([id, telling]).toEqual([id, []]);
    expect([id, Object.keys(request).filter((key) => !['view', 'require', 'prefer', 'scales', 'if_unknown'].includes(key))]).toEqual([
      id,
      [],
    ]);
    expect([id, request.view]).toEqual([id, view]);
  }
});

test('GET /v1/verdicts gives all of them, page by page, each agreeing with the article', async () => {
  const found: ArticleVerdict[] = [];
  let url: string | null = '/v1/verdicts?limit=20';
  while (url) {
    const page: { items: ArticleVerdict[]; next?: string } = (await app.inject(url)).json();
    found.push(...page.items);
    url = page.next ? `/v1/verdicts?limit=20&cursor=${page.next}` : null;
  }
  expect(found.map(({ id }) => id)).toEqual(verdicts.map(({ id }) => id));
  expect(found.filter(({ article }) => !article.agrees).map(({ id }) => id)).toEqual([]);
  for (const { id, claimed, article, request } of found) {
    expect([id, claimed, article.choose]).toEqual([id, catalog.picks[id], catalog.picks[id]]);
    expect(request).toEqual(catalog.verdicts.get(id)?.request);
    const sources = article.claims.map((claim) => catalog.sources.get(catalog.claims.get(claim)?.source ?? '')?.kind);
    expect([id, sources.length > 0 && sources.every((kind) => kind === 'article')]).toEqual([id, true]);
  }
});

test('one verdict by its id is the same as in the list', async () => {
  const { items } = (await app.inject('/v1/verdicts?limit=100')).json();
  for (const item of items.slice(0, 5)) expect((await app.inject(`/v1/verdicts/${item.id}`)).json()).toMatchObject(item);
});

function storedRequests({ id, request, verified_request }: (typeof verdicts)[number]) {
  return [{ id, request, view: 'article' }, ...(verified_request ? [{ id, request: verified_request, view: 'verified' }] : [])];
}

/** Every key and every string of a value, however deep. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [...(Array.isArray(value) ? [] : [key]), ...wordsIn(member)]);
}
