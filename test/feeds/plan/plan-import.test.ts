import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { Claim, SeedClaim } from '../../../src/catalog/claim.ts';
import { type ChangePlan, changesCatalog, isRefused } from '../../../src/feeds/plan/change-plan.ts';
import type { ImportRequest } from '../../../src/feeds/plan/import-request.ts';
import { planImport } from '../../../src/feeds/plan/plan-import.ts';
import type { FeedRejection, FeedRow } from '../../../src/feeds/rows/parsed-feed.ts';
import { attributeOf } from '../../support/catalogs/fixture.ts';
import { claimIdOf, MARKET, modelAlias, offerRow, states, withPlan } from '../../support/catalogs/market-catalog.ts';

type Options = { day?: string; rejected?: FeedRejection[]; acceptGone?: boolean; imported?: string[] };

function outcome(data: CatalogData, rows: readonly FeedRow[], options: Options = {}) {
  const { day = '2026-11-23', rejected = [], acceptGone = false, imported = [] } = options;
  const request: ImportRequest = {
    catalog: compileCatalog(data),
    imported: new Set(imported),
    feed: { format: 'models-dev', source: 'feed-models-dev' },
    parsed: { count: rows.length + rejected.length, rows, rejected },
    asOf: day,
    acceptGone,
    claimId: claimIdOf,
  };
  return planImport(request);
}

function plan(data: CatalogData, rows: readonly FeedRow[], options: Options = {}): ChangePlan {
  const planned = outcome(data, rows, options);
  if (isRefused(planned)) throw new Error(planned.refused.detail);
  return planned;
}

const subjects = (planned: ChangePlan) => planned.add.claims.map(({ subject, value }) => [subject, value]);

test('a row becomes claims of the feed, on an offer of ours, with its place and day', () => {
  const planned = plan(MARKET, [offerRow('llama-4-scout')]);
  expect(planned.add).toMatchObject({ providers: [], models: [], offers: [] });
  expect(planned.add.claims).toMatchObject([
    {
      subject: 'meta/llama-4-scout@groq',
      attribute: 'price_input',
      value: 0.2,
      source: 'feed-models-dev',
      as_of: '2026-11-23',
      confidence: 'medium',
      locator: '/groq/models/llama-4-scout',
      position: 0,
    },
  ]);
  expect(planned).toMatchObject({ rows: 1, accepted: 1, parked: [], rejected: [], unchanged: 0, confirmed: 0 });
  expect(planned.new).toEqual([{ row: '/groq/models/llama-4-scout', subject: 'meta/llama-4-scout@groq', statements: 1 }]);
});

test('an offer that the catalog lacks is added with its provider, and nothing is said of the provider but its name', () => {
  const { add } = plan(MARKET, [offerRow('gpt-oss-120b', { provider: 'Together_AI', variant: 'Turbo' })]);
  expect(add.providers).toEqual([{ id: 'together-ai', name: 'Together_AI' }]);
  expect(add.offers).toEqual([
    { id: 'openai/gpt-oss-120b@together-ai:turbo', model: 'openai/gpt-oss-120b', provider: 'together-ai', variant: 'turbo' },
  ]);
  expect(add.claims.map(({ subject }) => subject)).toEqual(['openai/gpt-oss-120b@together-ai:turbo']);
});

test('a row of an offer never makes a model', () => {
  const planned = plan(MARKET, [offerRow('gpt-99'), offerRow('gрt-oss-120b', { row: '/1' }), offerRow('glm-4.6', { statements: [] })]);
  expect(planned.add).toMatchObject({ providers: [], models: [], offers: [], claims: [] });
  expect(planned.parked.map(({ row, code }) => [row, code])).toEqual([
    ['/1', 'odd_name'],
    ['/groq/models/glm-4.6', 'states_nothing'],
    ['/groq/models/gpt-99', 'unknown_model'],
  ]);
});

describe('a row about a model', () => {
  const modelRow = (name: string, over: Partial<FeedRow> = {}) =>
    offerRow(name, { about: 'model', row: `/${name}`, title: `${name} <b>\u202e`, statements: [states('context_window', 1000)], ...over });

  test('speaks of ours, or makes one that has the name of the key', () => {
    const { add } = plan(MARKET, [modelRow('zai/glm-4.6'), modelRow('nvidia/Nemotron_3.5', { title: 'Nemotron <b>3.5</b>' })]);
    expect(add.models).toEqual([{ id: 'nvidia/nemotron-3.5', name: 'Nemotron 3.5', family: null }]);
    expect(subjects({ add } as ChangePlan)).toEqual([
      ['nvidia/nemotron-3.5', 1000],
      ['zai/glm-4.6', 1000],
    ]);
    expect(add.offers).toEqual([]);
  });

  test('is parked if it is a family of ours, spelled like another new one, or no vendor/slug', () => {
    const rows = [modelRow('meta/llama-4'), modelRow('a/b.c'), modelRow('a/b-c'), modelRow('lonely'), modelRow('c/d/e')];
    const { add, parked } = plan(MARKET, rows);
    expect(add.models).toEqual([]);
    expect(parked.map(({ row, code }) => [row, code])).toEqual([
      ['/a/b-c', 'ambiguous'],
      ['/a/b.c', 'ambiguous'],
      ['/c/d/e', 'odd_name'],
      ['/lonely', 'odd_name'],
      ['/meta/llama-4', 'ambiguous'],
    ]);
  });
});

describe('several rows of one model at one provider', () => {
  const names = ['openai/gpt-oss-120b', 'gpt-oss-120b', 'accounts/x/gpt-oss-120b'];
  const ids = (rows: FeedRow[]) => Object.fromEntries(plan(MARKET, rows).new.map(({ row, subject }) => [row, subject]));

  test('keep apart by their names; the one that is called as the model is has the plain id', () => {
    expect(ids(names.map((name) => offerRow(name)))).toEqual({
      '/groq/models/gpt-oss-120b': 'openai/gpt-oss-120b@groq',
      '/groq/models/openai~1gpt-oss-120b': 'openai/gpt-oss-120b@groq:openai-gpt-oss-120b',
      '/groq/models/accounts~1x~1gpt-oss-120b': 'openai/gpt-oss-120b@groq:accounts-x-gpt-oss-120b',
    });
  });

  test('whatever order they stand in', () => {
    const rows = names.map((name) => offerRow(name));
    expect(ids(rows.toReversed())).toEqual(ids(rows));
  });

  test('names that differ in spelling only can’t be told apart: one is taken, the other parked', () => {
    const planned = plan(MARKET, [offerRow('gpt-oss-120b'), offerRow('GPT-OSS-120B'), offerRow('gpt_oss_120b')]);
    expect(planned.accepted).toBe(2);
    expect(planned.parked.map(({ code }) => code)).toEqual(['ambiguous']);
  });

  test('an edition that an alias names and one that the row marks make one', () => {
    const aliases = [modelAlias(null, 'scout-fast', 'meta/llama-4-scout', 'fast')];
    const planned = plan({ ...MARKET, aliases }, [offerRow('scout-fast', { variant: 'eu' }), offerRow('llama-4-scout', { variant: 'eu' })]);
    expect(planned.new.map(({ subject }) => subject)).toEqual(['meta/llama-4-scout@groq:eu', 'meta/llama-4-scout@groq:fast-eu']);
  });
});

test.each([
  ['of another type', states('price_input', 'cheap'), /price_input\/value: price_input is a number/],
  ['outside the list', states('modalities_in', ['smell']), /smell is none of/],
  ['of an attribute that nothing has', states('charm', 1), /unknown attribute charm/],
  ['with turned text', { ...states('price_input', 1), note: 'off\u202e' }, /can’t be seen/],
  ['with text beyond bounds', { ...states('price_input', 1), note: 'x'.repeat(1001) }, /price_input\/note/],
  ['that never holds', { ...states('price_input', 1), when: { from: '2026-02-01', until: '2026-01-01' } }, /it never holds/],
])('one statement %s rejects its row, and no other', (_what, statement, reason) => {
  const bad = offerRow('gpt-4.1', { statements: [states('price_input', 3), statement] });
  const planned = plan(MARKET, [bad, offerRow('glm-4.6')]);
  expect(planned.rejected).toEqual([{ row: bad.row, code: 'malformed', detail: expect.stringMatching(reason) }]);
  expect(planned.new.map(({ subject }) => subject)).toEqual(['zai/glm-4.6@groq']);
});

test('what the reader rejected is counted, with its place made fit to be shown', () => {
  const planned = plan(MARKET, [], { rejected: [{ row: '/x\u0000', code: 'not_a_model', detail: 'the mode is <b>search</b>' }] });
  expect(planned).toMatchObject({
    rows: 1,
    accepted: 0,
    rejected: [{ row: '/x\\u{0}', code: 'not_a_model', detail: 'the mode is search' }],
  });
});

describe('the next file', () => {
  const rows = ['llama-4-scout', 'gpt-oss-120b', 'gpt-4.1'].map((name) => offerRow(name));
  const first = plan(MARKET, rows);
  const standing = withPlan(MARKET, first);
  const imported = first.add.offers.map(({ id }) => id);

  test('that says the same changes nothing', () => {
    const planned = plan(standing, rows, { imported });
    expect(changesCatalog(planned)).toBe(false);
    expect(planned).toMatchObject({ accepted: 3, unchanged: 3, new: [], changed: [], gone: [] });
  });

  test('that says the same in another place or order changes nothing', () => {
    const moved = rows.map((row, index) => ({ ...row, row: `/elsewhere/${index}` })).reverse();
    expect(changesCatalog(plan(standing, moved, { imported }))).toBe(false);
  });

  test('of 30 days later changes nothing, of 31 days later confirms what stands on its day', () => {
    expect(changesCatalog(plan(standing, rows, { imported, day: '2026-12-23' }))).toBe(false);
    const planned = plan(standing, rows, { imported, day: '2026-12-24' });
    expect(planned).toMatchObject({ accepted: 3, confirmed: 3, unchanged: 0, new: [], changed: [] });
    expect(planned.add.claims.map(({ as_of }) => as_of)).toEqual(['2026-12-24', '2026-12-24', '2026-12-24']);
    expect(planned.retire.claims).toHaveLength(3);
  });

  test('with another price says before and after', () => {
    const dearer = [
      offerRow('llama-4-scout', { statements: [states('price_input', 0.3), states('context_window', 8192)] }),
      ...rows.slice(1),
    ];
    const planned = plan(standing, dearer, { imported });
    expect(planned).toMatchObject({ unchanged: 2, new: [], gone: [] });
    expect(planned.changed).toEqual([
      {
        row: '/groq/models/llama-4-scout',
        subject: 'meta/llama-4-scout@groq',
        changes: [
          { attribute: 'context_window', before: null, after: 8192 },
          { attribute: 'price_input', before: 0.2, after: 0.3 },
        ],
      },
    ]);
    expect(planned.retire.claims).toEqual(
      first.add.claims.filter(({ value, subject }) => value === 0.2 && /scout/.test(subject)).map(({ id }) => id),
    );
  });

  test('without a row retires its claims, and its offer where imports alone have spoken of it', () => {
    const planned = plan(standing, rows.slice(1), { imported });
    expect(planned.gone).toEqual([{ row: '/groq/models/llama-4-scout', subject: 'meta/llama-4-scout@groq' }]);
    expect(planned.retire.offers).toEqual([]);
    expect(plan(standing, rows.slice(0, 2), { imported }).retire.offers).toEqual(['openai/gpt-4.1@groq']);
  });

  test('without more than half of the rows is refused unless that is meant', () => {
    expect(outcome(standing, rows.slice(2), { imported })).toMatchObject({ refused: { code: 'shrunk' } });
    expect(plan(standing, rows.slice(2), { imported, acceptGone: true }).gone).toHaveLength(2);
    expect(outcome(standing, [], { imported })).toMatchObject({ refused: { code: 'shrunk' } });
  });

  test('of another feed leaves this one’s claims alone', () => {
    const other = planImport({
      catalog: compileCatalog(standing),
      imported: new Set(imported),
      feed: { format: 'litellm', source: 'feed-litellm' },
      parsed: { count: 1, rows: [offerRow('llama-4-scout', { statements: [states('price_input', 0.25)] })], rejected: [] },
      asOf: '2026-11-23',
      acceptGone: false,
      claimId: claimIdOf,
    }) as ChangePlan;
    expect(other).toMatchObject({ gone: [], retire: { claims: [], offers: [] } });
  });
});

test('a fact on which the claim that would stand without the feed says something else is a disagreement, each time anew', () => {
  const rows = [offerRow('llama-4-scout', { statements: [states('price_input', 0.2), states('context_window', 131_072)] })];
  const planned = plan(MARKET, rows);
  const expected = {
    subject: 'meta/llama-4-scout@groq',
    attribute: 'price_input',
    feed: { value: 0.2, source: 'feed-models-dev', claim: expect.stringMatching(/^clm_/) },
    other: { value: 0.11, source: 'vendor-page', claim: 'clm_0000000000000002' },
  };
  expect(planned.disagreements.filter(({ attribute }) => attribute === 'price_input')).toEqual([expected]);
  expect(plan(withPlan(MARKET, planned), rows).disagreements).toEqual(planned.disagreements);
  const agreeing = [offerRow('llama-4-scout', { statements: [states('price_input', 0.11)] })];
  expect(plan(MARKET, agreeing).disagreements).toEqual([]);
});

test('a feed whose source the catalog does not know is refused', () => {
  const sources = MARKET.sources.filter(({ id }) => id !== 'feed-models-dev');
  expect(outcome({ ...MARKET, sources }, [])).toMatchObject({ refused: { code: 'unknown_source' } });
});

test('what a row states twice becomes one claim, with every detail that it was stated with', () => {
  const priced = {
    ...states('price_input', 0.2),
    qualifier: 'at_most' as const,
    conditions: 'on demand',
    note: 'from the list',
    when: { from: '2026-11-01', input_tokens_above: 200_000, daily_utc: [['01:00', '04:00']] as [string, string][] },
  };
  const later = { ...priced, when: { ...priced.when, from: '2026-12-01' } };
  const row = offerRow('gpt-4.1', { statements: [priced, later, priced] });
  const planned = plan(MARKET, [row]);
  expect(planned.new).toEqual([{ row: '/groq/models/gpt-4.1', subject: 'openai/gpt-4.1@groq', statements: 2 }]);
  const claim = {
    subject: 'openai/gpt-4.1@groq',
    attribute: 'price_input',
    value: 0.2,
    value_status: 'stated',
    qualifier: 'at_most',
    source: 'feed-models-dev',
    as_of: '2026-11-23',
    confidence: 'medium',
    conditions: 'on demand',
    note: 'from the list',
    locator: '/groq/models/gpt-4.1',
  };
  expect(planned.add.claims).toEqual([
    { ...claim, id: expect.stringMatching(/^clm_/), when: priced.when, position: 0 },
    { ...claim, id: expect.stringMatching(/^clm_/), when: later.when, position: 1 },
  ]);
  expect(changesCatalog(plan(withPlan(MARKET, planned), [row]))).toBe(false);
});

test('what an operator has stated to the letter stands already', () => {
  const row = offerRow('llama-4-scout');
  const standing = withPlan(MARKET, plan(MARKET, [row]), 'operator');
  const planned = plan(standing, [row]);
  expect(changesCatalog(planned)).toBe(false);
  expect(planned.new).toEqual([{ row: '/groq/models/llama-4-scout', subject: 'meta/llama-4-scout@groq', statements: 1 }]);
});

test('a statement that is gone from its row has nothing after it, one that came has nothing before it', () => {
  const first = plan(MARKET, [offerRow('gpt-4.1', { statements: [states('price_input', 3), states('context_window', 1000)] })]);
  const row = offerRow('gpt-4.1', { statements: [states('context_window', 1000), states('modalities_in', ['text', 'image'])] });
  const planned = plan(withPlan(MARKET, first), [row]);
  expect(planned.changed).toEqual([
    {
      row: '/groq/models/gpt-4.1',
      subject: 'openai/gpt-4.1@groq',
      changes: [
        { attribute: 'modalities_in', before: null, after: ['image', 'text'] },
        { attribute: 'price_input', before: 3, after: null },
      ],
    },
  ]);
});

test('a row about a model that is parked has no provider', () => {
  const row = offerRow('lonely', { about: 'model', provider: null, row: '/lonely\u0000' });
  expect(plan(MARKET, [row]).parked).toEqual([
    {
      row: '/lonely\\u{0}',
      code: 'odd_name',
      detail: 'the name is not vendor/slug, so that no model can be made of it',
      name: 'lonely',
      provider: null,
    },
  ]);
});

test('what stood without a place and is gone is named by what it spoke of alone', () => {
  const { locator: _locator, ...claim } = plan(MARKET, [offerRow('llama-4-scout')]).add.claims[0] as SeedClaim;
  const claims = [...MARKET.claims, { ...claim, origin: 'import' as const, added_in: 1, retired_in: null }];
  expect(plan({ ...MARKET, claims }, [], { acceptGone: true }).gone).toEqual([{ row: '', subject: 'meta/llama-4-scout@groq' }]);
});

describe('what rows about offers say of their model', () => {
  const data: CatalogData = {
    ...MARKET,
    attributes: [...MARKET.attributes, attributeOf('kind', { type: 'string', better: 'none', scale: null, values: ['chat', 'image'] })],
  };
  const says = (kind: string, provider: string) => offerRow('gpt-4.1', { provider, ofModel: [states('kind', kind)] });
  const kinds = ({ add }: ChangePlan) =>
    add.claims.filter(({ attribute }) => attribute === 'kind').map(({ subject, value, locator }) => [subject, value, locator]);

  test('is one claim on the model, of the first of them, and no row of its own', () => {
    const planned = plan(data, [says('chat', 'x'), says('chat', 'groq')]);
    expect(kinds(planned)).toEqual([['openai/gpt-4.1', 'chat', '/groq/models/gpt-4.1']]);
    expect(planned).toMatchObject({ rows: 2, accepted: 2 });
    expect(planned.new.map(({ subject }) => subject)).toEqual(['openai/gpt-4.1@groq', 'openai/gpt-4.1@x']);
  });

  test('is left out where they do not agree', () => {
    expect(kinds(plan(data, [says('chat', 'x'), says('image', 'groq')]))).toEqual([]);
  });

  test('stands as long as the rows say it, and goes with them', () => {
    const first = plan(data, [says('chat', 'x'), offerRow('glm-4.6')]);
    const standing = withPlan(data, first);
    const imported = first.add.offers.map(({ id }) => id);
    expect(changesCatalog(plan(standing, [says('chat', 'x'), offerRow('glm-4.6')], { imported }))).toBe(false);
    const planned = plan(standing, [offerRow('gpt-4.1', { provider: 'x' }), offerRow('glm-4.6')], { imported });
    expect(planned.gone).toEqual([]);
    expect(planned.retire.claims).toEqual(first.add.claims.filter(({ attribute }) => attribute === 'kind').map(({ id }) => id));
  });
});

describe('what can’t well be so', () => {
  const window = (value: number) => states('context_window', value);

  test('is marked beside what another source says, and counted with its row', () => {
    const [exact] = MARKET.claims.filter(({ subject }) => subject === 'openai/gpt-oss-120b');
    const planned = plan(MARKET, [offerRow('gpt-oss-120b', { statements: [window(128_000)] })]);
    expect(exact?.value).toBe(131_072);
    expect(planned.add.claims).toMatchObject([
      { value: 128_000, qualifier: 'approximately', note: 'doubtful: 128000 here, 131072 by vendor-page' },
    ]);
    expect(planned.doubts).toEqual([
      {
        check: 'rounded_window',
        row: '/groq/models/gpt-oss-120b',
        subject: 'openai/gpt-oss-120b@groq',
        attribute: 'context_window',
        detail: '128000 here, 131072 by vendor-page',
        effect: 'caveat',
      },
    ]);
  });

  test('as a tenth of what the vendor asks in the same file is parked; a row that another seller bears out is not', () => {
    const priced = (provider: string, price: number) => offerRow('gpt-4.1', { provider, statements: [states('price_input', price)] });
    const planned = plan(MARKET, [priced('openai', 2), priced('cheap', 0.02), priced('groq', 2.5)]);
    expect(planned).toMatchObject({ rows: 3, accepted: 2, doubts: [{ check: 'price_far_from_vendor', effect: 'parked' }] });
    expect(planned.parked).toMatchObject([
      { row: '/cheap/models/gpt-4.1', code: 'implausible_price', detail: 'price_input 0.02, the vendor’s own is 2 (feed-models-dev)' },
    ]);
    expect(planned.add.providers.map(({ id }) => id)).toEqual(['openai']);
    expect(plan(MARKET, [priced('openai', 2), priced('cheap', 0.02), priced('groq', 0.05)])).toMatchObject({ accepted: 3, parked: [] });
  });

  test('is found by the price of another source before that of the file', () => {
    const offer = { id: 'openai/gpt-4.1@openai', model: 'openai/gpt-4.1', provider: 'openai', variant: null };
    const [, price] = MARKET.claims;
    const data: CatalogData = {
      ...MARKET,
      providers: [...MARKET.providers, { id: 'openai', name: 'OpenAI' }],
      offers: [...MARKET.offers, offer],
      claims: [...MARKET.claims, { ...(price as Claim), id: 'clm_0000000000000009', subject: offer.id, value: 2 }],
    };
    const planned = plan(data, [offerRow('gpt-4.1', { provider: 'cheap', statements: [states('price_input', 0.2)] })]);
    expect(planned.parked).toMatchObject([{ code: 'implausible_price', detail: 'price_input 0.2, the vendor’s own is 2 (vendor-page)' }]);
  });
});
