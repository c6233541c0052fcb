import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { Comparison } from '../../src/comparing/answer.ts';
import type { App } from '../../src/http/deps.ts';
import { COMPARISON_ANSWER } from '../../src/routes/answer-examples.ts';
import { COMPARISON_REQUEST } from '../../src/routes/comparison-request.ts';
import { appOver, seededCatalog } from '../support/catalogs/seeded.ts';
import { chooses, optionOf } from '../support/requests/comparing.ts';

let app: App;
let catalog: Catalog;

beforeAll(() => {
  catalog = seededCatalog();
  app = appOver(catalog);
});

const post = (payload: unknown, url = '/v1/comparisons') =>
  app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) });

async function compared(body: unknown): Promise<Comparison> {
  const answer = await post(body);
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer.json();
}

async function refused(body: unknown): Promise<[number, [string, string][]]> {
  const answer = await post(body);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  return [answer.statusCode, answer.json().errors.map((fault: { pointer: string; code: string }) => [fault.pointer, fault.code])];
}

const SCOUT = 'meta/llama-4-scout';
const V31 = 'deepseek/deepseek-v3.1';
const SHOWN_OFFER = 'openai/gpt-5@openai';

describe('an answer', () => {
  test.each([
    ['two models', { models: [SCOUT, V31] }],
    ['the families of the article', { view: 'article', models: ['meta/llama-4', 'deepseek/deepseek'] }],
    ['a model and an offer by preferences', { models: [SCOUT], offers: [SHOWN_OFFER], prefer: { order: ['coding', 'price_output'] } }],
    ['by a profile', { models: [SCOUT, V31, 'openai/gpt-5'], prefer: { profile: 'coding-agent' } }],
    ['by some sources', { models: [SCOUT, V31], sources: { except: ['openrouter'] } }],
    [
      'ten',
      {
        models: [
          'openai/gpt-5',
          'openai/gpt-4o',
          SCOUT,
          V31,
          'xai/grok-4',
          'zai/glm-4.6',
          'cohere/command-a',
          'microsoft/phi-4',
          'amazon/nova-pro',
          'google/gemini-2.5-pro',
        ],
      },
    ],
  ])('on %s fits its schema, and every rule’s request, posted as it is, chooses what the rule says', async (_what, body) => {
    const answer = await compared(body);
    expect(Comparison.safeParse(answer).error?.issues ?? []).toEqual([]);
    expect(answer.rules.length).toBeGreaterThan(0);
    for (const rule of answer.rules) {
      if (rule.kind === 'never') continue;
      const ranking = await post(rule.request, '/v1/rankings');
      expect([ranking.statusCode, rule.text, ranking.statusCode === 200 && chooses(ranking.json(), optionOf(answer, rule))]).toEqual([
        200,
        rule.text,
        true,
      ]);
    }
  });

  test('is the same bytes for the same body', async () => {
    const body = { models: [SCOUT, V31], prefer: { weights: { price_output: 1, context_window: 2 } } };
    expect((await post(body)).body).toBe((await post(body)).body);
  });

  test('is the example of the document, but for the revision (npm run openapi)', async () => {
    const { catalog: _stamp, ...answer } = await compared(COMPARISON_REQUEST);
    const { catalog: _then, ...example } = COMPARISON_ANSWER;
    expect(answer).toEqual(example);
  });
});

describe('the table', () => {
  const PAIRS = [
    [SCOUT, V31],
    ['openai/gpt-5', 'google/gemini-2.5-pro'],
    ['meta/llama-3.3-70b-instruct', 'anthropic/claude-haiku-4.5'],
    ['meta/llama-4', 'deepseek/deepseek'],
  ];

  test.each(PAIRS)('shows of %s and %s what GET /v1/models shows', async (...pair) => {
    const view = catalog.families.has(pair[0] as string) ? 'article' : 'verified';
    const answer = await compared({ view, models: pair });
    for (const id of pair) {
      const page = (await app.inject(`/v1/models/${id}`)).json();
      let shown = 0;
      for (const { attribute, values } of answer.attributes) {
        const value = values.find((one) => one.option === id);
        const offers: { id: string; facts: Record<string, object> }[] = page.offers;
        const facts = [page.facts[view][attribute], ...offers.map((offer) => offer.facts[attribute])].filter(Boolean);
        // the maker is in the id, and no claim
        if (value?.status !== 'known' || attribute === 'vendor') continue;
        shown++;
        // a model's maker is read off its id, which is on the page
        if (attribute === 'vendor') {
          expect([value.value, value.claim]).toEqual([page.id.split('/')[0], null]);
          continue;
        }
        const fact = facts.find((one) => one.claim === value.claim);
        expect([attribute, fact?.status, fact?.value, fact?.conflicts]).toEqual([attribute, value.status, value.value, value.conflicts]);
        const [claim] = [(await app.inject(`/v1/claims/${value.claim}`)).json()];
        expect([claim.attribute, claim.qualifier]).toEqual([attribute, value.qualifier]);
        const named = offers.find((offer) => offer.id === value.offer);
        if (value.offer !== null) expect(named).toBeDefined();
        if (named && attribute in named.facts) expect((named.facts[attribute] as { claim: string }).claim).toBe(value.claim);
      }
      expect(shown).toBeGreaterThan(20);
      const unknown = answer.attributes.filter(({ values }) => values.find((one) => one.option === id)?.status === 'unknown');
      if (view === 'article')
        for (const { attribute } of unknown) expect(page.facts.article[attribute]?.status ?? 'unknown').toBe('unknown');
    }
  });

  test('can be narrowed to some attributes', async () => {
    const { attributes, resolved } = await compared({ models: [SCOUT, V31], attributes: ['price_output', 'context_window'] });
    expect(attributes.map(({ attribute }) => attribute)).toEqual(['context_window', 'price_output']);
    expect(resolved.attributes).toEqual(['context_window', 'price_output']);
  });
});

describe('what is refused', () => {
  test.each<[string, unknown, number, [string, string][]]>([
    ['no object', [], 400, [['#', 'wrong_type']]],
    ['nothing named', {}, 422, [['#', 'too_few']]],
    ['one alone', { models: [SCOUT] }, 422, [['#', 'too_few']]],
    ['too many in one list', { models: Array.from({ length: 11 }, (_, i) => `lab/m-${i}`) }, 400, [['#/models', 'too_big']]],
    [
      'an unknown model and an unknown offer, with an attribute of no name',
      { models: ['meta/llama-4-scot'], offers: ['openai/gpt-5@opnai'], attributes: ['context_windw'] },
      422,
      [
        ['#/models/0', 'unknown_model'],
        ['#/offers/0', 'unknown_offer'],
        ['#/attributes/0', 'unknown_attribute'],
      ],
    ],
    ['a family among models', { models: ['meta/llama-4', SCOUT] }, 422, [['#/models/0', 'is_a_family']]],
    ['the same twice', { models: [SCOUT, SCOUT] }, 422, [['#/models/1', 'duplicate']]],
    [
      'an offer of a model that is compared too',
      { models: ['openai/gpt-5', SCOUT], offers: [SHOWN_OFFER] },
      422,
      [['#/offers/0', 'overlap']],
    ],
    [
      'models and offers in the article’s view',
      { view: 'article', models: [SCOUT, 'openai/gpt-4', 'meta/lama-4'], offers: [SHOWN_OFFER] },
      422,
      [
        ['#/models/0', 'not_in_view'],
        ['#/models/1', 'not_in_view'],
        ['#/models/2', 'unknown_family'],
        ['#/offers/0', 'not_in_view'],
      ],
    ],
    [
      'unknown members, wrong types and bad names together',
      { model: [SCOUT], offers: 'x', models: [SCOUT, 7], prefer: { weights: { nonsense: 1 } }, as_of: '2026-02-30' },
      400,
      [
        ['#/models/1', 'wrong_type'],
        ['#/offers', 'wrong_type'],
        ['#/model', 'unknown_field'],
        ['#/as_of', 'not_a_date'],
        ['#/prefer/weights/nonsense', 'unknown_criterion'],
      ],
    ],
    [
      'both a view and sources',
      { view: 'all', sources: { only: ['nobody'] }, models: [SCOUT, V31] },
      422,
      [
        ['#/sources', 'exactly_one_of'],
        ['#/sources/only/0', 'unknown_source'],
      ],
    ],
    [
      'a preference without a scale',
      { models: [SCOUT, V31], prefer: { weights: { license: 1 } } },
      422,
      [['#/prefer/weights/license', 'scale_needed']],
    ],
    [
      'a scale of the wrong kind',
      { models: [SCOUT, V31], scales: { license: { worst: 0, best: 1 } } },
      422,
      [['#/scales/license', 'wrong_scale']],
    ],
    ['requirements: they belong to a ranking', { models: [SCOUT, V31], require: {} }, 400, [['#/require', 'unknown_field']]],
  ])('%s', async (_what, body, status, faults) => {
    expect(await refused(body)).toEqual([status, faults]);
  });

  test('more than ten over both lists', async () => {
    const models = [...catalog.models.keys()].slice(0, 6);
    const offers = [...catalog.offers.values()].filter((offer) => !models.includes(offer.model)).map((offer) => offer.id);
    expect(await refused({ models, offers: offers.slice(0, 5) })).toEqual([422, [['#', 'too_many']]]);
  });

  test('names come with the nearest known ones', async () => {
    const { errors } = (await post({ models: ['meta/llama-4-scot', 'meta/llama-4'] })).json();
    expect(errors[0].nearest).toContain(SCOUT);
    expect(errors[1].nearest.length).toBeGreaterThan(0);
    for (const name of errors[1].nearest) expect(catalog.models.get(name)?.family).toBe('meta/llama-4');
    const article = (await post({ view: 'article', models: [SCOUT, V31] })).json();
    expect(article.errors.map((fault: { nearest: string[] }) => fault.nearest)).toEqual([['meta/llama-4'], ['deepseek/deepseek']]);
  });
});
