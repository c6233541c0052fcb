import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { ClaimValue } from '../../src/catalog/claim.ts';
import { prepareRanking, rankingJson } from '../../src/explaining/rank-catalog.ts';
import { checkRequest } from '../../src/ranking/ask/check-request.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { TODAY } from '../support/catalogs/seeded.ts';
import { ask, valid } from '../support/requests/ask.ts';

/** What takes the place of a model in use has to do what that is known to do, and the answer says what would change. */

const MODELS: Record<string, Record<string, ClaimValue>> = {
  'lab/used': { modalities_in: ['text', 'image', 'pdf'], tool_calling: true, context_window: 128_000, kind: 'chat', quality: 50 },
  'lab/same': {
    modalities_in: ['text', 'image'],
    tool_calling: true,
    structured_output: false,
    context_window: 128_000,
    kind: 'chat',
    quality: 80,
  },
  'lab/blind': { modalities_in: ['text'], tool_calling: true, context_window: 128_000, kind: 'chat' },
  'lab/small': { modalities_in: ['text', 'image'], tool_calling: true, context_window: 64_000, kind: 'chat' },
  'lab/silent': { modalities_in: ['text', 'image'], context_window: 128_000, kind: 'chat' },
  'lab/vectors': { context_window: 8_000, kind: 'embedding' },
  'lab/more-vectors': { context_window: 8_000, kind: 'embedding' },
  'lab/no-tools': { modalities_in: ['text'], tool_calling: false, kind: 'chat' },
  'lab/served': { kind: 'chat' },
};
const OFFERS: Record<string, Record<string, ClaimValue>> = {
  'lab/used@lab': { price_input: 2, price_output: 10 },
  'lab/used@shop': { price_input: 1, price_output: 5 },
  'lab/same@lab': { price_input: 0.5, price_output: 15 },
  'lab/served@lab': { tool_calling: true, context_window: 32_000, modalities_in: ['text', 'image'] },
  'lab/served@shop': { tool_calling: false, context_window: 16_000, modalities_in: ['text'], price_input: 1 },
};
const text = { type: 'string', scale: null, better: 'none' } as const;
const catalog = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('modalities_in', {
        type: 'set',
        scale: { kind: 'set', wanted: ['image', 'audio'] },
        values: ['text', 'image', 'audio', 'pdf'],
      }),
      attributeOf('tool_calling', { type: 'boolean' }),
      attributeOf('structured_output', { type: 'boolean' }),
      attributeOf('context_window', { unit: 'tokens', scale: { kind: 'log', worst: 8000, best: 1e6 } }),
      attributeOf('kind', { ...text, values: ['chat', 'embedding'] }),
      ...['price_input', 'price_output'].map((id) =>
        attributeOf(id, { scope: 'offer', better: 'lower', unit: 'USD', scale: { kind: 'linear', worst: 20, best: 0 } }),
      ),
      attributeOf('provider_kind', { ...text, scope: 'provider', values: ['vendor', 'reseller'] }),
      attributeOf('quality'),
    ],
    families: [{ id: 'lab/line', name: 'Line' }],
    models: Object.keys(MODELS).map((id) => modelOf(id, id === 'lab/used' ? 'lab/line' : null)),
    providers: ['lab', 'shop'].map((id) => ({ id, name: id })),
    offers: Object.keys(OFFERS).map(offerOf),
    claims: [
      claimOf('lab', 'provider_kind', 'vendor'),
      claimOf('shop', 'provider_kind', 'reseller'),
      ...Object.entries({ ...MODELS, ...OFFERS }).flatMap(([id, facts]) =>
        Object.entries(facts).map(([name, value]) => claimOf(id, name, value)),
      ),
    ],
  }),
);
const replacing = (model: string, more: object = {}) => ask(catalog, { replaces: model, ...more });
const modelsIn = ({ ranking }: ReturnType<typeof ask>) => ranking.map(({ model }) => model);

describe('what the model in use can do is required', () => {
  test('as far as it is known, and echoed', () => {
    const { resolved } = replacing('lab/used');
    expect(resolved.require).toEqual({
      context_window: { at_least: 128_000 },
      kind: { is: 'chat', if_unknown: 'keep' },
      // of what it takes, what the vocabulary's own scale counts
      modalities_in: { all_of: ['image', 'text'] },
      tool_calling: { is: true },
    });
    expect(resolved.replaces).toEqual({
      model: 'lab/used',
      offer: 'lab/used@lab',
      requires: ['context_window', 'kind', 'modalities_in', 'tool_calling'],
      not_known: ['structured_output'],
    });
  });

  test('so that only what can do it too is left, and never the model itself', () => {
    const answer = replacing('lab/used', { excluded_limit: 100 });
    expect(modelsIn(answer)).toEqual(['lab/same']);
    const out = Object.fromEntries(
      answer.excluded.items.map(({ model, failed }) => [model, failed.map(({ code, attribute }) => `${code} ${attribute}`)]),
    );
    expect(out['lab/blind']).toEqual(['missing_members modalities_in']);
    expect(out['lab/small']).toEqual(['below_minimum context_window']);
    expect(out['lab/silent']).toEqual(['unknown tool_calling']);
    expect(out).not.toHaveProperty('lab/used');
    expect(answer.considered).toBe(Object.keys(MODELS).length);
    expect(replacing('lab/used', { candidates: { models: ['lab/used'] } }).warnings).toContainEqual({ code: 'no_candidates' });
  });

  test('unless the caller has a word of his own on that attribute', () => {
    const answer = replacing('lab/used', { require: { context_window: { at_least: 50_000 } } });
    expect(modelsIn(answer)).toEqual(['lab/same', 'lab/small']);
    expect(answer.resolved.require.context_window).toEqual({ at_least: 50_000 });
    expect(answer.resolved.replaces?.requires).not.toContain('context_window');
  });

  test('a flag that it does not have asks for nothing', () => {
    expect(replacing('lab/no-tools').resolved.require).toEqual({
      kind: { is: 'chat', if_unknown: 'keep' },
      modalities_in: { all_of: ['text'] },
    });
  });

  test('of a model of which only its offers are described, what all of them can do', () => {
    expect(replacing('lab/served').resolved.require).toMatchObject({
      context_window: { at_least: 16_000 },
      modalities_in: { all_of: ['text'] },
    });
    expect(replacing('lab/served').resolved.require).not.toHaveProperty('tool_calling');
    expect(replacing('lab/served').resolved.replaces?.offer).toBe('lab/served@shop');
  });

  test('its kind takes part, whichever it is; kinds that are asked for are the caller’s own word', () => {
    const answer = replacing('lab/vectors');
    expect([modelsIn(answer), answer.resolved.candidates?.kinds]).toEqual([['lab/more-vectors'], ['embedding']]);
    const asked = replacing('lab/vectors', { candidates: { kinds: ['chat'] }, require: { context_window: { known: true } } });
    expect(asked.resolved.require).not.toHaveProperty('kind');
    expect(modelsIn(asked)).not.toContain('lab/more-vectors');
  });
});

describe('each ranked one says what would change', () => {
  const [entry] = replacing('lab/used', { prefer: { weights: { quality: 1 } } }).ranking;
  const changes = Object.fromEntries((entry?.changes ?? []).map(({ attribute, claims: _claims, ...change }) => [attribute, change]));

  test('dearer or cheaper, by how much and by which share', () => {
    expect(Object.keys(changes)).toEqual(['price_input', 'price_output', 'modalities_in', 'structured_output', 'quality']);
    expect(changes.price_input).toEqual({ from: 2, to: 0.5, unit: 'USD', by: -1.5, share: -0.75 });
    expect(changes.price_output).toEqual({ from: 10, to: 15, unit: 'USD', by: 5, share: 0.5 });
  });

  test('what it lacks, what is known of one of the two alone, and what the request weighs', () => {
    expect(changes.modalities_in).toEqual({ from: ['text', 'image', 'pdf'], to: ['text', 'image'], unit: null });
    expect(changes.structured_output).toEqual({ from: null, to: false, unit: null });
    expect(changes.quality).toEqual({ from: 50, to: 80, unit: null, by: 30, share: 0.6 });
  });

  test('with the claims on both sides', () => {
    const price = entry?.changes?.find(({ attribute }) => attribute === 'price_input');
    expect(price?.claims.map((id) => catalog.claims.get(id)?.subject).sort()).toEqual(['lab/same@lab', 'lab/used@lab']);
  });

  test('the text of the answer says the same as its value', () => {
    const request = { replaces: 'lab/used', require: { context_window: { at_least: 1 } } };
    const prepared = prepareRanking(catalog, valid(catalog, request), TODAY);
    expect(rankingJson(prepared)).toBe(JSON.stringify(ask(catalog, request)));
  });

  test('and nothing where nothing is replaced', () => {
    const { ranking, resolved } = ask(catalog, { prefer: { weights: { quality: 1 } } });
    expect(ranking.filter((other) => 'changes' in other)).toEqual([]);
    expect(resolved).not.toHaveProperty('replaces');
  });
});

describe('a model that can’t be replaced', () => {
  test.each<[object, object]>([
    [{ replaces: 'lab/usd' }, { code: 'unknown_model', nearest: ['lab/used'] }],
    [{ replaces: 'lab/line' }, { code: 'is_a_family', nearest: ['lab/used'] }],
    [{ replaces: 'lab/used', view: 'article' }, { code: 'not_in_view' }],
  ])('%j', (body, fault) => {
    expect(checkRequest(catalog, body).faults).toEqual([{ pointer: '#/replaces', detail: expect.any(String), ...fault }]);
  });
});
