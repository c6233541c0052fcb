import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import type { Attribute } from '../../src/catalog/vocabulary.ts';
import { attributeOf, catalogOfNumbers, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';

const byQuality = { prefer: { weights: { quality: 1 } } };

describe('ranks', () => {
  const ranks = (scores: Record<string, number>) =>
    ask(
      catalogOfNumbers(
        [attributeOf('quality', { scale: { kind: 'linear', worst: 0, best: 1 } })],
        Object.fromEntries(Object.entries(scores).map(([id, quality]) => [`lab/${id}`, { quality }])),
      ),
      byQuality,
    ).ranking.map(({ rank, model }) => [rank, model.slice(4)]);

  test('are 1, 2, 2, 4, and ties go by id', () => {
    expect(ranks({ d: 0.9, c: 0.5, b: 0.5, a: 0.1 })).toEqual([
      [1, 'd'],
      [2, 'b'],
      [2, 'c'],
      [4, 'a'],
    ]);
  });

  test('are shared within 1e-9 and not beyond', () => {
    expect(ranks({ b: 0.5 + 0.9e-9, a: 0.5 })).toEqual([
      [1, 'a'],
      [1, 'b'],
    ]);
    expect(ranks({ b: 0.5 + 1.1e-9, a: 0.5 })).toEqual([
      [1, 'b'],
      [2, 'a'],
    ]);
  });
});

describe('folding', () => {
  const catalog = compileCatalog(
    dataOf({
      attributes: [attributeOf('price', { scope: 'offer', better: 'lower', scale: { kind: 'linear', worst: 100, best: 0 } })],
      models: [modelOf('lab/one'), modelOf('lab/two')],
      providers: ['h1', 'h2', 'h3'].map((id) => ({ id, name: id })),
      offers: ['lab/one@h1', 'lab/one@h2', 'lab/one@h3', 'lab/two@h1'].map(offerOf),
      claims: [
        claimOf('lab/one@h1', 'price', 50),
        claimOf('lab/one@h2', 'price', 10),
        claimOf('lab/one@h3', 'price', 10),
        claimOf('lab/two@h1', 'price', 20),
      ],
    }),
  );
  const offers = (fold: 'model' | 'none') =>
    ask(catalog, { prefer: { weights: { price: 1 } }, fold }).ranking.map(({ rank, offer }) => [rank, offer]);

  test('by model shows each once, with its best offer, the first by id among equals', () => {
    expect(offers('model')).toEqual([
      [1, 'lab/one@h2'],
      [2, 'lab/two@h1'],
    ]);
  });

  test('takes offers within 1e-9 for equals: the first by id is shown', () => {
    const close = compileCatalog(
      dataOf({
        attributes: [attributeOf('quality', { scale: { kind: 'linear', worst: 0, best: 1 } })],
        models: [modelOf('lab/one')],
        providers: ['h1', 'h2', 'h3'].map((id) => ({ id, name: id })),
        offers: ['lab/one@h1', 'lab/one@h2', 'lab/one@h3'].map(offerOf),
        claims: [0.4, 0.5, 0.5 + 0.9e-9].map((value, i) => claimOf(`lab/one@h${i + 1}`, 'quality', value)),
      }),
    );
    expect(ask(close, byQuality).ranking.map(({ offer }) => offer)).toEqual(['lab/one@h2']);
  });

  test('not at all ranks offers', () => {
    expect(offers('none')).toEqual([
      [1, 'lab/one@h2'],
      [1, 'lab/one@h3'],
      [3, 'lab/two@h1'],
      [4, 'lab/one@h1'],
    ]);
  });

  test('the verdict names the model even where two of its offers tie', () => {
    expect(ask(catalog, { prefer: { weights: { price: 1 } }, fold: 'none' }).verdict).toMatchObject({
      choose: 'lab/one',
      offer: 'lab/one@h2',
      code: null,
    });
  });

  test('a filter of providers considers their offers alone', () => {
    const { considered, ranking } = ask(catalog, { prefer: { weights: { price: 1 } }, candidates: { providers: ['h1'] } });
    expect([considered, ranking.map(({ offer }) => offer)]).toEqual([2, ['lab/two@h1', 'lab/one@h1']]);
  });
});

test('a near miss is the offer that would be shown: of offers that tie, the first by id', () => {
  const catalog = compileCatalog(
    dataOf({
      attributes: [attributeOf('quality', { scale: { kind: 'linear', worst: 0, best: 1 } }), attributeOf('speed')],
      models: [modelOf('lab/one')],
      providers: ['h1', 'h2'].map((id) => ({ id, name: id })),
      offers: ['lab/one@h1', 'lab/one@h2'].map(offerOf),
      claims: [claimOf('lab/one@h1', 'quality', 0.5), claimOf('lab/one@h2', 'quality', 0.5 + 0.5e-9)],
    }),
  );
  const request = { require: { speed: { at_least: 1 } }, ...byQuality };
  const [miss] = ask(catalog, request).near_misses;
  const [shown] = ask(catalog, { ...request, require: { speed: { at_least: 1, if_unknown: 'keep' } } }).ranking;
  expect([shown?.offer, miss?.offer, miss?.would_score]).toEqual(['lab/one@h1', 'lab/one@h1', shown?.score]);
});

describe('near misses by a method that relates the candidates to one another', () => {
  const figures = { 'lab/a': { quality: 80, speed: 50 }, 'lab/b': { quality: 60, speed: 40 }, 'lab/c': { quality: 90, speed: 9 } };
  const catalog = catalogOfNumbers([attributeOf('quality'), attributeOf('speed')], figures);
  const require = { speed: { at_least: 10 } };

  test('are ranked anew with all whom the relaxation lets in', () => {
    const { near_misses } = ask(catalog, { require, ...byQuality, method: 'weighted_sum_minmax' });
    // of 60, 80 and 90 the best is worth all
    expect(near_misses).toEqual([{ model: 'lab/c', offer: null, relax: { speed: { at_least: 9 } }, would_rank: 1, would_score: 1 }]);
  });

  test('without preferences all are alike, and none has a score', () => {
    const { near_misses } = ask(catalog, { require, method: 'topsis' });
    expect(near_misses).toEqual([{ model: 'lab/c', offer: null, relax: { speed: { at_least: 9 } }, would_rank: 1, would_score: null }]);
  });

  test('unfolded, each offer has its own rank', () => {
    const offered = compileCatalog(
      dataOf({
        attributes: [attributeOf('quality', { scope: 'offer' }), attributeOf('speed', { scope: 'offer' })],
        models: [modelOf('lab/one'), modelOf('lab/two')],
        providers: ['h1', 'h2'].map((id) => ({ id, name: id })),
        offers: ['lab/one@h1', 'lab/one@h2', 'lab/two@h1'].map(offerOf),
        claims: [
          claimOf('lab/one@h1', 'quality', 90),
          claimOf('lab/one@h1', 'speed', 20),
          claimOf('lab/one@h2', 'quality', 50),
          claimOf('lab/one@h2', 'speed', 5),
          claimOf('lab/two@h1', 'quality', 70),
          claimOf('lab/two@h1', 'speed', 20),
        ],
      }),
    );
    const missesOf = (fold: 'model' | 'none') =>
      ask(offered, { require, ...byQuality, method: 'weighted_sum_minmax', fold }).near_misses.map(({ offer, would_rank, would_score }) => [
        offer,
        would_rank,
        would_score,
      ]);
    expect(missesOf('none')).toEqual([['lab/one@h2', 3, 0]]);
    // folded, the model stands with its better offer: this one would not be seen
    expect(missesOf('model')).toEqual([]);
  });
});

test('of a great many near misses those are named that would stand highest', () => {
  const figures = Object.fromEntries(
    Array.from({ length: 80 }, (_, i) => [`lab/m-${String(i).padStart(2, '0')}`, { quality: (i * 37) % 80, speed: 1 }]),
  );
  const catalog = catalogOfNumbers([attributeOf('quality'), attributeOf('speed')], { ...figures, 'lab/in': { quality: 78.5, speed: 9 } });
  const { near_misses } = ask(catalog, { require: { speed: { at_least: 5 } }, ...byQuality });
  const best = Object.entries(figures).sort(([, a], [, b]) => b.quality - a.quality);
  expect(near_misses.map(({ model }) => model)).toEqual(best.slice(0, near_misses.length).map(([id]) => id));
  expect(near_misses.map(({ would_score }) => would_score)).toEqual(near_misses.map((_, i) => (79 - i) / 100));
  // the best of them is ahead of all, the others are behind lab/in too
  expect(near_misses.map(({ would_rank }) => would_rank)).toEqual(near_misses.map((_, i) => (i === 0 ? 1 : i + 2)));
  expect(near_misses.length).toBeGreaterThan(1);
});

test('many offers of one model hide no other model among the near misses', () => {
  const offers = Array.from({ length: 40 }, (_, i) => `lab/many@h${String(i).padStart(2, '0')}`);
  const catalog = compileCatalog(
    dataOf({
      attributes: [attributeOf('quality'), attributeOf('speed')],
      models: ['lab/many', 'lab/two', 'lab/three'].map((id) => modelOf(id)),
      providers: offers.map((id) => ({ id: id.slice(9), name: id })),
      offers: offers.map(offerOf),
      claims: [
        ...offers.map((id, i) => claimOf(id, 'quality', 50 + i)),
        ...offers.map((id) => claimOf(id, 'speed', 1)),
        ...['lab/two', 'lab/three'].flatMap((id, i) => [claimOf(id, 'quality', 20 + i), claimOf(id, 'speed', 1)]),
      ],
    }),
  );
  const { near_misses } = ask(catalog, { require: { speed: { at_least: 5 } }, ...byQuality });
  expect(near_misses.map(({ model, offer, would_rank, would_score }) => [model, offer, would_rank, would_score])).toEqual([
    ['lab/many', 'lab/many@h39', 1, 0.89],
    ['lab/three', null, 2, 0.21],
    ['lab/two', null, 3, 0.2],
  ]);
});

describe('a profile', () => {
  const request = {
    require: { a: { at_least: 10 }, b: { at_least: 10 } },
    prefer: { weights: { a: 1 } },
    scales: { a: { worst: 0, best: 50 }, b: { worst: 0, best: 50 } },
    if_unknown: 'neutral',
    fold: 'none',
  };
  const catalog = compileCatalog({
    ...dataOf({
      attributes: [attributeOf('a'), attributeOf('b')],
      models: [modelOf('lab/one')],
      claims: [claimOf('lab/one', 'a', 25), claimOf('lab/one', 'b', 25)],
    }),
    profiles: [{ id: 'mine', title: 'Mine', description: 'A fixture.', version: 3, request, reasons: {} }],
  });

  test('is taken as it stands', () => {
    expect(ask(catalog, { prefer: { profile: 'mine' } }).resolved).toMatchObject({
      require: request.require,
      weights: { a: 1 },
      if_unknown: 'neutral',
      fold: 'none',
      profile: { id: 'mine', version: 3 },
    });
  });

  test('gives way to what the request says itself: by attribute in requirements and scales, whole elsewhere', () => {
    const { resolved, ranking } = ask(catalog, {
      prefer: { profile: 'mine' },
      require: { a: { at_most: 99 } },
      scales: { a: { worst: 0, best: 25 } },
      fold: 'model',
    });
    expect(resolved).toMatchObject({ require: { a: { at_most: 99 }, b: { at_least: 10 } }, fold: 'model', if_unknown: 'neutral' });
    expect(resolved.require.a).toEqual({ at_most: 99 });
    expect(ranking[0]?.score).toBe(1);
  });
});

describe('caveats', () => {
  const attributes = [
    attributeOf('quality', { stale_after_days: 100 }),
    attributeOf('lifecycle', { type: 'string', scale: null }),
    attributeOf('retirement_date', { type: 'date', scale: null, scope: 'offer' }),
  ];
  const caveats = (attribute: string, value: Claim['value'], over: Partial<Claim> = {}, further: readonly Claim[] = []) => {
    const claims = [claimOf('lab/one', attribute, value, over), ...further];
    const catalog = compileCatalog(
      dataOf({ attributes, models: [modelOf('lab/one')], providers: [{ id: 'h', name: 'H' }], offers: [offerOf('lab/one@h')], claims }),
    );
    const { ranking } = ask(catalog, { ...byQuality, as_of: '2026-11-23' });
    return ranking.flatMap((entry) => entry.caveats.map(({ code, detail }) => (detail === undefined ? code : `${code} ${detail}`)));
  };

  test.each<[string, Claim['value'], Partial<Claim>, string[]]>([
    ['quality', 50, { as_of: '2026-08-15' }, []],
    ['quality', 50, { as_of: '2026-08-14' }, ['stale 101']],
    ['quality', 50, { as_of: null }, ['undated']],
    ['quality', 50, { as_of: '2026-11-01', confidence: 'low' }, ['low_confidence']],
    ['quality', 50, { as_of: '2026-11-01', qualifier: 'at_least' }, ['bound at_least']],
    ['quality', 101, { as_of: '2026-11-01' }, ['clamped']],
    ['quality', 100, { as_of: '2026-11-01' }, []],
    ['lifecycle', 'deprecated', {}, ['deprecated deprecated']],
    ['lifecycle', 'legacy', {}, ['deprecated legacy']],
    ['lifecycle', 'current', {}, []],
    ['retirement_date', '2027-02-21', {}, ['retiring_soon 2027-02-21']],
    ['retirement_date', '2027-02-22', {}, []],
    ['retirement_date', '2026-11-24', {}, ['retiring_soon 2026-11-24']],
    ['retirement_date', '2026-11-23', { qualifier: 'at_least' }, ['retirement_possible 2026-11-23']],
  ])('%s %j %j: %j', (attribute, value, over, expected) => {
    expect(caveats(attribute, value, over)).toEqual(expected);
  });

  test.each<[Partial<Attribute>, Claim['value'], string]>([
    [{}, 40, 'model_states 40'],
    [{ type: 'boolean', scale: { kind: 'linear', worst: 0, best: 1 } }, true, 'model_states true'],
    [{ type: 'string', scale: { kind: 'set', wanted: ['gold'] } }, 'gold', 'model_states gold'],
  ])('what the model states stands beside what an offer leaves open: %j %j', (over, value, expected) => {
    const served = attributeOf('quality', { ...over, inherited_by: ['vendor_api'] });
    const catalog = compileCatalog(
      dataOf({
        attributes: [served, attributeOf('hosting', { type: 'set', scope: 'provider', scale: null })],
        models: [modelOf('lab/one')],
        providers: [{ id: 'h', name: 'H' }],
        offers: [offerOf('lab/one@h')],
        claims: [claimOf('h', 'hosting', ['cloud']), claimOf('lab/one', 'quality', value)],
      }),
    );
    const [entry] = ask(catalog, byQuality).ranking;
    expect(entry?.caveats.map(({ code, detail }) => `${code} ${detail}`)).toContain(expected);
    expect(entry?.contributions[0]?.status).toBe('unknown');
  });

  test('claims that say something else are named beside the one that stands', () => {
    const other = claimOf('lab/one', 'quality', 70, { as_of: '2026-10-01' });
    expect(caveats('quality', 50, { as_of: '2026-11-01' }, [other])).toEqual(['conflicting_claims']);
  });

  test('a model is out from the day of its retirement', () => {
    expect(caveats('retirement_date', '2026-11-23')).toEqual([]);
    const catalog = catalogOfNumbers(attributes, { 'lab/one': { quality: 1, retirement_date: '2026-11-23' } });
    expect(ask(catalog, { ...byQuality, as_of: '2026-11-22' }).eligible).toBe(1);
    expect(
      ask(catalog, { ...byQuality, as_of: '2026-11-23' }).excluded.items.flatMap(({ failed }) => failed.map(({ code }) => code)),
    ).toEqual(['retired']);
  });
});
