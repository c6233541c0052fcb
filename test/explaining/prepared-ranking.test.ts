import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { completeRanking, optionsShown, prepareRanking, rankingJson } from '../../src/explaining/rank-catalog.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { valid } from '../support/requests/ask.ts';

const catalog = compileCatalog(
  dataOf({
    attributes: [attributeOf('quality'), attributeOf('speed')],
    models: ['lab/one', 'lab/two', 'lab/three'].map((id) => modelOf(id)),
    providers: [{ id: 'cloud', name: 'Cloud' }],
    offers: [offerOf('lab/one@cloud')],
    claims: [
      claimOf('lab/one', 'quality', 80),
      claimOf('lab/two', 'quality', 60),
      claimOf('lab/two', 'speed', 90),
      claimOf('lab/three', 'quality', 10),
    ],
  }),
);
const prepared = (body: object) => prepareRanking(catalog, valid(catalog, body), '2026-11-25');
const weighted = { prefer: { weights: { quality: 1 } } };

describe('the options that an answer shows', () => {
  test('come in its order, with their scores', () => {
    expect(optionsShown(prepared({ ...weighted, limit: 2 }))).toEqual([
      { rank: 1, model: 'lab/one', offer: 'lab/one@cloud', score: 0.8 },
      { rank: 2, model: 'lab/two', offer: null, score: 0.6 },
    ]);
  });

  test('have none where nothing is preferred', () => {
    expect(optionsShown(prepared({ require: { quality: { at_least: 50 } } }))).toEqual([
      { rank: 1, model: 'lab/one', offer: 'lab/one@cloud', score: null },
      { rank: 1, model: 'lab/two', offer: null, score: null },
    ]);
  });
});

test.each([{}, { method: 'topsis' }, { method: 'weighted_product' }, { require: { speed: { at_least: 5 } } }])(
  'the JSON of an answer is that of its value: %j',
  (over) => {
    const question = prepared({ prefer: { weights: { quality: 1, speed: 1 } }, ...over });
    expect(rankingJson(question)).toBe(JSON.stringify(completeRanking(question)));
  },
);
