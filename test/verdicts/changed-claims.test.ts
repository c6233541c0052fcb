import { describe, expect, test } from 'vitest';
import { articleVerdict } from '../../src/article/article-verdict.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import type { Verdict } from '../../src/catalog/entries.ts';
import { appOver, seededCatalog, seededData, TODAY } from '../support/catalogs/seeded.ts';
import { post } from '../support/requests/ask.ts';

/** A verdict that were looked up would not notice that the article says something else. */

const LLAMA = 'meta/llama-4';
const DEEPSEEK = 'deepseek/deepseek';

type Statement = readonly [subject: string, attribute: string, value: Claim['value']];

/** The catalog, had the article said this instead. */
function saying(...statements: readonly Statement[]): Catalog {
  const data = seededData();
  const articles = new Set(data.sources.filter(({ kind }) => kind === 'article').map(({ id }) => id));
  const instead = ({ subject, attribute, source }: Claim) =>
    articles.has(source) ? statements.find((statement) => statement[0] === subject && statement[1] === attribute) : undefined;
  for (const [subject, attribute] of statements)
    expect(
      data.claims.some((claim) => claim.subject === subject && claim.attribute === attribute && instead(claim)),
      attribute,
    ).toBe(true);
  return indexCatalog({ ...data, claims: data.claims.map((claim) => ({ ...claim, value: instead(claim)?.[2] ?? claim.value })) });
}

const CHANGES: { id: string; said: Statement[]; choose: string | null }[] = [
  { id: 'av-16', said: [[LLAMA, 'political_bias_reduction', false]], choose: null },
  { id: 'av-17', said: [[LLAMA, 'single_gpu', false]], choose: null },
  { id: 'av-18', said: [[DEEPSEEK, 'cross_node_moe', false]], choose: null },
  { id: 'av-23', said: [[DEEPSEEK, 'african_dialects_supported', 20]], choose: DEEPSEEK },
  { id: 'av-26', said: [[DEEPSEEK, 'training_cost', 99_000_000]], choose: LLAMA },
  { id: 'av-36', said: [[DEEPSEEK, 'free_trial_days', 0]], choose: null },
  { id: 'av-52', said: [[LLAMA, 'batch_optimised', false]], choose: null },
  // more energy than Llama 4's 320, and no anonymisation: either alone leaves DeepSeek ahead
  {
    id: 'av-15',
    said: [
      [DEEPSEEK, 'training_energy', 500],
      [DEEPSEEK, 'gdpr_compliant_anonymization', false],
    ],
    choose: LLAMA,
  },
  {
    id: 'av-11',
    said: [
      [DEEPSEEK, 'training_energy', 500],
      [DEEPSEEK, 'training_co2', 300],
      [DEEPSEEK, 'carbon_neutral', false],
    ],
    choose: LLAMA,
  },
];

describe.each(CHANGES)('$id, had the article said $said', ({ id, said, choose }) => {
  test('the verdict is another', async () => {
    const stored = seededCatalog().verdicts.get(id) as Verdict;
    const before = articleVerdict(seededCatalog(), stored, TODAY);
    const catalog = saying(...said);
    const after = articleVerdict(catalog, stored, TODAY);
    expect([before.article.agrees, before.claimed]).toEqual([true, after.claimed]);
    expect([after.article.choose, after.article.agrees]).toEqual([choose, false]);
    expect((await post(appOver(catalog), stored.request)).verdict.choose).toBe(choose);
    expect(after.verified).toEqual(before.verified);
  });
});

test('what the article picks has no part in what is computed: other picks change `agrees` and nothing else', () => {
  const data = seededData();
  const turned = indexCatalog({
    ...data,
    picks: Object.fromEntries(Object.entries(data.picks).map(([id, pick]) => [id, pick === LLAMA ? DEEPSEEK : LLAMA])),
  });
  for (const verdict of seededCatalog().verdicts.values()) {
    const [before, after] = [articleVerdict(seededCatalog(), verdict, TODAY), articleVerdict(turned, verdict, TODAY)];
    expect([verdict.id, after.article.choose, after.article.agrees]).toEqual([verdict.id, before.article.choose, false]);
    expect([verdict.id, after.verified.choose, after.verified.claims]).toEqual([
      verdict.id,
      before.verified.choose,
      before.verified.claims,
    ]);
  }
});

test('a claim that a verdict does not ask about changes nothing in it', () => {
  const catalog = saying([DEEPSEEK, 'african_dialects_supported', 20]);
  const others = [...catalog.verdicts.values()].filter(({ request }) => !JSON.stringify(request).includes('african_dialects_supported'));
  for (const verdict of others) expect(articleVerdict(catalog, verdict, TODAY)).toEqual(articleVerdict(seededCatalog(), verdict, TODAY));
});
