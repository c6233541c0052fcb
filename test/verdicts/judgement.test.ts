import { describe, expect, test } from 'vitest';
import { articleVerdict } from '../../src/article/article-verdict.ts';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import type { ClaimCheck, Offer } from '../../src/catalog/entries.ts';
import type { Attribute } from '../../src/catalog/vocabulary.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';

/** Two families of one model each, `lab/x-1` and `lab/y-1`: what the article says of the families, and verified sources of the models. */

const TODAY = '2026-11-25';
type Figures = Readonly<Record<string, Readonly<Record<string, Claim['value']>>>>;
type World = {
  readonly verified: Figures;
  readonly article?: Figures;
  readonly request: object;
  readonly claimed?: string;
  readonly attributes?: readonly Attribute[];
  readonly offers?: readonly Offer[];
  readonly siblings?: readonly string[];
  readonly check?: ClaimCheck['verdict'];
};

const claimsOn = (figures: Figures, over: Partial<Claim> = {}) =>
  Object.entries(figures).flatMap(([subject, facts]) => Object.entries(facts).map(([name, value]) => claimOf(subject, name, value, over)));

function judged({ verified, article = {}, request, claimed = 'lab/x', attributes = [], offers = [], siblings = [], check }: World) {
  const said = claimsOn(
    { ...article, 'lab/x': { p: 90, q: 90, ...article['lab/x'] }, 'lab/y': { p: 10, q: 10, ...article['lab/y'] } },
    { source: 'article' },
  );
  const support = said[0] as Claim;
  const verdict = {
    id: 'av-1',
    condition: 'speed',
    section: 'Summary',
    quote: 'choose X for speed',
    kind: 'stated' as const,
    supporting_claims: [support.id],
    request: request as Record<string, unknown>,
    request_reason: 'A fixture.',
  };
  const catalog = compileCatalog(
    dataOf({
      attributes: ['p', 'q'].map((id) => attributeOf(id)).concat(attributes),
      families: ['lab/x', 'lab/y', 'lab/z'].map((id) => ({ id, name: id })),
      models: ['lab/x-1', 'lab/y-1', ...siblings].map((id) => modelOf(id, id.slice(0, 5))),
      providers: ['own', 'cloud'].map((id) => ({ id, name: id })),
      offers,
      claims: [...said, ...claimsOn(verified)],
      verdicts: [verdict],
      picks: { 'av-1': claimed },
      claim_checks: check ? [{ claim: support.id, verdict: check, facts: [], note: null }] : [],
    }),
  );
  return { support, ...articleVerdict(catalog, verdict, TODAY) };
}
const verdictOf = (world: World) => {
  const { holds, why } = judged(world).verified;
  return [holds, why];
};
const models = (x: Figures[string], y: Figures[string]): Figures => ({ 'lab/x-1': x, 'lab/y-1': y });

describe('a pick of both', () => {
  const both = (x: Figures[string], y: Figures[string], request: object = { require: { p: { at_least: 5 } } }) =>
    verdictOf({ verified: models(x, y), request, claimed: 'both' });

  test('holds where each family meets what is required', () => {
    expect(both({ p: 5 }, { p: 6 })).toEqual([true, ['verified_facts_agree', 'both_meet']]);
  });

  test('does not where one is known not to', () => {
    expect(both({ p: 5 }, { p: 4 })).toEqual([false, ['verified_facts_disagree']]);
    expect(both({}, { p: 4 })).toEqual([false, ['verified_facts_disagree']]);
  });

  test('is open where nothing is known of one, or preferences would have to tell', () => {
    expect(both({ p: 5 }, {})).toEqual([null, ['facts_missing']]);
    expect(both({ p: 5 }, { p: 6 }, { prefer: { weights: { p: 1 } } })).toEqual([null, ['facts_missing']]);
  });

  test('is what the article says where it lets both in', () => {
    const { article, text, verified } = judged({
      verified: models({ p: 5 }, { p: 6 }),
      request: { require: { p: { at_least: 5 } } },
      claimed: 'both',
    });
    expect([article.choose, article.agrees, article.claims.length, verified.choose]).toEqual(['both', true, 2, null]);
    expect(text).toBe('The article picks both for: speed. Its own claims bear that out. Verified facts agree.');
  });
});

describe('requirements come first', () => {
  const required = (x: Figures[string], y: Figures[string], claimed = 'lab/x') =>
    verdictOf({ verified: models(x, y), request: { require: { p: { at_least: 50 } } }, claimed });

  test.each<[string, Figures[string], Figures[string], string, boolean | null, string[]]>([
    ['the one that was picked alone meets them', { p: 60 }, { p: 40 }, 'lab/x', true, ['verified_facts_agree']],
    ['the other alone does', { p: 60 }, { p: 40 }, 'lab/y', false, ['verified_facts_disagree']],
    ['neither does', { p: 30 }, { p: 40 }, 'lab/x', false, ['verified_facts_disagree', 'claimed_fails', 'neither_meets']],
    ['it does not, and of the other nothing is known', { p: 30 }, {}, 'lab/x', false, ['verified_facts_disagree', 'claimed_fails']],
    ['nothing is known of it', {}, { p: 60 }, 'lab/x', null, ['facts_missing']],
    ['both do, and nothing is preferred', { p: 60 }, { p: 70 }, 'lab/x', false, ['verified_facts_disagree', 'both_meet']],
  ])('%s', (_what, x, y, claimed, holds, why) => {
    expect(required(x, y, claimed)).toEqual([holds, why]);
  });
});

describe('the score decides between those that meet them', () => {
  const weighed = (x: Figures[string], y: Figures[string], weights: object = { p: 1 }, claimed = 'lab/x') =>
    verdictOf({ verified: models(x, y), request: { prefer: { weights } }, claimed });

  test('for the one that is ahead', () => {
    expect(weighed({ p: 80 }, { p: 60 })).toEqual([true, ['verified_facts_agree']]);
    expect(weighed({ p: 80 }, { p: 60 }, { p: 1 }, 'lab/y')).toEqual([false, ['verified_facts_disagree']]);
  });

  test('for nobody in a tie', () => {
    expect(weighed({ p: 60 }, { p: 60 })).toEqual([false, ['verified_facts_disagree', 'tie']]);
  });

  test('as far as verified sources speak of what the article does: a quarter of the weight', () => {
    expect(weighed({ p: 80 }, { p: 60 }, { p: 1, q: 3 })).toEqual([
      true,
      ['verified_facts_agree', 'article_only_words', 'unknowns_could_change_this'],
    ]);
    expect(weighed({ p: 80 }, { p: 60 }, { p: 1, q: 4 })).toEqual([null, ['facts_missing']]);
  });

  test('as far as both can be compared: half of that', () => {
    expect(weighed({ p: 100, q: 0 }, { p: 20 }, { p: 3, q: 1 })).toEqual([true, ['verified_facts_agree', 'facts_partly_missing']]);
    expect(weighed({ p: 80 }, { p: 60, q: 1 }, { p: 1, q: 1 })).toEqual([true, ['verified_facts_agree', 'facts_partly_missing']]);
    expect(weighed({ p: 80 }, { p: 60, q: 1 }, { p: 1, q: 2 })).toEqual([null, ['facts_missing']]);
  });

  test('but not where what is missing for one puts the other ahead', () => {
    expect(weighed({ p: 60 }, { p: 50, q: 90 }, { p: 2, q: 1 })).toEqual([null, ['decided_by_missing_facts', 'facts_partly_missing']]);
  });
});

test('a model that is known to be out leaves nothing open, however well it would score; one that may come in does', () => {
  const judgedWith = (sibling: Figures[string]) =>
    verdictOf({
      verified: { ...models({ p: 80, q: 50 }, { p: 60, q: 50 }), 'lab/y-2': { p: 99, ...sibling } },
      siblings: ['lab/y-2'],
      request: { require: { q: { at_least: 20 } }, prefer: { weights: { p: 1 } } },
    });
  expect(judgedWith({ q: 10 })).toEqual([true, ['verified_facts_agree']]);
  expect(judgedWith({})).toEqual([true, ['verified_facts_agree', 'unknowns_could_change_this']]);
  expect(judgedWith({ q: 20 })).toEqual([false, ['verified_facts_disagree']]);
});

test('a third family that is out of the question does not come into the comparison', () => {
  const third = (q: number) =>
    verdictOf({
      verified: { ...models({ p: 80, q: 50 }, { p: 60, q: 50 }), 'lab/z-1': { p: 99, q } },
      article: { 'lab/z': { p: 99, q: 1 } },
      siblings: ['lab/z-1'],
      request: { require: { q: { at_least: 20 } }, prefer: { weights: { p: 1 } } },
    });
  expect(third(10)).toEqual([true, ['verified_facts_agree']]);
  expect(third(30)).toEqual([false, ['verified_facts_disagree']]);
});

test('a verdict shows all that it rests on', () => {
  const { support, ...verdict } = judged({
    verified: models({ p: 80 }, { p: 60 }),
    request: { prefer: { weights: { p: 1, q: 3 } } },
    check: 'confirmed',
  });
  expect(verdict).toMatchObject({
    id: 'av-1',
    condition: 'speed',
    claimed: 'lab/x',
    article: { choose: 'lab/x', agrees: true },
    verified: { choose: 'lab/x-1', family: 'lab/x', missing: ['q'], article_only: ['q'], whole_catalog: 'lab/x-1' },
    supporting_claims: [{ claim: support.id, check: 'confirmed' }],
    text: 'The article picks lab/x for: speed. Its own claims bear that out. Verified facts agree (they choose lab/x-1).',
  });
  expect([verdict.article.claims.length, verdict.verified.claims.length]).toEqual([4, 2]);
});

test('an article whose own claims speak for the other does not bear its pick out', () => {
  const { article, text } = judged({
    verified: models({ p: 80 }, { p: 60 }),
    article: { 'lab/x': { p: 5 } },
    request: { prefer: { weights: { p: 1 } } },
  });
  expect([article.choose, article.agrees]).toEqual(['lab/y', false]);
  expect(text).toBe('The article picks lab/x for: speed. Its own claims do not bear that out. Verified facts agree (they choose lab/x-1).');
});

test('what verified facts leave open is named, where it is something', () => {
  const textOf = (world: World) => judged(world).text;
  expect(textOf({ verified: models({}, { p: 60 }), request: { require: { p: { at_least: 50 } } } })).toBe(
    "The article picks lab/x for: speed. Its own claims bear that out. Verified facts can't tell: not known for one of the families: p.",
  );
  expect(textOf({ verified: models({ p: 5 }, { p: 6 }), request: { prefer: { weights: { p: 1 } } }, claimed: 'both' })).toBe(
    "The article picks both for: speed. Its own claims do not bear that out. Verified facts can't tell.",
  );
  expect(textOf({ verified: models({ p: 5 }, { p: 6 }), request: { prefer: { weights: { p: 1 } } } })).toBe(
    'The article picks lab/x for: speed. Its own claims bear that out. Verified facts disagree (they choose lab/y-1).',
  );
});

test('a claim that it rests on and that was found wrong is among the reasons; one that nobody checked has no finding', () => {
  const world = { verified: models({ p: 80 }, { p: 60 }), request: { prefer: { weights: { p: 1 } } } };
  expect(judged({ ...world, check: 'contradicted' }).verified.why).toEqual(['verified_facts_agree', 'supporting_claims_contradicted']);
  const unchecked = judged(world);
  expect(unchecked.supporting_claims).toEqual([{ claim: unchecked.support.id, check: null }]);
});

describe('what is said of a service is said of the vendor’s own', () => {
  const seat = attributeOf('seat', { type: 'boolean', scope: 'provider', scale: { kind: 'linear', worst: 0, best: 1 } });
  const hosting = attributeOf('hosting', { type: 'set', scope: 'provider', scale: null });
  const served = (attributes: readonly Attribute[], request: object) =>
    verdictOf({
      verified: {
        own: { hosting: ['vendor_api'], seat: false },
        cloud: { hosting: ['cloud'], seat: true },
        ...models({ p: 80 }, { p: 60 }),
      },
      article: { 'lab/x': { seat: true }, 'lab/y': { seat: false } },
      attributes,
      offers: ['lab/x-1@own', 'lab/x-1@cloud', 'lab/y-1@cloud'].map(offerOf),
      request,
    });
  const required = { require: { seat: { is: true } } };

  test('where it is required, or carries most of the weight', () => {
    expect(served([seat, hosting], required)).toEqual([false, ['verified_facts_disagree']]);
    expect(served([seat, hosting], { prefer: { weights: { seat: 2, p: 1 } } })).toEqual([false, ['verified_facts_disagree']]);
  });

  test('not where it carries half of the weight, nor where nobody says who hosts', () => {
    expect(served([seat, hosting], { prefer: { weights: { seat: 1, p: 1 } } })).toEqual([true, ['verified_facts_agree']]);
    expect(served([seat], required)).toEqual([false, ['verified_facts_disagree', 'both_meet']]);
  });
});

test('a verdict without a pick breaks loudly', () => {
  const catalog = compileCatalog(dataOf({ attributes: [attributeOf('p')] }));
  const verdict = {
    id: 'av-2',
    condition: 'speed',
    section: 'Summary',
    quote: 'choose X',
    kind: 'stated' as const,
    supporting_claims: [],
    request: { require: {} },
    request_reason: 'A fixture.',
  };
  expect(() => articleVerdict(catalog, verdict, TODAY)).toThrow('verdict av-2 has no pick');
});
