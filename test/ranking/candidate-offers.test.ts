import { expect, test } from 'vitest';
import { checkRequest } from '../../src/ranking/ask/check-request.ts';
import { seededCatalog } from '../support/catalogs/seeded.ts';
import { ask } from '../support/requests/ask.ts';

const catalog = seededCatalog();
const offers = [...catalog.offers.values()];
const [served] = [...catalog.offersByModel.values()].filter((own) => own.length > 2).map((own) => own.map((offer) => offer.id)) as [
  string[],
];
const other = offers.find((offer) => offer.model !== catalog.offers.get(served[0] as string)?.model);
const everything = { lifecycle: { known: true, if_unknown: 'keep' } };

test('candidates narrow to the offers that are named', () => {
  const [first = '', second = ''] = served;
  const answer = ask(catalog, { require: everything, candidates: { offers: [first, second] }, fold: 'none' });
  expect(answer.considered).toBe(2);
  expect(answer.ranking.map((entry) => entry.offer).sort()).toEqual([first, second].sort());
});

test('models, families and offers add up; providers narrow what they name', () => {
  const model = catalog.models.get(other?.model ?? '');
  const own = catalog.offersByModel.get(model?.id ?? '')?.length ?? 0;
  const named = { models: [model?.id], offers: [served[0]] };
  expect(ask(catalog, { require: everything, candidates: named }).considered).toBe(own + 1);
  const provider = catalog.offers.get(served[0] as string)?.provider;
  const narrowed = ask(catalog, { require: everything, candidates: { offers: served, providers: [provider] }, fold: 'none' });
  expect(narrowed.ranking.map((entry) => catalog.offers.get(entry.offer ?? '')?.provider)).toContain(provider);
  expect(new Set(narrowed.ranking.map((entry) => catalog.offers.get(entry.offer ?? '')?.provider)).size).toBe(1);
});

test('an offer that the catalog does not have is named with the nearest ones, and a repeated one is refused', () => {
  const [first = ''] = served;
  const wrong = `${first}x`;
  const { request, faults } = checkRequest(catalog, { require: {}, candidates: { offers: [wrong, first, first] } });
  expect(request).toBeNull();
  expect(faults).toMatchObject([
    { pointer: '#/candidates/offers/0', code: 'unknown_offer' },
    { pointer: '#/candidates/offers/2', code: 'duplicate' },
  ]);
  expect(faults[0]?.nearest).toContain(first);
});
