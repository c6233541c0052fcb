import { expect, test } from 'vitest';
import type { ArticleVerdict } from '../../src/article/answer.ts';
import { articleWords } from '../../src/catalog/facts/article-words.ts';
import { appOver, seededCatalog } from '../support/catalogs/seeded.ts';
import { post } from '../support/requests/ask.ts';

/** What the service says of the article's verdicts from verified facts is what a caller gets who asks the same. */

const catalog = seededCatalog();
const app = appOver(catalog);
const verdicts: ArticleVerdict[] = (await app.inject('/v1/verdicts?limit=100')).json().items;
const judged = verdicts.filter(({ verified }) => verified.holds !== null);

const asked = ({ verified_request }: ArticleVerdict) => post(app, { ...verified_request, limit: 100 });
const kindOf = (claim: string) => catalog.sources.get(catalog.claims.get(claim)?.source ?? '')?.kind;
const familyOf = (model: string) => catalog.models.get(model)?.family as string;

test('some verdicts hold, most do not, and of at most 8 verified facts cannot tell', () => {
  const counts = (holds: boolean | null) => verdicts.filter(({ verified }) => verified.holds === holds).length;
  expect([counts(true) > 0, counts(false) > counts(true), counts(null) > 0]).toEqual([true, true, true]);
  expect(counts(null)).toBeLessThanOrEqual(8);
});

test('none is decided by the article’s own words: no claim of its, and no word that only it uses, stands behind a decision', () => {
  for (const { id, verified, verified_request } of judged) {
    expect([id, verified.claims.filter((claim) => kindOf(claim) === 'article')]).toEqual([id, []]);
    expect([id, [...namesIn(verified_request)].filter((name) => articleWords(catalog).has(name))]).toEqual([id, []]);
  }
});

test('an undecided one names what is missing, and for each of it a place that was looked at', () => {
  for (const { id, verified, text } of verdicts.filter((verdict) => verdict.verified.holds === null)) {
    expect([id, verified.missing.length > 0, verified.looked.length > 0]).toEqual([id, true, true]);
    for (const { title } of verified.looked.slice(0, 1)) expect(text).toContain(title);
  }
});

test('a place that was looked at is a claim that says that nothing was found, of a source that is not the article', () => {
  const looked = verdicts.flatMap(({ verified }) => verified.looked);
  expect(looked.length).toBeGreaterThan(20);
  for (const { claim, attribute, source } of looked) {
    expect(catalog.claims.get(claim)).toMatchObject({ attribute, source, value_status: 'not_found' });
    expect(kindOf(claim)).not.toBe('article');
  }
});

test('a word that only the article uses has a counterpart in the request of the verified side, or a place that was looked at', () => {
  for (const { id, request, verified_request, verified } of verdicts) {
    const words = [...namesIn(request)].filter((name) => articleWords(catalog).has(name));
    const counterparts = [...namesIn(verified_request)].filter((name) => !words.includes(name) && !['hosting', 'lifecycle'].includes(name));
    const looked = verified.looked.map(({ attribute }) => attribute);
    expect([id, words.filter((word) => counterparts.length === 0 && !looked.includes(word))]).toEqual([id, []]);
    expect([id, words.filter((word) => !verified.article_only.includes(word))]).toEqual([id, []]);
  }
});

test('the text says what of the article was found wrong, and what it was found to be', () => {
  for (const { supporting_claims, text } of verdicts)
    for (const { claim, check } of supporting_claims.filter((supporting) => supporting.check === 'contradicted')) {
      expect(check).toBe('contradicted');
      expect(text).toContain(catalog.claimChecks.get(claim)?.note);
    }
});

test('no text of a decision stops at agreeing or disagreeing', () => {
  for (const { id, text } of judged) expect([id, /Verified facts (?:dis)?agree: .+\. .+: .+\./.test(text)]).toEqual([id, true]);
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
  const { verdict: answered } = await post(app, { ...verdict.verified_request, candidates: {} });
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
    const used = [...Object.keys(resolved.require), ...Object.keys(resolved.scales)];
    const { missing, article_only } = verdict.verified;
    for (const attribute of missing) expect(article_only.includes(attribute) || used.includes(attribute)).toBe(true);
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

/** The attributes and groups that a request requires or prefers. */
function namesIn({ require = {}, prefer = {} }: ArticleVerdict['request']): ReadonlySet<string> {
  return new Set([...Object.keys(require), ...Object.keys(prefer.weights ?? {})]);
}
