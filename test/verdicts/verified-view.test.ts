import { expect, test } from 'vitest';
import type { ArticleVerdict } from '../../src/article/answer.ts';
import { appOver, seededCatalog } from '../support/catalogs/seeded.ts';
import { post } from '../support/requests/ask.ts';

/** What the service says of the article's verdicts from verified facts is what a caller gets who asks the same. */

const catalog = seededCatalog();
const app = appOver(catalog);
const FAMILIES = ['deepseek/deepseek', 'meta/llama-4'];
const verdicts: ArticleVerdict[] = (await app.inject('/v1/verdicts?limit=100')).json().items;
const judged = verdicts.filter(({ verified }) => verified.holds !== null);

const asked = ({ request }: ArticleVerdict) => post(app, { ...request, view: 'verified', candidates: { families: FAMILIES }, limit: 100 });
const familyOf = (model: string) => catalog.models.get(model)?.family as string;

test('some verdicts hold, some do not, and of many verified facts cannot tell', () => {
  const counts = (holds: boolean | null) => verdicts.filter(({ verified }) => verified.holds === holds).length;
  expect([counts(true) > 0, counts(false) > 0, counts(null) > 0]).toEqual([true, true, true]);
});

test.each(verdicts)('$id: the model chosen between the families is the one that the request chooses', async (verdict) => {
  const answer = await asked(verdict);
  expect(answer.verdict.choose).toBe(verdict.verified.choose);
  if (verdict.verified.choose) expect(verdict.verified.family).toBe(familyOf(verdict.verified.choose));
});

test.each(judged)('$id ($condition): that it holds is $verified.holds when asked again', async (verdict) => {
  const { ranking } = await asked(verdict);
  const leading = new Set(ranking.filter(({ rank }) => rank === 1).map(({ model }) => familyOf(model)));
  const claimedLeads = verdict.claimed === 'both' ? leading.size === 2 : leading.size === 1 && leading.has(verdict.claimed);
  expect([verdict.verified.why, claimedLeads]).toEqual([verdict.verified.why, verdict.verified.holds]);
});

test.each(judged)('$id: the choice of the whole catalog is the one that the request makes without candidates', async (verdict) => {
  const { verdict: answered } = await post(app, { ...verdict.request, view: 'verified' });
  expect(answered.choose).toBe(verdict.verified.whole_catalog);
});

test('the reasons fit the judgement', () => {
  for (const { id, verified, supporting_claims } of verdicts) {
    const { holds, why, missing, article_only } = verified;
    expect([id, why.includes('verified_facts_agree'), why.includes('verified_facts_disagree')]).toEqual([
      id,
      holds === true,
      holds === false,
    ]);
    if (holds === null) expect([id, why.includes('facts_missing') || why.includes('decided_by_missing_facts')]).toEqual([id, true]);
    expect([id, article_only.filter((attribute) => !missing.includes(attribute))]).toEqual([id, []]);
    const contradicted = supporting_claims.some(({ check }) => check === 'contradicted');
    expect([id, why.includes('supporting_claims_contradicted')]).toEqual([id, contradicted]);
  }
});

test('an attribute is called missing where no member of one of the families has a verified fact on it', async () => {
  for (const verdict of judged) {
    const { resolved } = await asked(verdict);
    for (const attribute of verdict.verified.missing)
      expect([...Object.keys(resolved.require), ...Object.keys(resolved.scales)]).toContain(attribute);
  }
});

test('supporting claims that were found wrong are shown, with what was found', async () => {
  const shown = verdicts.flatMap(({ supporting_claims }) => supporting_claims.filter(({ check }) => check === 'contradicted'));
  expect(shown.length).toBeGreaterThan(5);
  for (const { claim } of shown.slice(0, 10)) {
    const page = (await app.inject(`/v1/claims/${claim}`)).json();
    expect([page.source.kind, page.check.verdict]).toEqual(['article', 'contradicted']);
    expect([claim, page.check.facts.length > 0 || page.check.note !== null]).toEqual([claim, true]);
  }
});

test('every verdict rests on claims of the article, and each of them has been checked', () => {
  for (const { id, supporting_claims } of verdicts)
    for (const { claim, check } of supporting_claims) {
      expect([id, catalog.sources.get(catalog.claims.get(claim)?.source ?? '')?.kind]).toEqual([id, 'article']);
      expect([id, claim, check]).not.toEqual([id, claim, null]);
    }
});
