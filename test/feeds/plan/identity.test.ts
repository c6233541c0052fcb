import { describe, expect, test } from 'vitest';
import type { Alias } from '../../../src/catalog/alias.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import { modelFinder, modelRowFinder, providerFinder } from '../../../src/feeds/plan/identity.ts';
import { normalForm, shownRow, shownText, slugOf } from '../../../src/feeds/plan/normal-form.ts';
import { MARKET, marketCatalog, modelAlias } from '../../support/catalogs/market-catalog.ts';

const find = (name: string, aliases: Alias[] = [], spellings: string[] = []) =>
  modelFinder(marketCatalog({ aliases }), 'models-dev')({ name, spellings });

test.each([
  ['GLM-4.6', 'glm-4-6'],
  ['  Llama_4 Scout ', 'llama-4-scout'],
  ['ｇｐｔ－４.１', 'gpt-4-1'],
  ['@cf/meta/llama-4', 'cf-meta-llama-4'],
  ['gpt‑4', null],
  ['gрt-4', null],
  ['gpt-4\u0000', null],
  ['gpt-4\u202e', null],
  ['<b>gpt-4</b>', null],
  ['gpt-4\n', null],
  ['...', null],
  ['', null],
  ['x'.repeat(301), null],
  ['x'.repeat(1_000_000), null],
])('the normal form of %j is %j', (name, form) => {
  expect(normalForm(name)).toBe(form);
});

test.each([
  ['GLM-4.6', 'glm-4.6'],
  ['MiniMax-M2', 'minimax-m2'],
  ['together_ai', 'together-ai'],
  ['a..b', 'a-b'],
  ['-a.-b.', 'a-b'],
  ['../../etc/passwd', 'etc-passwd'],
  ['x'.repeat(101), null],
  ['…', null],
])('the slug of %j is %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('text for people has nothing unseen and no markup in it, and is of bounded length', () => {
  expect(shownText('Llama\u202e 4 <script>alert(1)</script>\u0000 Scout', 200)).toBe('Llama 4 alert(1) Scout');
  expect(shownText('y'.repeat(1_000_000), 200)).toHaveLength(200);
  expect(shownText('<<<>\u200b', 200)).toBe('');
});

test('places stay different although what can’t be seen is escaped', () => {
  expect(shownRow('/a\u202e')).toBe('/a\\u{202e}');
  expect(shownRow('/a\u202d')).not.toBe(shownRow('/a\u202e'));
  expect(shownRow(`/${'z'.repeat(1_000_000)}`).length).toBeLessThan(700);
});

describe('a name means a model', () => {
  test.each([
    ['the slug', 'gpt-oss-120b', 'openai/gpt-oss-120b'],
    ['the slug in another spelling', 'GPT_OSS 120B', 'openai/gpt-oss-120b'],
    ['dots and dashes alike', 'gpt-4-1', 'openai/gpt-4.1'],
    ['vendor and slug', 'openai/gpt-oss-120b', 'openai/gpt-oss-120b'],
    ['vendor-slug as one', 'openai-gpt-oss-120b', 'openai/gpt-oss-120b'],
    ['the end of a path', 'accounts/fireworks/models/llama-4-scout', 'meta/llama-4-scout'],
    ['the end of a path with its vendor', 'groq/openai/gpt-oss-120b', 'openai/gpt-oss-120b'],
    ['a segment that is no vendor here', 'meta-llama/Llama-4-Scout', 'meta/llama-4-scout'],
    ['full-width letters', 'ｌｌａｍａ-4-scout', 'meta/llama-4-scout'],
  ])('by %s: %s', (_how, name, model) => {
    expect(find(name)).toEqual({ model, variant: null });
  });
});

describe('a name means no model', () => {
  test.each([
    ['a beginning of one', 'gpt-oss', 'unknown_model'],
    ['one with more at its end', 'gpt-oss-120b-maas', 'unknown_model'],
    ['one with a date', 'gpt-4.1-2025-04-14', 'unknown_model'],
    ['one with a mark of an edition', 'gpt-oss-120b:free', 'unknown_model'],
    ['under another vendor of ours', 'meta/gpt-oss-120b', 'unknown_model'],
    ['a family', 'meta/llama-4', 'unknown_model'],
    ['a word of Object', '__proto__', 'unknown_model'],
    ['Cyrillic letters that look alike', 'gpt-оss-120b', 'odd_name'],
    ['a letter that can’t be seen', 'gpt-oss-120b\u200b', 'odd_name'],
    ['turned text', '\u202egpt-oss-120b', 'odd_name'],
    ['a NUL', 'gpt-oss-120b\u0000', 'odd_name'],
    ['markup', '<i>gpt-oss-120b', 'odd_name'],
    ['a megabyte', 'g'.repeat(1_000_000), 'odd_name'],
    ['nothing', '', 'odd_name'],
  ])('if it is %s', (_what, name, code) => {
    expect(find(name)).toMatchObject({ code });
  });
});

describe('aliases', () => {
  test('one of this feed goes before one of any feed, and that before a name', () => {
    const any = modelAlias(null, 'gpt-4.1', 'zai/glm-4.6');
    const own = modelAlias('models-dev', 'GPT 4.1', 'meta/llama-4-scout', 'eu');
    expect(find('gpt-4.1', [any])).toEqual({ model: 'zai/glm-4.6', variant: null });
    expect(find('gpt-4.1', [any, own])).toEqual({ model: 'meta/llama-4-scout', variant: 'eu' });
  });

  test('one of another feed does not count', () => {
    expect(find('scout', [modelAlias('litellm', 'scout', 'meta/llama-4-scout')])).toMatchObject({ code: 'unknown_model' });
  });

  test('a further spelling of the row is a name of it too', () => {
    expect(find('x1', [], ['meta-llama/Llama-4-Scout'])).toEqual({ model: 'meta/llama-4-scout', variant: null });
    expect(find('x1', [modelAlias(null, 'hf/one', 'zai/glm-4.6')], ['hf/one'])).toEqual({ model: 'zai/glm-4.6', variant: null });
  });

  test('names of one row that mean two models mean none', () => {
    const parked = find('gpt-4.1', [], ['llama-4-scout']);
    expect(parked).toEqual({ code: 'ambiguous', detail: 'the names of this row mean meta/llama-4-scout and openai/gpt-4.1' });
  });
});

test('two models with one normal form are told apart by nothing', () => {
  const models = [...MARKET.models, { id: 'openai/gpt-4-1', name: 'Another', family: null }];
  const parked = modelFinder(marketCatalog({ models }), 'models-dev')({ name: 'openai/gpt-4.1', spellings: [] });
  expect(parked).toEqual({ code: 'ambiguous', detail: 'the names of this row mean openai/gpt-4-1 and openai/gpt-4.1' });
});

test('a vendor that only imports have spoken of binds no path', () => {
  const models = [...MARKET.models, { id: 'zhipuai/glm-5', name: 'GLM-5', family: null }];
  const finder = modelFinder(marketCatalog({ models }), 'models-dev');
  expect(finder({ name: 'zhipuai/glm-4.6', spellings: [] })).toEqual({ model: 'zai/glm-4.6', variant: null });
  expect(finder({ name: 'zhipuai/glm-5', spellings: [] })).toEqual({ model: 'zhipuai/glm-5', variant: null });
});

test.each([
  ['groq', { provider: 'groq', known: true }],
  ['GroqCloud', { provider: 'groq', known: true }],
  ['together_ai', { provider: 'together-ai', known: false }],
  ['__proto__', { provider: 'proto', known: false }],
])('the provider %s', (name, found) => {
  const alias: Alias = { id: 'any:provider:groqcloud', feed: null, kind: 'provider', spelling: 'groqcloud', target: 'groq', variant: null };
  expect(providerFinder(marketCatalog({ aliases: [alias] }), 'litellm')(name)).toEqual(found);
});

test('a provider whose name is no plain text is not made up', () => {
  expect(providerFinder(marketCatalog(), 'litellm')('grоq')).toMatchObject({ code: 'odd_name' });
});

test('a name that ends in a slash has an empty last segment, which means no model', () => {
  expect(find('acme/')).toEqual({ code: 'unknown_model', detail: 'no alias and no exact name of a model of the catalog' });
  expect(find('acme//gpt-4.1')).toEqual({ model: 'openai/gpt-4.1', variant: null });
});

test('of two names of a row that mean one model, the edition is that of the alias that names one', () => {
  const aliases = [modelAlias(null, 'scout', 'meta/llama-4-scout'), modelAlias(null, 'scout-fast', 'meta/llama-4-scout', 'fast')];
  expect(find('scout', aliases, ['scout-fast'])).toEqual({ model: 'meta/llama-4-scout', variant: 'fast' });
});

test('a provider alias of this feed goes before one of any feed; two that mean different providers mean none', () => {
  const alias = (feed: string | null, spelling: string, target: string): Alias => ({
    id: `${feed ?? 'any'}:provider:${spelling}`,
    feed,
    kind: 'provider',
    spelling,
    target,
    variant: null,
  });
  const finder = (...aliases: Alias[]) => providerFinder(marketCatalog({ aliases }), 'litellm');
  const any = alias(null, 'lpu', 'groq');
  expect(finder(any)('LPU')).toEqual({ provider: 'groq', known: true });
  expect(finder(any, alias('litellm', 'lpu', 'self-hosted'))('LPU')).toEqual({ provider: 'self-hosted', known: true });
  expect(finder(any, alias('openrouter', 'lpu', 'self-hosted'))('LPU')).toEqual({ provider: 'groq', known: true });
  expect(finder(any, alias(null, 'Lpu.', 'self-hosted'))('lpu')).toEqual({
    code: 'ambiguous',
    detail: 'the provider’s name means groq and self-hosted',
  });
});

describe('a row about a model as such', () => {
  const models = [...MARKET.models, { id: 'nvidia/nemo', name: 'Nemo', family: null }];
  const named = (name: string) => modelRowFinder(marketCatalog({ models }), 'models-dev-models')({ name, spellings: [] });

  test('finds a model that only an import has made by its full name, in any spelling', () => {
    expect(named('nvidia/nemo')).toEqual({ model: 'nvidia/nemo', variant: null });
    expect(named('NVIDIA_Nemo')).toEqual({ model: 'nvidia/nemo', variant: null });
  });

  test('but not by its slug, by which it finds the models that others have spoken of', () => {
    expect(named('other/nemo')).toMatchObject({ code: 'unknown_model' });
    expect(named('other/glm-4.6')).toEqual({ model: 'zai/glm-4.6', variant: null });
  });
});

test('an alias of a model is none of a provider of the same spelling, nor the other way round', () => {
  const provider: Alias = { id: 'any:provider:lpu', feed: null, kind: 'provider', spelling: 'lpu', target: 'groq', variant: null };
  const aliases = [provider, modelAlias(null, 'scout', 'meta/llama-4-scout')];
  expect(find('lpu', aliases)).toMatchObject({ code: 'unknown_model' });
  expect(providerFinder(marketCatalog({ aliases }), 'litellm')('scout')).toEqual({ provider: 'scout', known: false });
});

test('names without a normal form are alike to nothing, not even to one another', () => {
  expect(find('x1', [modelAlias(null, '…', 'zai/glm-4.6')], ['—'])).toMatchObject({ code: 'unknown_model' });
});

test('a provider whose name is too long for a part of an id is not made up', () => {
  const finder = providerFinder(marketCatalog(), 'litellm');
  expect(finder('x'.repeat(100))).toEqual({ provider: 'x'.repeat(100), known: false });
  expect(finder('x'.repeat(101))).toEqual({
    code: 'odd_name',
    detail: 'the provider’s name is no plain ASCII text, or too long for an id',
  });
});

describe('in a path', () => {
  const claim = { ...(MARKET.claims[0] as Claim), origin: 'import' as const };
  const models = [...MARKET.models, { id: 'acme/meta', name: 'Meta', family: null }, { id: 'zhipuai/glm-5', name: 'GLM-5', family: null }];
  const claims = [...MARKET.claims, { ...claim, id: 'clm_0000000000000006', subject: 'zhipuai/glm-5' }];
  const named = (name: string) => modelFinder(marketCatalog({ models, claims }), 'models-dev')({ name, spellings: [] });

  test.each([
    ['gpt-oss/120b', 'openai/gpt-oss-120b', 'a slash is what any other mark is'],
    ['zai/extra/glm-4.6', 'zai/glm-4.6', 'the vendor may stand anywhere before the name'],
    ['meta/zai/extra/glm-4.6', 'zai/glm-4.6', 'the nearest vendor counts'],
    ['x/meta', 'acme/meta', 'the name itself is no vendor'],
    ['zhipuai/glm-4.6', 'zai/glm-4.6', 'a vendor of whom only an import has spoken is none'],
  ])('%s means %s: %s', (name, model) => {
    expect(named(name)).toEqual({ model, variant: null });
  });

  test('another vendor before the name means another model', () => {
    for (const name of ['meta/extra/glm-4.6', 'zai/meta/extra/glm-4.6']) expect(named(name)).toMatchObject({ code: 'unknown_model' });
  });
});

test('a row about a model that means two stays ambiguous, although one has its full name', () => {
  const find = modelRowFinder(marketCatalog(), 'models-dev-models');
  expect(find({ name: 'zai/glm-4.6', spellings: ['gpt-4.1'] })).toMatchObject({ code: 'ambiguous' });
});
