import { describe, expect, test } from 'vitest';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import { matchRows } from '../../../src/feeds/plan/match-rows.ts';
import type { FeedRow } from '../../../src/feeds/rows/parsed-feed.ts';
import { MARKET, marketCatalog, modelAlias, offerRow, states } from '../../support/catalogs/market-catalog.ts';

const place = (rows: readonly FeedRow[], over: Partial<CatalogData> = {}) => matchRows(marketCatalog(over), 'models-dev', rows);
const subjects = (rows: readonly FeedRow[], over: Partial<CatalogData> = {}) =>
  Object.fromEntries(place(rows, over).matched.map(({ row, subject }) => [row.row, subject]));
const parked = (rows: readonly FeedRow[], over: Partial<CatalogData> = {}) =>
  place(rows, over).parked.map(({ row, code, detail }) => [row.row, code, detail]);

describe('a row about a model', () => {
  const modelRow = (name: string, over: Partial<FeedRow> = {}) =>
    offerRow(name, { about: 'model', provider: null, row: `/${name}`, statements: [states('context_window', 1000)], ...over });

  test('makes a model whose name for people is its title, or its id where the title has nothing to show', () => {
    const rows = [modelRow('lab/a', { title: 'Model\u202e <b>A</b>' }), modelRow('lab/b'), modelRow('lab/c', { title: '<b>' })];
    expect([...place(rows).models.values()]).toEqual([
      { id: 'lab/a', name: 'Model A', family: null },
      { id: 'lab/b', name: 'lab/b', family: null },
      { id: 'lab/c', name: 'lab/c', family: null },
    ]);
  });

  test('that means two models is parked, and so is one whose name is no plain text: neither makes one', () => {
    const aliases = [modelAlias(null, 'lab/both', 'zai/glm-4.6'), modelAlias(null, 'lab_both', 'openai/gpt-4.1')];
    const rows = [modelRow('lab/both'), modelRow('lаb/cyrillic')];
    expect(parked(rows, { aliases })).toEqual([
      ['/lab/both', 'ambiguous', 'the names of this row mean openai/gpt-4.1 and zai/glm-4.6'],
      ['/lаb/cyrillic', 'odd_name', 'the name is no plain ASCII text of at most 300 characters'],
    ]);
    expect(place(rows, { aliases }).models.size).toBe(0);
  });

  test('is one of several that speak of one model: the one called as it is stands, the others name it', () => {
    const aliases = [modelAlias(null, 'lab/first', 'zai/glm-4.6')];
    const rows = [modelRow('lab/first'), modelRow('zai/glm-4.6')];
    expect(subjects(rows, { aliases })).toEqual({ '/zai/glm-4.6': 'zai/glm-4.6' });
    expect(parked(rows, { aliases })).toEqual([['/lab/first', 'ambiguous', '/zai/glm-4.6 speaks of zai/glm-4.6 already']]);
  });

  test('names that differ in spelling only are parked together, each with all of them in order', () => {
    expect(parked([modelRow('lab/b_1'), modelRow('lab/b.1')])).toEqual([
      ['/lab/b_1', 'ambiguous', 'names that differ in spelling only: lab/b.1, lab/b_1'],
      ['/lab/b.1', 'ambiguous', 'names that differ in spelling only: lab/b.1, lab/b_1'],
    ]);
  });

  test('is parked with the reason where no model can be made of it', () => {
    expect(parked([modelRow('plain'), modelRow('a/b/c'), modelRow('meta/llama-4'), modelRow('lab/x', { statements: [] })])).toEqual([
      ['/lab/x', 'states_nothing', 'the row states nothing that the vocabulary has a word for'],
      ['/plain', 'odd_name', 'the name is not vendor/slug, so that no model can be made of it'],
      ['/a/b/c', 'odd_name', 'the name is not vendor/slug, so that no model can be made of it'],
      ['/meta/llama-4', 'ambiguous', 'meta/llama-4 is a family of the catalog'],
    ]);
  });
});

test('rows about models without a normal form are not alike: each is parked for its own name', () => {
  const odd = (name: string, row: string) => offerRow(name, { about: 'model', provider: null, row });
  expect(parked([odd('lаb/one', '/1'), odd('lаb/two', '/2')]).map(([row, code]) => [row, code])).toEqual([
    ['/1', 'odd_name'],
    ['/2', 'odd_name'],
  ]);
});

describe('a row about an offer', () => {
  test('is parked where one of two marks of its edition can’t be named', () => {
    const aliases = [modelAlias(null, 'fast', 'openai/gpt-4.1', 'fast')];
    expect(parked([offerRow('fast', { variant: '…' })], { aliases })).toEqual([
      ['/groq/models/fast', 'odd_name', 'the name of the edition is no plain ASCII text, or too long for an id'],
    ]);
  });

  test('has one mark for an edition that alias and row name alike', () => {
    const aliases = [modelAlias(null, 'fast', 'openai/gpt-4.1', 'fast')];
    expect(subjects([offerRow('fast', { variant: 'Fast' })], { aliases })).toEqual({ '/groq/models/fast': 'openai/gpt-4.1@groq:fast' });
  });

  test('is parked where its provider or its edition can’t be named', () => {
    const rows = [
      offerRow('gpt-4.1', { provider: null, row: '/nobody' }),
      offerRow('gpt-4.1', { provider: 'grоq', row: '/cyrillic' }),
      offerRow('gpt-4.1', { variant: '…', row: '/dots' }),
      offerRow('gpt-99', { row: '/unknown' }),
    ];
    expect(parked(rows)).toEqual([
      ['/nobody', 'odd_name', 'the provider’s name is no plain ASCII text, or too long for an id'],
      ['/cyrillic', 'odd_name', 'the provider’s name is no plain ASCII text, or too long for an id'],
      ['/dots', 'odd_name', 'the name of the edition is no plain ASCII text, or too long for an id'],
      ['/unknown', 'unknown_model', 'no alias and no exact name of a model of the catalog'],
    ]);
  });

  test('is parked where the editions of alias and row together are longer than a part of an id', () => {
    const [long, short] = ['a'.repeat(50), 'b'.repeat(49)];
    const aliases = [modelAlias(null, 'fast', 'openai/gpt-4.1', long)];
    expect(subjects([offerRow('fast', { variant: short })], { aliases })).toEqual({
      '/groq/models/fast': `openai/gpt-4.1@groq:${long}-${short}`,
    });
    expect(parked([offerRow('fast', { variant: `${short}b` })], { aliases })).toEqual([
      ['/groq/models/fast', 'odd_name', 'the name of the edition is no plain ASCII text, or too long for an id'],
    ]);
  });

  test('is parked where its id would be longer than 300 characters', () => {
    const model = `${'v'.repeat(99)}/${'s'.repeat(100)}`;
    const models = [...MARKET.models, { id: model, name: 'Long', family: null }];
    const rows = ['p'.repeat(99), 'q'.repeat(100)].map((provider) => offerRow(model, { provider, row: `/${provider[0]}` }));
    expect(subjects(rows, { models })).toEqual({ '/p': `${model}@${'p'.repeat(99)}` });
    expect(parked(rows, { models })).toEqual([['/q', 'odd_name', 'the id of the offer would be longer than 300 characters']]);
  });

  test.each([[['Together_AI', 'Together-AI']], [['Together-AI', 'Together_AI']]])(
    'brings a provider that the catalog lacks, called by the smaller of its spellings %j',
    (spellings) => {
      const rows = spellings.map((provider, index) => offerRow(['gpt-4.1', 'glm-4.6'][index] as string, { provider }));
      expect([...place(rows).providers.values()]).toEqual([{ id: 'together-ai', name: 'Together-AI' }]);
    },
  );

  test('at a provider of the catalog leaves its name alone', () => {
    expect([...place([offerRow('gpt-4.1', { provider: 'GROQ' })]).providers.values()]).toEqual([{ id: 'groq', name: 'Groq' }]);
  });
});

describe('of several rows on one model at one provider', () => {
  const aliases = [modelAlias(null, 'oss', 'openai/gpt-oss-120b')];

  test('one that ends in the model’s name is plainer than an alias, however short that is', () => {
    expect(subjects([offerRow('oss', { row: '/1' }), offerRow('x/y/gpt-oss-120b', { row: '/2' })], { aliases })).toEqual({
      '/1': 'openai/gpt-oss-120b@groq:oss',
      '/2': 'openai/gpt-oss-120b@groq',
    });
  });

  test('one that is the model’s name and nothing else is plainer than a shorter path', () => {
    expect(subjects([offerRow('a/gpt-oss-120b', { row: '/1' }), offerRow('GPT - OSS - 120B', { row: '/2' })])).toEqual({
      '/1': 'openai/gpt-oss-120b@groq:a-gpt-oss-120b',
      '/2': 'openai/gpt-oss-120b@groq',
    });
  });

  test('the shorter name is plainer, then the smaller one', () => {
    const rows = [
      offerRow('zz/gpt-oss-120b', { row: '/1' }),
      offerRow('b/gpt-oss-120b', { row: '/2' }),
      offerRow('a/gpt-oss-120b', { row: '/3' }),
    ];
    expect(subjects(rows)).toEqual({
      '/1': 'openai/gpt-oss-120b@groq:zz-gpt-oss-120b',
      '/2': 'openai/gpt-oss-120b@groq:b-gpt-oss-120b',
      '/3': 'openai/gpt-oss-120b@groq',
    });
  });

  test('of one name the first place is plain, the second is told apart by the name, the third is parked', () => {
    const rows = ['/3', '/1', '/2'].map((row) => offerRow('gpt-oss-120b', { row }));
    expect(subjects(rows)).toEqual({ '/1': 'openai/gpt-oss-120b@groq', '/2': 'openai/gpt-oss-120b@groq:gpt-oss-120b' });
    expect(parked(rows)).toEqual([['/3', 'ambiguous', '/2 speaks of openai/gpt-oss-120b@groq:gpt-oss-120b already']]);
  });

  test('one whose name can’t tell it apart is parked', () => {
    const long = `${'x'.repeat(90)}/gpt-oss-120b`;
    expect(parked([offerRow('gpt-oss-120b'), offerRow(long, { row: '/long' })])).toEqual([
      ['/long', 'odd_name', 'the name can’t be part of an id'],
    ]);
  });
});

describe('what is no model', () => {
  const synonyms = [
    { id: 'zhipuai', means: 'zai', source: 'vendor-page', locator: 'x' },
    { id: 'lab/one', means: 'lab/one-2026', source: 'vendor-page', locator: 'x' },
    { id: 'lab/chat', means: null, source: 'vendor-page', locator: 'x' },
  ];
  const modelRow = (name: string, over: Partial<FeedRow> = {}) =>
    offerRow(name, { about: 'model', provider: null, row: `/${name}`, statements: [states('context_window', 1000)], ...over });

  test('a name that moves on makes no model, nor does one that the catalog says moves on', () => {
    const rows = [modelRow('google/gemini-flash-latest'), modelRow('lab/chat'), offerRow('gpt-oss-latest'), offerRow('lab/chat')];
    expect(place(rows, { synonyms }).models.size).toBe(0);
    expect(parked(rows, { synonyms }).map(([row, code]) => [row, code])).toEqual([
      ['/google/gemini-flash-latest', 'moving_alias'],
      ['/lab/chat', 'moving_alias'],
      ['/groq/models/gpt-oss-latest', 'moving_alias'],
      ['/groq/models/lab~1chat', 'moving_alias'],
    ]);
  });

  test('nor does it mean a model of that name that an earlier import has made', () => {
    const models = [...MARKET.models, { id: 'google/gemini-flash-latest', name: 'x', family: null }];
    expect(parked([modelRow('google/gemini-flash-latest'), offerRow('gemini-flash-latest')], { models }).map(([, code]) => code)).toEqual([
      'moving_alias',
      'moving_alias',
    ]);
  });

  test('where the file or an alias says what it means today, its offer is marked and apart from the plain one', () => {
    const aliases = [modelAlias(null, 'scout-latest', 'meta/llama-4-scout')];
    const rows = [offerRow('~openai/gpt-latest', { spellings: ['openai/gpt-4.1'] }), offerRow('openai/gpt-4.1'), offerRow('scout-latest')];
    expect(Object.values(subjects(rows, { aliases })).sort()).toEqual([
      'meta/llama-4-scout@groq:latest',
      'openai/gpt-4.1@groq',
      'openai/gpt-4.1@groq:latest',
    ]);
  });

  test('a router is parked as one, whatever it may mean', () => {
    const aliases = [modelAlias(null, 'openrouter/auto', 'meta/llama-4-scout')];
    const router = { row: '/r', spellings: ['openai/gpt-4.1'] };
    expect(parked([offerRow('openrouter/auto', router)], { aliases })).toEqual([
      ['/r', 'router', 'no model: requests go to whichever model it picks'],
    ]);
  });

  test('a vendor and a model under two names are one, also where the catalog does not have the model yet', () => {
    const rows = [modelRow('zhipuai/glm-4.6'), modelRow('zhipuai/glm-5'), modelRow('lab/one'), modelRow('lab/one-2026')];
    expect(subjects(rows, { synonyms })).toEqual({
      '/zhipuai/glm-4.6': 'zai/glm-4.6',
      '/zhipuai/glm-5': 'zai/glm-5',
      '/lab/one-2026': 'lab/one-2026',
    });
    expect(parked(rows, { synonyms })).toEqual([['/lab/one', 'ambiguous', '/lab/one-2026 speaks of lab/one-2026 already']]);
  });

  test('the next file finds what the first has made under either name', () => {
    const models = [...MARKET.models, { id: 'zai/glm-5', name: 'x', family: null }, { id: 'lab/one-2026', name: 'x', family: null }];
    expect(subjects([modelRow('zhipuai/glm-5'), modelRow('lab/one')], { models, synonyms })).toEqual({
      '/zhipuai/glm-5': 'zai/glm-5',
      '/lab/one': 'lab/one-2026',
    });
    expect(subjects([offerRow('zhipuai/glm-5'), offerRow('openrouter/lab/one')], { models, synonyms })).toEqual({
      '/groq/models/zhipuai~1glm-5': 'zai/glm-5@groq',
      '/groq/models/openrouter~1lab~1one': 'lab/one-2026@groq',
    });
  });

  test('the provider of that name stays a provider', () => {
    expect(subjects([offerRow('glm-4.6', { provider: 'zhipuai' })], { synonyms })).toEqual({
      '/zhipuai/models/glm-4.6': 'zai/glm-4.6@zhipuai',
    });
  });
});
