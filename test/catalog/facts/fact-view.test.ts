import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import type { Claim, Source, SourceKind } from '../../../src/catalog/claim.ts';
import { agree } from '../../../src/catalog/facts/fact.ts';
import { type Candidate, type FactView, factView, type SourceSelection, warmSteps } from '../../../src/catalog/facts/fact-view.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf, sourceOf } from '../../support/catalogs/fixture.ts';
import { randomData, VOCABULARY } from '../../support/catalogs/random-catalog.ts';
import { seededCatalog, TODAY } from '../../support/catalogs/seeded.ts';
import { FIXED } from '../../support/catalogs/worlds.ts';

const candidate = (view: FactView, id: string) => view.candidates.find((one) => one.id === id) as Candidate;
const valueOn = (catalog: Catalog, day: string, attribute: string, id: string, selection: SourceSelection = { view: 'verified' }) => {
  const view = factView(catalog, selection, day);
  return view.factOf(catalog.attributes.get(attribute) as Attribute, candidate(view, id)).value;
};

describe('a dated price', () => {
  const catalog = compileCatalog(
    dataOf({
      attributes: [attributeOf('price', { scope: 'offer' })],
      models: [modelOf('lab/one')],
      providers: [{ id: 'cloud', name: 'Cloud' }],
      offers: [offerOf('lab/one@cloud')],
      claims: [
        claimOf('lab/one@cloud', 'price', 1, { when: { until: '2026-08-17' } }),
        claimOf('lab/one@cloud', 'price', 2, { when: { from: '2026-08-17', until: '2026-12-01' } }),
        claimOf('lab/one@cloud', 'price', 9, { when: { input_tokens_above: 200_000 } }),
        claimOf('lab/one@cloud', 'price', 8, { when: { daily_utc: [['01:00', '04:00']] } }),
      ],
    }),
  );
  const price = (day: string) => valueOn(catalog, day, 'price', 'lab/one@cloud');

  test.each([
    ['2026-08-16', 1],
    ['2026-08-17', 2],
    ['2026-11-30', 2],
    ['2026-12-01', null],
  ])('on %s it is %s, whatever was asked before', (day, value) => {
    expect([price(day), price('2026-08-16'), price('2026-12-01'), price(day)]).toEqual([value, 1, null, value]);
  });

  test('a tier of tokens or of hours is never the plain price', () => {
    for (const day of ['2020-01-01', '2026-10-01', '2030-01-01']) expect([8, 9]).not.toContain(price(day));
  });
});

describe('whose word counts for a candidate', () => {
  const catalog = compileCatalog(
    dataOf({
      attributes: [
        attributeOf('window', { inherited_by: ['vendor_api', 'self_hosted'] }),
        attributeOf('certificate', { type: 'boolean', scope: 'provider', scale: null }),
        attributeOf('skill'),
        attributeOf('hosting', { type: 'set', scope: 'provider', scale: null }),
      ],
      families: [{ id: 'lab/line', name: 'Line' }],
      models: [modelOf('lab/one', 'lab/line'), modelOf('lab/two', 'lab/line')],
      providers: ['lab', 'cloud', 'own', 'nowhere'].map((id) => ({ id, name: id })),
      offers: ['lab/one@lab', 'lab/one@cloud', 'lab/one@cloud:eu', 'lab/one@own', 'lab/one@nowhere'].map(offerOf),
      claims: [
        claimOf('lab', 'hosting', ['vendor_api']),
        claimOf('cloud', 'hosting', ['cloud']),
        claimOf('own', 'hosting', ['self_hosted']),
        claimOf('lab/one', 'window', 1000),
        claimOf('lab/one@cloud:eu', 'window', 128),
        claimOf('lab/line', 'skill', 50),
        claimOf('lab/one', 'skill', 60),
        claimOf('lab/one', 'certificate', false),
        claimOf('cloud', 'certificate', true),
        claimOf('lab/line', 'certificate', true, { source: 'article' }),
      ],
    }),
  );
  const value = (attribute: string, id: string, selection?: SourceSelection) => valueOn(catalog, TODAY, attribute, id, selection);

  test.each<[string, number | null, string]>([
    ['lab/one@lab', 1000, "the vendor's own service takes the model's window over"],
    ['lab/one@own', 1000, 'so does whoever hosts the weights'],
    ['lab/one@cloud', null, 'what a third party serves is unknown until it says so'],
    ['lab/one@cloud:eu', 128, 'its own statement counts'],
    ['lab/one@nowhere', null, 'and where nobody knows how it is hosted, too'],
  ])('window of %s: %s (%s)', (id, expected) => {
    expect(value('window', id)).toBe(expected);
  });

  test('the model says more of itself than its family does, and the family speaks for members that say nothing', () => {
    expect([value('skill', 'lab/one@cloud'), value('skill', 'lab/two')]).toEqual([60, 50]);
  });

  test('certificates belong to the provider: its word stands before that of the model', () => {
    expect([value('certificate', 'lab/one@cloud'), value('certificate', 'lab/one@lab')]).toEqual([true, false]);
  });

  test('the article counts in its own view and in all, and there the candidates are families', () => {
    expect(factView(catalog, { view: 'article' }, TODAY).candidates.map(({ id }) => id)).toEqual(['lab/line']);
    expect([
      value('certificate', 'lab/line', { view: 'article' }),
      value('certificate', 'lab/two'),
      value('certificate', 'lab/two', { view: 'all' }),
    ]).toEqual([true, null, true]);
    expect(value('certificate', 'lab/two', { only: ['article'] })).toBe(true);
    expect(value('certificate', 'lab/two', { except: ['vendor'] })).toBe(true);
    expect(value('certificate', 'lab/two', { except: ['article'] })).toBeNull();
  });

  test('a model that nobody serves is a candidate itself, one that is served is not', () => {
    const { candidates } = factView(catalog, { view: 'verified' }, TODAY);
    expect(candidates.map(({ id }) => id)).toEqual([
      'lab/one@cloud',
      'lab/one@cloud:eu',
      'lab/one@lab',
      'lab/one@nowhere',
      'lab/one@own',
      'lab/two',
    ]);
  });
});

test('a view is made ready in steps of 50 candidates a column, and whoever asks then finds every column made', () => {
  const catalog = compileCatalog(
    dataOf({
      attributes: [attributeOf('window'), attributeOf('skill')],
      models: Array.from({ length: 120 }, (_, i) => modelOf(`lab/m${1000 + i}`)),
      claims: [claimOf('lab/m1049', 'window', 7), claimOf('lab/m1119', 'window', 9)],
    }),
  );
  const steps = warmSteps(catalog, { view: 'verified' }, TODAY);
  let pauses = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) pauses++;
  // One after the candidates, and in each of two columns after the 49th and the 99th candidate.
  expect(pauses).toBe(1 + 2 * 2);
  const view = step.value;
  expect(factView(catalog, { view: 'verified' }, TODAY)).toBe(view);
  for (const attribute of catalog.attributes.values())
    expect(view.columnSteps(attribute).next()).toEqual({ done: true, value: view.column(attribute) });
  const { facts, factIndex } = view.column(catalog.attributes.get('window') as Attribute);
  expect([49, 50, 119].map((place) => facts[factIndex[place] as number]?.value)).toEqual([7, null, 9]);
});

test('64 views of a catalog are kept: a further one takes the place of the one that was not asked for longest', () => {
  const catalog = compileCatalog(dataOf({ attributes: [attributeOf('window')] }));
  const view = (number: number) => factView(catalog, { only: [`source-${number}`] }, TODAY);
  const first = Array.from({ length: 64 }, (_, number) => view(number));
  expect(view(0)).toBe(first[0]);
  view(64);
  expect(view(0)).toBe(first[0]);
  expect(view(2)).toBe(first[2]);
  expect(view(1)).not.toBe(first[1]);
});

/** Facts once more, by sorting: written from the contract, with none of the shortcuts. */
describe('on random catalogs', () => {
  const SELECTIONS: SourceSelection[] = [
    { view: 'verified' },
    { view: 'article' },
    { view: 'all' },
    { only: ['vendor', 'operator'] },
    { except: ['vendor'] },
  ];
  const DAYS = ['2025-01-01', '2026-02-28', TODAY, '2026-11-24', '2027-01-01'];

  test('every fact is what the rules of precedence make of the claims that apply, in the columns as one by one', () => {
    fc.assert(
      fc.property(randomData, fc.constantFrom(...SELECTIONS), fc.constantFrom(...DAYS), (data, selection, day) => {
        const catalog = compileCatalog(data);
        const view = factView(catalog, selection, day);
        for (const attribute of VOCABULARY) {
          const column = view.column(attribute);
          view.candidates.forEach((one, i) => {
            const expected = factByRules(catalog, selection, day, attribute, one);
            const inColumn = column.facts[column.factIndex[i] as number];
            for (const fact of [view.factOf(attribute, one), inColumn])
              expect([one.id, attribute.id, fact?.status, fact?.value, fact?.claim?.id, fact?.conflicts.map(({ id }) => id)]).toEqual([
                one.id,
                attribute.id,
                ...expected,
              ]);
          });
        }
      }),
      { ...FIXED, numRuns: 60 },
    );
  });
});

function factByRules(catalog: Catalog, selection: SourceSelection, day: string, attribute: Attribute, one: Candidate): unknown[] {
  const isOfTheMarket = ['kind', 'provider_kind', 'price_basis'].includes(attribute.id);
  const admitted = (source: Source) => {
    // what is sold by whom is asked of all sources but the article
    if (isOfTheMarket && !('view' in selection && selection.view === 'article')) return source.kind !== 'article';
    if ('only' in selection) return selection.only.includes(source.id);
    if ('except' in selection) return !selection.except.includes(source.id);
    return selection.view === 'all' || (selection.view === 'article') === (source.kind === 'article');
  };
  const holds = ({ when, retired_in }: Claim) =>
    retired_in === null && !when?.input_tokens_above && !when?.daily_utc && (when?.from ?? '0000') <= day && day < (when?.until ?? '9999');
  const ofProvider = attribute.scope === 'provider';
  const closeness = new Map<string, number>();
  if (one.family) closeness.set(one.family, ofProvider ? 0 : 1);
  closeness.set(one.model, ofProvider ? 1 : 2);
  if (one.provider) closeness.set(one.provider, ofProvider ? 2 : 0);
  if (one.offer) closeness.set(one.offer, 3);
  const sourceOfClaim = (claim: Claim) => catalog.sources.get(claim.source) as Source;
  const about = [...catalog.claims.values()].filter(
    (claim) => claim.attribute === attribute.id && closeness.has(claim.subject) && admitted(sourceOfClaim(claim)) && holds(claim),
  );
  const own = attribute.inherited_by && one.offer && !takesOver(catalog, selection, day, attribute, one);
  const applicable = own ? about.filter(({ subject }) => subject !== one.model && subject !== one.family) : about;
  const kinds: SourceKind[] =
    attribute.nature === 'decided' ? ['vendor', 'registry', 'independent', 'article'] : ['independent', 'vendor', 'registry', 'article'];
  const key = (claim: Claim) =>
    [
      claim.value_status === 'not_found' ? 1 : 0,
      sourceOfClaim(claim).kind === 'operator' ? 0 : 1,
      9 - (closeness.get(claim.subject) as number),
      1 + kinds.indexOf(sourceOfClaim(claim).kind),
      99_999_999 - Number((claim.as_of ?? '0000-00-00').replaceAll('-', '')),
      { high: 0, medium: 1, low: 2 }[claim.confidence],
    ]
      .map((part) => String(part).padStart(8, '0'))
      .join();
  const best = applicable.map(key).sort()[0];
  const tied = applicable.filter((claim) => key(claim) === best);
  const last = tied.filter((claim) => !tied.some((other) => other.source === claim.source && other.position > claim.position));
  const winner = last.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  if (!winner) return ['unknown', null, undefined, []];
  const atOffer = (claim: Claim) => claim.subject === one.offer;
  const conflicts = applicable.filter((claim) => atOffer(claim) === atOffer(winner) && !agree(winner, claim)).map(({ id }) => id);
  const status = { stated: 'known', not_found: 'unknown', not_applicable: 'not_applicable' }[winner.value_status];
  return [status, winner.value, winner.id, conflicts.sort()];
}

function takesOver(catalog: Catalog, selection: SourceSelection, day: string, attribute: Attribute, one: Candidate): boolean {
  const [, hosting] = factByRules(catalog, selection, day, catalog.attributes.get('hosting') as Attribute, one);
  return Array.isArray(hosting) && hosting.some((kind) => attribute.inherited_by?.includes(kind));
}

test('days of the seed on which a price turns: the day before and the day itself differ for somebody', () => {
  const catalog = seededCatalog();
  expect(catalog.turningDays.length).toBeGreaterThan(0);
  const source = sourceOf('registry', 'genai-prices').id;
  const prices = (day: string) => {
    const view = factView(catalog, { only: [source] }, day);
    return view.candidates.map((one) => view.factOf(catalog.attributes.get('price_input') as Attribute, one).value);
  };
  expect(prices('2026-08-16')).not.toEqual(prices('2026-08-17'));
  expect(prices('2026-08-17')).toEqual(prices('2026-08-18'));
});
