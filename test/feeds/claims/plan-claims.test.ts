import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import { factView } from '../../../src/catalog/facts/fact-view.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import { readClaims } from '../../../src/feeds/claims/claims-json.ts';
import { type ClaimsPlan, planClaims } from '../../../src/feeds/claims/plan-claims.ts';
import { changesCatalog } from '../../../src/feeds/plan/change-plan.ts';
import { claimIdOf, MARKET, withPlan } from '../../support/catalogs/market-catalog.ts';

const CONTRACT = { title: 'Order form 117', locator: 'contracts/117.pdf' };
const negotiated = (value: number, over: object = {}) => ({
  subject: 'meta/llama-4-scout@groq',
  attribute: 'price_input',
  value,
  as_of: '2026-11-20',
  source: CONTRACT,
  ...over,
});

function planOf(data: CatalogData, file: object, retire: readonly string[] = []): ClaimsPlan {
  const catalog = compileCatalog(data);
  const parsed = readClaims(file, catalog);
  if ('broken' in parsed) throw new Error(parsed.broken);
  return planClaims({ catalog, parsed, retire, today: '2026-11-23', claimId: claimIdOf });
}

const priceOf = (data: CatalogData) => {
  const catalog = compileCatalog(data);
  const view = factView(catalog, { view: 'verified' }, '2026-11-23');
  const candidate = view.candidates.find(({ id }) => id === 'meta/llama-4-scout@groq');
  const attribute = catalog.attributes.get('price_input');
  if (!candidate || !attribute) throw new Error('the offer is gone');
  return view.factOf(attribute, candidate);
};

test('a negotiated price wins over the vendor’s, is marked as the operator’s, and the vendor’s shows as a conflict', () => {
  expect(priceOf(MARKET)).toMatchObject({ value: 0.11, claim: { source: 'vendor-page', origin: 'seed' } });
  const planned = planOf(MARKET, { claims: [negotiated(0.07)] });
  const after = withPlan(MARKET, planned, 'operator');
  expect(priceOf(after)).toMatchObject({ value: 0.07, claim: { origin: 'operator' }, conflicts: [{ value: 0.11 }] });
  const [source] = planned.add.sources;
  expect(source).toMatchObject({ kind: 'operator', ...CONTRACT });
  expect(priceOf(after).claim?.source).toBe(source?.id);
  expect(planned).toMatchObject({ rows: 1, accepted: 1, new: [{ row: '/claims/0' }], disagreements: [{ other: { value: 0.11 } }] });
});

test('a claim takes the place of the one on the same subject, attribute, source and period; nothing is ever gone', () => {
  const file = { claims: [negotiated(0.07), negotiated(0.05, { when: { input_tokens_above: 200_000 } })] };
  const first = withPlan(MARKET, planOf(MARKET, file), 'operator');
  const planned = planOf(first, { claims: [negotiated(0.06, { as_of: '2026-12-01' })] });
  expect(planned).toMatchObject({ gone: [], new: [], changed: [{ changes: [{ attribute: 'price_input', before: 0.07, after: 0.06 }] }] });
  expect(planned.add.sources).toEqual([]);
  const values = withPlan(first, planned, 'operator').claims.filter(
    ({ origin, retired_in }) => origin === 'operator' && retired_in === null,
  );
  expect(values.map(({ value }) => value).sort()).toEqual([0.05, 0.06]);
});

test('results in two modes stand beside each other, and one takes the place of the one in its own mode only', () => {
  const scale = { kind: 'linear', worst: 25, best: 100 } as const;
  const gpqa = { type: 'number', unit: 'percent', better: 'higher', nature: 'measured', scope: 'model', scale } as const;
  const texts = { title: 'GPQA', description: 'Questions.', scale_reason: 'Guessing earns 25.', stale_after_days: null };
  const attributes = { gpqa_diamond: { category: 'benchmark_reasoning', ...gpqa, ...texts, items: 198 } };
  const result = (value: number, thinking: boolean) =>
    negotiated(value, { subject: 'meta/llama-4-scout', attribute: 'gpqa_diamond', mode: { thinking } });
  const both = planOf(MARKET, { attributes, claims: [result(80, true), result(66, false)] });
  expect(both).toMatchObject({ new: [{ row: '/claims/0' }, { row: '/claims/1' }], rejected: [], add: { attributes: [{ items: 198 }] } });
  const better = planOf(withPlan(MARKET, both, 'operator'), { claims: [result(81, true)] });
  expect(better).toMatchObject({ new: [], changed: [{ changes: [{ before: 80, after: 81 }] }] });
  expect(better.retire.claims).toEqual([both.claims[0]]);
});

test('the same file again changes nothing', () => {
  const file = {
    attributes: {
      our_score: {
        category: 'own',
        title: 'Our score',
        description: 'Our own evaluation.',
        type: 'number',
        unit: 'percent',
        better: 'higher',
        nature: 'measured',
        scope: 'model',
        scale: { kind: 'linear', worst: 0, best: 100 },
        scale_reason: 'All of it.',
        stale_after_days: null,
      },
    },
    providers: { inhouse: { name: 'In-house' } },
    models: { 'acme/private': { name: 'Private' } },
    offers: [{ model: 'acme/private', provider: 'inhouse' }],
    claims: [negotiated(0.07), negotiated(71, { subject: 'acme/private', attribute: 'our_score', unit: 'percent' })],
  };
  const planned = planOf(MARKET, file);
  expect(planned.faults).toEqual([]);
  expect(planned.add).toMatchObject({
    attributes: [{ id: 'our_score' }],
    providers: [{ id: 'inhouse' }],
    models: [{ id: 'acme/private', family: null }],
    offers: [{ id: 'acme/private@inhouse' }],
  });
  const again = planOf(withPlan(MARKET, planned, 'operator'), file);
  expect(changesCatalog(again)).toBe(false);
  expect(again).toMatchObject({ accepted: 2, unchanged: 2, claims: planned.claims });
});

test('a claim on nothing that is known is parked', () => {
  const planned = planOf(MARKET, { claims: [negotiated(1, { subject: 'acme/none@groq' }), negotiated(0.07)] });
  expect(planned).toMatchObject({ rows: 2, accepted: 1, parked: [{ row: '/claims/0', code: 'unknown_subject', name: 'acme/none@groq' }] });
});

test('faulty rows are rejected with their places, and counted', () => {
  const planned = planOf(MARKET, { claims: [negotiated(0.07, { value: 'cheap' }), negotiated(0.07), negotiated(0.08)] });
  expect(planned.rejected.map(({ row, code }) => [row, code])).toEqual([
    ['/claims/0', 'bad_value'],
    ['/claims/2', 'duplicate'],
  ]);
  expect(planned.accepted + planned.parked.length + planned.rejected.length).toBe(planned.rows);
});

describe('a declaration is at fault', () => {
  test.each([
    ['that the catalog has otherwise', { providers: { groq: { name: 'Another' } } }, '/providers/groq', 'already_declared'],
    ['of a model named as a family', { models: { 'meta/llama-4': { name: 'X' } } }, '/models/meta~1llama-4', 'already_declared'],
    ['of a family that is none', { models: { 'acme/x': { name: 'X', family: 'acme/line' } } }, '/models/acme~1x', 'unknown_family'],
    ['of an offer of nothing', { offers: [{ model: 'acme/x', provider: 'groq' }] }, '/offers', 'unknown_model'],
    ['of an offer at nobody', { offers: [{ model: 'zai/glm-4.6', provider: 'nobody' }] }, '/offers', 'unknown_provider'],
  ])('%s', (_what, declared, pointer, code) => {
    expect(planOf(MARKET, { ...declared, claims: [] }).faults).toMatchObject([{ pointer, code }]);
  });
});

describe('claims are taken back', () => {
  test('by id, whoever stated them', () => {
    expect(planOf(MARKET, { claims: [] }, ['clm_0000000000000002'])).toMatchObject({
      faults: [],
      retire: { claims: ['clm_0000000000000002'] },
    });
  });

  test('not if there is none, it is gone already, or is stated in the same breath', () => {
    const own = planOf(MARKET, { claims: [negotiated(0.07)] });
    const standing = withPlan(MARKET, own, 'operator');
    const replaced = withPlan(standing, planOf(standing, { claims: [negotiated(0.06)] }), 'operator');
    const [id = ''] = own.claims;
    expect(planOf(standing, { claims: [negotiated(0.07)] }, [id, 'clm_nothing']).faults).toMatchObject([
      { pointer: '/retire/0', code: 'stated_too' },
      { pointer: '/retire/1', code: 'unknown_claim' },
    ]);
    expect(planOf(replaced, { claims: [] }, [id]).faults).toMatchObject([{ pointer: '/retire/0', code: 'already_retired' }]);
  });
});

test('a claim can name a source of the catalog: nothing is added to the sources, and what the seed says of it stays', () => {
  const planned = planOf(MARKET, { claims: [negotiated(0.1, { source: 'vendor-page' })] });
  expect(planned.add.sources).toEqual([]);
  expect(planned.add.claims).toMatchObject([{ source: 'vendor-page', value: 0.1, position: 1 }]);
  expect(planned.retire.claims).toEqual([]);
});

test('a source that is described on the spot has the slug of its title and a mark; a title without one has the mark alone', () => {
  const sourceOf = (title: string) => planOf(MARKET, { claims: [negotiated(1, { source: { title, locator: 'x' } })] }).add.sources[0]?.id;
  const mark = (title: string) => claimIdOf(JSON.stringify(['operator', title, 'x'])).slice(4, 12);
  expect(sourceOf('Order form 117')).toBe(`order-form-117-${mark('Order form 117')}`);
  expect(sourceOf('契約書')).toBe(`source-${mark('契約書')}`);
});

test('two claims whose sources differ in the day of their reading only are one claim: the second is rejected', () => {
  const read = (retrieved: string) => negotiated(0.07, { source: { ...CONTRACT, retrieved } });
  const planned = planOf(MARKET, { claims: [read('2026-11-01'), read('2026-11-02')] });
  expect(planned.rejected).toEqual([{ row: '/claims/1', code: 'duplicate', detail: 'the same claim stands here twice' }]);
  expect(planned).toMatchObject({ rows: 2, accepted: 1, new: [{ row: '/claims/0' }], unchanged: 0 });
  expect(planned.add.claims).toHaveLength(1);
});

test('an attribute that is a group of criteria can’t be declared', () => {
  const groups = [
    { id: 'openness', title: 'Openness', description: 'How open.', weights: { context_window: 1 }, weights_reason: 'A test.' },
  ];
  const { id: _id, ...word } = MARKET.attributes[0] as Attribute;
  expect(planOf({ ...MARKET, groups }, { attributes: { openness: word }, claims: [] }).faults).toEqual([
    { pointer: '/attributes/openness', code: 'already_declared', detail: 'openness is a group of criteria' },
  ]);
});

test.each([
  ['a provider', 'groq'],
  ['a family', 'meta/llama-4'],
  ['a model', 'meta/llama-4-scout'],
  ['an offer', 'meta/llama-4-scout@groq'],
])('a claim on %s is held against what the catalog says of %s, and of nothing else', (_what, subject) => {
  const said = (value: number, of: string) => ({ ...(MARKET.claims[0] as Claim), id: `clm_said_of_${of}`, subject: of, value });
  const claims = [said(1, 'groq'), said(2, 'meta/llama-4'), said(3, 'meta/llama-4-scout'), said(4, 'meta/llama-4-scout@groq')];
  const value = claims.find((claim) => claim.subject === subject)?.value;
  const file = { claims: [negotiated(5, { subject, attribute: 'context_window' })] };
  expect(planOf({ ...MARKET, claims }, file).disagreements).toMatchObject([
    { subject, attribute: 'context_window', feed: { value: 5 }, other: { value, source: 'vendor-page', claim: `clm_said_of_${subject}` } },
  ]);
  const same = { claims: [negotiated(value as number, { subject, attribute: 'context_window' })] };
  expect(planOf({ ...MARKET, claims }, same).disagreements).toEqual([]);
});

test('a claim on a model that nothing is said of is held against what its family says', () => {
  const claims = [{ ...(MARKET.claims[0] as Claim), subject: 'meta/llama-4', value: 2 }];
  const file = { claims: [negotiated(5, { subject: 'meta/llama-4-scout', attribute: 'context_window' })] };
  expect(planOf({ ...MARKET, claims }, file).disagreements).toMatchObject([{ subject: 'meta/llama-4-scout', other: { value: 2 } }]);
});

test('of several statements on one thing that stood, one takes the place of all', () => {
  const conditions = (value: number, text: string) => negotiated(value, { conditions: text });
  const first = planOf(MARKET, { claims: [conditions(0.07, 'weekdays'), conditions(0.05, 'weekends')] });
  const standing = withPlan(MARKET, first, 'operator');
  const planned = planOf(standing, { claims: [negotiated(0.06)] });
  expect([...planned.retire.claims].sort()).toEqual([...first.claims].sort());
  expect(planned.changed).toEqual([
    { row: '/claims/0', subject: 'meta/llama-4-scout@groq', changes: [{ attribute: 'price_input', before: 0.07, after: 0.06 }] },
  ]);
  expect(planned.add.claims).toMatchObject([{ value: 0.06, position: 2 }]);
});
