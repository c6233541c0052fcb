import { describe, expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import type { Ranking } from '../../../src/explaining/answer/ranking.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../../support/catalogs/fixture.ts';
import { ask } from '../../support/requests/ask.ts';

const word = (id: string, scope: Attribute['scope'], values?: string[]) =>
  attributeOf(id, { type: 'string', better: 'none', scale: null, scope, ...(values && { values }) });
const price = (id: string) =>
  attributeOf(id, { category: 'price', better: 'lower', scope: 'offer', scale: { kind: 'log', worst: 100, best: 0.1 } });

const ATTRIBUTES = [
  word('kind', 'model', ['chat', 'embedding', 'transcription']),
  word('provider_kind', 'provider', ['vendor', 'cloud', 'inference_host', 'aggregator', 'reseller', 'self_hosted']),
  word('provider_country', 'provider'),
  attributeOf('first_party', { type: 'boolean', better: 'none', scale: null, scope: 'provider' }),
  word('price_basis', 'offer', ['metered', 'subscription', 'quota', 'trial', 'free', 'self_hosted']),
  word('vendor', 'model'),
  price('price_input'),
  price('price_output'),
];

type Facts = Readonly<Record<string, Claim['value']>>;

/** A catalog of offers by id, with what is claimed of them, of their models and of their providers. */
function marketOf(facts: Readonly<Record<string, Facts>>, attributes: readonly Attribute[] = ATTRIBUTES): Catalog {
  const ids = Object.keys(facts);
  const offers = ids.filter((id) => id.includes('@')).map(offerOf);
  const models = [...new Set([...offers.map(({ model }) => model), ...ids.filter((id) => id.includes('/') && !id.includes('@'))])];
  const providers = [...new Set([...offers.map(({ provider }) => provider), ...ids.filter((id) => !id.includes('/'))])];
  return compileCatalog(
    dataOf({
      attributes,
      models: models.map((id) => modelOf(id)),
      providers: providers.map((id) => ({ id, name: id })),
      offers,
      claims: Object.entries(facts).flatMap(([subject, own]) =>
        Object.entries(own).map(([attribute, value]) => claimOf(subject, attribute, value)),
      ),
    }),
  );
}

const BY_PRICE: RankingRequest = { prefer: { weights: { price_input: 0.5, price_output: 0.5 } } };

const offersIn = ({ ranking }: Ranking) => ranking.map(({ offer, model }) => offer ?? model);
const reasonsIn = ({ excluded }: Ranking) =>
  Object.fromEntries(excluded.items.map(({ offer, model, failed }) => [offer ?? model, failed.map(({ code }) => code)]));
const caveatsIn = ({ ranking }: Ranking) =>
  Object.fromEntries(
    ranking.map(({ offer, model, caveats }) => [offer ?? model, caveats.map(({ code, attribute }) => `${code} ${attribute}`)]),
  );

describe('a plan', () => {
  const facts = {
    lab: { provider_kind: 'vendor' },
    plans: { provider_kind: 'vendor', price_basis: 'subscription' },
    'lab/a@lab': { price_input: 1, price_output: 2 },
    'lab/b@plans': { price_input: 0, price_output: 0 },
    'lab/b': { kind: 'chat' },
  };

  test('listed at 0 does not win, and says what would let it in', () => {
    const answer = ask(marketOf(facts), BY_PRICE);
    expect(answer.verdict.offer).toBe('lab/a@lab');
    const [out] = answer.excluded.items;
    expect(out?.failed).toMatchObject([{ code: 'plan_only', attribute: 'price_basis', actual: 'subscription' }]);
    expect(out?.failed[0]?.text).toContain('candidates.plans to "include"');
    expect(answer.excluded.by_requirement).toEqual({ price_basis: 1 });
    expect(answer.resolved.candidates).toEqual({ kinds: ['chat'], plans: 'exclude', unvetted: false });
  });

  test('is in on request, its 0 unknown and its caveats saying why', () => {
    const answer = ask(marketOf(facts), { ...BY_PRICE, candidates: { plans: 'include' } });
    expect(offersIn(answer)).toEqual(['lab/a@lab', 'lab/b@plans']);
    expect(answer.ranking[1]?.contributions.map(({ status, raw, value }) => [status, raw, value])).toEqual([
      ['unknown', null, 0],
      ['unknown', null, 0],
    ]);
    expect(caveatsIn(answer)['lab/b@plans']).toEqual(['part_of_plan price_input', 'part_of_plan price_output', 'part_of_plan price_basis']);
    expect(answer.resolved.candidates).toEqual({ kinds: ['chat'], plans: 'include', unvetted: false });
  });

  test('meets no limit on the price by its 0', () => {
    const answer = ask(marketOf(facts), { require: { price_input: { at_most: 1 } }, candidates: { plans: 'include' } });
    expect(offersIn(answer)).toEqual(['lab/a@lab']);
    expect(reasonsIn(answer)).toEqual({ 'lab/b@plans': ['unknown'] });
  });

  test('that is named is asked for', () => {
    expect(offersIn(ask(marketOf(facts), { ...BY_PRICE, candidates: { offers: ['lab/b@plans'] } }))).toEqual(['lab/b@plans']);
    expect(offersIn(ask(marketOf(facts), { ...BY_PRICE, candidates: { providers: ['plans'] } }))).toEqual([]);
  });

  test('that is all there is makes the request infeasible, by a switch of the candidates', () => {
    const { infeasible } = ask(marketOf(facts), { ...BY_PRICE, candidates: { models: ['lab/b'] } });
    expect(infeasible?.conflicts).toEqual([['price_basis']]);
    expect(infeasible?.relaxations).toEqual([
      { relax: {}, candidates: { plans: 'include' }, step: null, model: 'lab/b', offer: 'lab/b@plans' },
    ]);
  });

  test('is no such thing in a vocabulary without the word: a 0 is taken at its word', () => {
    const catalog = marketOf(
      { 'lab/a@lab': { price_input: 1, price_output: 2 }, 'lab/b@plans': { price_input: 0, price_output: 0 } },
      ATTRIBUTES.filter(({ id }) => id.startsWith('price_') && id !== 'price_basis'),
    );
    const answer = ask(catalog, BY_PRICE);
    expect(offersIn(answer)).toEqual(['lab/b@plans', 'lab/a@lab']);
    expect(caveatsIn(answer)['lab/b@plans']).toContain('listed_free price_input');
  });
});

describe('a price of 0', () => {
  /** One offer with its basis (null: nobody says), listed at 0 unless it says otherwise. */
  const priced = (price_basis: string | null, prices: Facts = { price_input: 0, price_output: 0 }, request: RankingRequest = BY_PRICE) => {
    const own = price_basis === null ? prices : { ...prices, price_basis };
    const answer = ask(marketOf({ lab: { provider_kind: 'vendor' }, 'lab/a@lab': own }), request);
    return answer.ranking[0]?.contributions.map(({ raw }) => raw) ?? reasonsIn(answer)['lab/a@lab'];
  };

  test.each(['free', 'self_hosted'])('is a price where the basis is %s', (basis) => {
    expect(priced(basis)).toEqual([0, 0]);
  });

  test.each(['subscription', 'quota', 'trial', null])('keeps an offer out where the basis is %s', (basis) => {
    expect(priced(basis)).toEqual(['plan_only']);
  });

  test('is no price of what is metered, which takes part all the same', () => {
    expect(priced('metered')).toEqual([null, null]);
  });

  test('beside a price above 0 is a price, as of the output of an embedding model', () => {
    expect(priced(null, { price_input: 0.1, price_output: 0 })).toEqual([0.1, 0]);
    expect(priced('quota', { price_input: 0.1, price_output: 0 }, { ...BY_PRICE, candidates: { plans: 'include' } })).toEqual([0.1, null]);
  });

  test('is not missed where there is no price at all: the offer takes part', () => {
    expect(priced(null, {})).toEqual([null, null]);
  });

  test('of a free offer carries the caveat that it is listed free', () => {
    const catalog = marketOf({ lab: { provider_kind: 'vendor' }, 'lab/a@lab': { price_input: 0, price_basis: 'free' } });
    expect(caveatsIn(ask(catalog, BY_PRICE))['lab/a@lab']).toContain('listed_free price_input');
  });

  test('of an offer that says free beats what its provider says of all its offers', () => {
    const catalog = marketOf({
      lab: { provider_kind: 'vendor', price_basis: 'subscription' },
      'lab/a@lab': { price_input: 0, price_basis: 'free' },
    });
    expect(offersIn(ask(catalog, BY_PRICE))).toEqual(['lab/a@lab']);
  });
});

describe('the kind of a model', () => {
  const catalog = marketOf({
    lab: { provider_kind: 'vendor' },
    'lab/talks': { kind: 'chat' },
    'lab/embeds': { kind: 'embedding' },
    'lab/talks@lab': { price_input: 2 },
    'lab/embeds@lab': { price_input: 1 },
    'lab/who-knows@lab': { price_input: 3 },
  });

  test('other than chat is out; an unknown one is in, and says so', () => {
    const answer = ask(catalog, BY_PRICE);
    expect(offersIn(answer)).toEqual(['lab/talks@lab', 'lab/who-knows@lab']);
    expect(reasonsIn(answer)).toEqual({ 'lab/embeds@lab': ['other_kind'] });
    expect(caveatsIn(answer)).toEqual({ 'lab/talks@lab': [], 'lab/who-knows@lab': ['unknown_kept kind'] });
  });

  test('is what the request asks for', () => {
    const answer = ask(catalog, { ...BY_PRICE, candidates: { kinds: ['embedding'] } });
    expect(offersIn(answer)).toEqual(['lab/embeds@lab', 'lab/who-knows@lab']);
    expect(answer.resolved.candidates?.kinds).toEqual(['embedding']);
  });

  test('does not matter of a model that is named', () => {
    expect(offersIn(ask(catalog, { ...BY_PRICE, candidates: { models: ['lab/embeds'] } }))).toEqual(['lab/embeds@lab']);
  });

  test('that is all there is makes the request infeasible, and names the kinds that would do', () => {
    const { infeasible } = ask(catalog, {
      ...BY_PRICE,
      candidates: { kinds: ['transcription'] },
      require: { price_input: { at_most: 2 } },
    });
    expect(infeasible?.relaxations.map(({ candidates }) => candidates)).toContainEqual({ kinds: ['embedding', 'transcription'] });
  });

  test('that is no kind is refused with the nearest', () => {
    expect(() => ask(catalog, { ...BY_PRICE, candidates: { kinds: ['embeding'] } })).toThrow(/unknown_member/);
  });
});

describe('a provider of which nobody says what it is', () => {
  const catalog = marketOf({
    lab: { provider_kind: 'vendor' },
    'lab/a@lab': { price_input: 2 },
    'lab/a@shady': { price_input: 1 },
    'lab/unserved': { kind: 'chat' },
  });
  const all = { ...BY_PRICE, fold: 'none' } as const;

  test('is out, and a model that nobody serves is not', () => {
    const answer = ask(catalog, all);
    expect(offersIn(answer)).toEqual(['lab/a@lab', 'lab/unserved']);
    expect(reasonsIn(answer)).toEqual({ 'lab/a@shady': ['unvetted_provider'] });
    expect(answer.excluded.items[0]?.failed[0]?.text).toContain('candidates.unvetted to true');
  });

  test('is in on request, with a caveat', () => {
    const answer = ask(catalog, { ...all, candidates: { unvetted: true } });
    expect(offersIn(answer)).toEqual(['lab/a@shady', 'lab/a@lab', 'lab/unserved']);
    expect(caveatsIn(answer)['lab/a@shady']).toContain('unknown_kept provider_kind');
  });

  test.each([{ providers: ['shady'] }, { offers: ['lab/a@shady'] }])('is in where it is named: %o', (candidates) => {
    expect(offersIn(ask(catalog, { ...all, candidates }))).toEqual(['lab/a@shady']);
  });

  test('is known by all sources but the article, whichever count for the rest', () => {
    expect(offersIn(ask(catalog, { ...all, sources: { except: ['vendor'] } }))).toContain('lab/a@lab');
  });
});

describe('of equals', () => {
  const KINDS = ['vendor', 'cloud', 'inference_host', 'self_hosted', 'aggregator', 'reseller'];
  /** The later in the order, the earlier its name. */
  const names = KINDS.map((_, i) => `p${9 - i}`);
  const catalog = marketOf({
    ...Object.fromEntries(KINDS.map((kind, i) => [names[i] as string, { provider_kind: kind }])),
    ...Object.fromEntries([...names, 'a0'].map((name) => [`lab/a@${name}`, { price_input: 1, price_output: 1 }])),
    'lab/a-long@p9': { price_input: 1, price_output: 1 },
  });
  const asked = { ...BY_PRICE, candidates: { unvetted: true } };

  test('offers come by the kind of their provider, those of unknown kind last', () => {
    const answer = ask(catalog, { ...asked, fold: 'none', limit: 100 });
    expect(offersIn(answer)).toEqual([...names.map((name) => `lab/a@${name}`), 'lab/a@a0', 'lab/a-long@p9']);
    expect(new Set(answer.ranking.map(({ rank }) => rank))).toEqual(new Set([1]));
  });

  test('the first stands for its model', () => {
    expect(offersIn(ask(catalog, asked))).toEqual(['lab/a@p9', 'lab/a-long@p9']);
  });

  test('a cheaper one still stands before', () => {
    const cheaper = marketOf({
      one: { provider_kind: 'vendor' },
      two: { provider_kind: 'reseller' },
      'lab/a@one': { price_input: 2 },
      'lab/a@two': { price_input: 1 },
    });
    expect(offersIn(ask(cheaper, BY_PRICE))).toEqual(['lab/a@two']);
  });
});

describe('an edition', () => {
  const catalog = marketOf({
    lab: { provider_kind: 'vendor' },
    'lab/a@lab': { price_input: 2, price_output: 2 },
    'lab/a@lab:batch': { price_input: 1, price_output: 1 },
    'lab/a@lab:us-flex': { price_input: 1, price_output: 1 },
    'lab/b@lab': { price_input: 1.5, price_output: 1.5 },
    'lab/c@lab:priority': { price_input: 9, price_output: 9 },
    'lab/d@lab:eu': { price_input: 5, price_output: 5 },
    'lab/d@lab:us': { price_input: 4, price_output: 4 },
  });

  test('never stands for its model where a plain offer does, whatever it costs', () => {
    expect(offersIn(ask(catalog, BY_PRICE))).toEqual(['lab/b@lab', 'lab/a@lab', 'lab/d@lab:us', 'lab/c@lab:priority']);
  });

  test('stands for it where no plain offer is left, and is ranked by itself where offers are', () => {
    const cheap = { ...BY_PRICE, require: { price_input: { at_most: 1.2 } } };
    expect(offersIn(ask(catalog, cheap))).toEqual(['lab/a@lab:batch']);
    expect(offersIn(ask(catalog, { ...BY_PRICE, fold: 'none' })).slice(0, 2)).toEqual(['lab/a@lab:batch', 'lab/a@lab:us-flex']);
  });

  test('unsettles no verdict while the plain offer is in', () => {
    expect(ask(catalog, BY_PRICE).verdict).toMatchObject({ choose: 'lab/b', settled: true });
  });

  test('is no near miss of a model that a plain offer stands for', () => {
    const { near_misses } = ask(catalog, { ...BY_PRICE, require: { price_input: { at_least: 1.5 } } });
    expect(near_misses).toEqual([]);
  });
});

describe('the vendor', () => {
  const catalog = marketOf({
    host: { provider_kind: 'inference_host', provider_country: 'US', first_party: false },
    deepseek: { provider_kind: 'vendor', provider_country: 'CN', first_party: true },
    'deepseek/v4': { vendor: 'Some prose about DeepSeek' },
    'deepseek/v4@deepseek': { price_input: 1 },
    'deepseek/v4@host': { price_input: 2 },
    'meta/llama@host': { price_input: 3 },
  });
  const out = (require: RankingRequest['require']) => offersIn(ask(catalog, { ...BY_PRICE, require, fold: 'none' }));

  test('is the slug of the id, whatever is claimed', () => {
    expect(out({ vendor: { none_of: ['deepseek'] } })).toEqual(['meta/llama@host']);
    expect(out({ vendor: { is: 'deepseek' } })).toEqual(['deepseek/v4@deepseek', 'deepseek/v4@host']);
  });

  test('that no model has is refused with the nearest', () => {
    expect(() => ask(catalog, { require: { vendor: { none_of: ['deepseak'] } } })).toThrow(/deepseek/);
  });

  test('and its country, like that of the provider and its being first party, can be required', () => {
    expect(out({ provider_country: { none_of: ['CN'] } })).toEqual(['deepseek/v4@host', 'meta/llama@host']);
    expect(out({ provider_country: { any_of: ['US', 'CN'] } })).toHaveLength(3);
    expect(out({ first_party: { is: true } })).toEqual(['deepseek/v4@deepseek']);
    expect(out({ provider_kind: { none_of: ['inference_host'] } })).toEqual(['deepseek/v4@deepseek']);
  });
});
