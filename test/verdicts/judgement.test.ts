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
  readonly verifiedRequest?: object;
  readonly further?: readonly Claim[];
};

const claimsOn = (figures: Figures, over: Partial<Claim> = {}) =>
  Object.entries(figures).flatMap(([subject, facts]) => Object.entries(facts).map(([name, value]) => claimOf(subject, name, value, over)));

function judged(world: World) {
  const { verified, article = {}, request, claimed = 'lab/x', attributes = [], offers = [], siblings = [], check, further = [] } = world;
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
    ...(world.verifiedRequest && {
      verified_request: world.verifiedRequest as Record<string, unknown>,
      verified_request_reason: 'Another fixture.',
    }),
  };
  const catalog = compileCatalog(
    dataOf({
      attributes: ['p', 'q'].map((id) => attributeOf(id)).concat(attributes),
      families: ['lab/x', 'lab/y', 'lab/z'].map((id) => ({ id, name: id })),
      models: ['lab/x-1', 'lab/y-1', ...siblings].map((id) => modelOf(id, id.slice(0, 5))),
      providers: ['own', 'cloud'].map((id) => ({ id, name: id })),
      offers,
      claims: [...said, ...claimsOn(verified), ...further],
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
    expect(text).toBe(
      'The article picks both for: speed. Its own claims bear that out. Verified facts agree: both meet what it takes. p: lab/x 5 (lab/x-1); lab/y 6 (lab/y-1).',
    );
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
    text: 'The article picks lab/x for: speed. Its own claims bear that out. Verified facts agree: lab/x scores 0.2, lab/y 0.15. p: lab/x 80 (lab/x-1); lab/y 60 (lab/y-1). What is not known could still change this. Not known: q.',
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
  expect(text).toBe(
    'The article picks lab/x for: speed. Its own claims do not bear that out. Verified facts agree: lab/x scores 0.8, lab/y 0.6. p: lab/x 80 (lab/x-1); lab/y 60 (lab/y-1).',
  );
});

test('what verified facts leave open is named, where it is something', () => {
  const textOf = (world: World) => judged(world).text;
  expect(textOf({ verified: models({}, { p: 60 }), request: { require: { p: { at_least: 50 } } } })).toBe(
    "The article picks lab/x for: speed. Its own claims bear that out. Verified facts can't tell: not known for one of them: p.",
  );
  expect(textOf({ verified: models({ p: 5 }, { p: 6 }), request: { prefer: { weights: { p: 1 } } }, claimed: 'both' })).toBe(
    "The article picks both for: speed. Its own claims do not bear that out. Verified facts can't tell.",
  );
  expect(textOf({ verified: models({ p: 5 }, { p: 6 }), request: { prefer: { weights: { p: 1 } } } })).toBe(
    'The article picks lab/x for: speed. Its own claims bear that out. Verified facts disagree: lab/y scores 0.06, lab/x 0.05. p: lab/x 5 (lab/x-1); lab/y 6 (lab/y-1).',
  );
});

test('a claim that it rests on and that was found wrong is among the reasons; one that nobody checked has no finding', () => {
  const world = { verified: models({ p: 80 }, { p: 60 }), request: { prefer: { weights: { p: 1 } } } };
  expect(judged({ ...world, check: 'contradicted' }).verified.why).toEqual(['verified_facts_agree', 'supporting_claims_contradicted']);
  const unchecked = judged(world);
  expect(unchecked.supporting_claims).toEqual([{ claim: unchecked.support.id, check: null }]);
});

describe('the verified side has a request of its own', () => {
  const seat = attributeOf('seat', { type: 'boolean', scope: 'provider', scale: { kind: 'linear', worst: 0, best: 1 } });
  const hosting = attributeOf('hosting', { type: 'set', scope: 'provider', scale: null });
  const lifecycle = attributeOf('lifecycle', { type: 'string', scope: 'offer', scale: null });
  const world: World = {
    verified: { own: { hosting: ['vendor_api'], seat: false }, cloud: { hosting: ['cloud'], seat: true }, ...models({ p: 80 }, { p: 60 }) },
    attributes: [seat, hosting, lifecycle],
    offers: ['lab/x-1@own', 'lab/x-1@cloud', 'lab/y-1@own'].map(offerOf),
    request: { require: { p: { at_least: 50 } } },
  };
  const ofTheVendor = { require: { seat: { is: true }, hosting: { any_of: ['vendor_api'] } } };

  test('which alone decides it, and is in the answer with its reason and the families', () => {
    const { article, request, verified, verified_request, verified_request_reason } = judged({ ...world, verifiedRequest: ofTheVendor });
    expect([article.choose, request, verified.holds, verified.why]).toEqual([
      'lab/x',
      { require: { p: { at_least: 50 } } },
      false,
      ['verified_facts_disagree', 'claimed_fails', 'neither_meets'],
    ]);
    expect([verified_request, verified_request_reason]).toEqual([
      { ...ofTheVendor, view: 'verified', candidates: { families: ['lab/x', 'lab/y'] } },
      'Another fixture.',
    ]);
  });

  test('without one it is the article’s request, on verified facts', () => {
    const { verified, verified_request, verified_request_reason } = judged(world);
    expect([verified.holds, verified.why]).toEqual([false, ['verified_facts_disagree', 'both_meet']]);
    expect([verified_request, verified_request_reason]).toEqual([
      { require: { p: { at_least: 50 } }, view: 'verified', candidates: { families: ['lab/x', 'lab/y'] } },
      'A fixture.',
    ]);
  });

  test('what is retired is out, unless the request says what it wants of lifecycle', () => {
    const retired = { ...world.verified, 'lab/x-1@own': { lifecycle: 'retired' } };
    const why = (require: object) => verdictOf({ ...world, verified: retired, verifiedRequest: { require } });
    expect(why(ofTheVendor.require)).toEqual([false, ['verified_facts_disagree', 'claimed_fails', 'neither_meets']]);
    expect(why({ hosting: { any_of: ['vendor_api'] } })).toEqual([false, ['verified_facts_disagree']]);
    expect(why({ hosting: { any_of: ['vendor_api'] }, lifecycle: { none_of: ['unreleased'], if_unknown: 'keep' } })).toEqual([
      false,
      ['verified_facts_disagree', 'both_meet'],
    ]);
  });

  test('a word that only the article uses and that it leaves out decides nothing, and is named', () => {
    const { verified, text } = judged({ ...world, request: { require: { q: { at_least: 50 } } }, verifiedRequest: ofTheVendor });
    expect([verified.why.at(-1), verified.missing, verified.article_only]).toEqual(['article_only_words', ['q'], ['q']]);
    expect(text).toBe(
      'The article picks lab/x for: speed. Its own claims bear that out. Verified facts disagree: neither meets what it takes. seat: lab/x no; lab/y no. Not known: q.',
    );
  });
});

test('where what is missing was looked for is shown, with what stands there instead', () => {
  const searched = claimOf('lab/x-1', 'p', null, { source: 'registry', note: 'no figure' });
  const { verified, text } = judged({
    verified: models({}, { p: 60 }),
    further: [searched],
    request: { require: { p: { at_least: 50 } } },
  });
  expect([verified.holds, verified.looked]).toEqual([
    null,
    [
      {
        attribute: 'p',
        claim: searched.id,
        source: 'registry',
        title: 'registry',
        locator: 'https://example.com/registry',
        note: 'no figure',
      },
    ],
  ]);
  expect(text).toContain(
    "Verified facts can't tell: not known for one of them: p. Looked for in vain at: registry (https://example.com/registry).",
  );
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
