import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CatalogData } from '../../src/catalog/catalog-data.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import { rankingState } from '../../src/ranking/pipeline.ts';
import { TODAY } from '../support/catalogs/seeded.ts';
import { FIXED, WORLDS } from '../support/catalogs/worlds.ts';
import { places, placesOf } from '../support/requests/ask.ts';

/** Read from left to right a candidate is removed, from right to left one is added: neither may move the others. */
describe.each(WORLDS)('on $name', ({ questions, share }) => {
  const property = (what: string, removed: (data: CatalogData, pick: number) => { data: CatalogData; gone: (model: string) => boolean }) =>
    test(`${what} changes no other score and no order among the others`, () => {
      fc.assert(
        fc.property(questions(), fc.nat(), ({ data, catalog, request }, pick) => {
          const { data: fewer, gone } = removed(data, pick);
          const before = others(places(catalog, request), gone);
          const after = others(placesOf(rankingState(indexCatalog(fewer), request, TODAY)), gone);
          expect(after.map(({ id, score }) => [id, score])).toEqual(before.map(({ id, score }) => [id, score]));
          for (let i = 1; i < before.length; i++)
            expect(Math.sign((after[i]?.rank ?? 0) - (after[i - 1]?.rank ?? 0))).toBe(
              Math.sign((before[i]?.rank ?? 0) - (before[i - 1]?.rank ?? 0)),
            );
        }),
        { ...FIXED, numRuns: 60 * share },
      );
    });

  property('removing or adding a model', withoutModel);
  property('removing or adding an offer', withoutOffer);
  property('removing or adding a family', withoutFamily);
});

const others = (standing: ReturnType<typeof places>, gone: (model: string) => boolean) =>
  [...standing].map(([id, place]) => ({ id, ...place })).filter(({ model }) => !gone(model));

function withoutModel(data: CatalogData, pick: number) {
  const id = data.models[pick % data.models.length]?.id as string;
  return {
    gone: (model: string) => model === id,
    data: {
      ...data,
      models: data.models.filter((model) => model.id !== id),
      offers: data.offers.filter((offer) => offer.model !== id),
      claims: data.claims.filter((claim) => claim.subject !== id && !claim.subject.startsWith(`${id}@`)),
    },
  };
}

function withoutOffer(data: CatalogData, pick: number) {
  const offer = data.offers[pick % Math.max(1, data.offers.length)];
  return {
    gone: (model: string) => model === offer?.model,
    data: {
      ...data,
      offers: data.offers.filter(({ id }) => id !== offer?.id),
      claims: data.claims.filter((claim) => claim.subject !== offer?.id),
    },
  };
}

/** A family with its members: in the article view it is a candidate itself. */
function withoutFamily(data: CatalogData, pick: number) {
  const id = data.families[pick % data.families.length]?.id as string;
  const members = new Set(data.models.filter((model) => model.family === id).map((model) => model.id));
  return {
    gone: (model: string) => model === id || members.has(model),
    data: {
      ...data,
      families: data.families.filter((family) => family.id !== id),
      models: data.models.filter((model) => !members.has(model.id)),
      offers: data.offers.filter((offer) => !members.has(offer.model)),
      claims: data.claims.filter((claim) => claim.subject !== id && !members.has(claim.subject.split('@')[0] as string)),
    },
  };
}
