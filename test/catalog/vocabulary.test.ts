import { describe, expect, test } from 'vitest';
import { attributeFindings } from '../../src/catalog/seed/check-attribute.ts';
import { checkRequest } from '../../src/ranking/ask/check-request.ts';
import { seededCatalog, TODAY } from '../support/catalogs/seeded.ts';
import { ask } from '../support/requests/ask.ts';

const catalog = seededCatalog();
const attributes = [...catalog.attributes.values()];

describe.each(attributes.filter(({ scale }) => scale !== null))('$id can be preferred as it stands', ({ id }) => {
  test('its own anchors give values between 0 and 1', () => {
    const attribute = attributes.find((one) => one.id === id);
    expect(attribute && attributeFindings(attribute)).toEqual([]);
    const { ranking } = ask(catalog, { view: 'all', prefer: { weights: { [id]: 1 } }, limit: 100, as_of: TODAY });
    expect(ranking.length).toBeGreaterThan(0);
    for (const { score, contributions } of ranking)
      expect(
        [score, contributions[0]?.value].every((number) => number !== undefined && (number as number) >= 0 && (number as number) <= 1),
      ).toBe(true);
  });
});

test.each(attributes.filter(({ scale }) => scale === null))(
  '$id has no better and worse by itself: it is preferred only with a scale of the request',
  ({ id }) => {
    const { request, faults } = checkRequest(catalog, { prefer: { weights: { [id]: 1 } } });
    expect([request, faults.map(({ code }) => code)]).toEqual([null, ['scale_needed']]);
  },
);

test.each([...catalog.groups.values()])('every member of the group $id can be scored', ({ id, weights }) => {
  const { contributions } = ask(catalog, { prefer: { weights: { [id]: 1 } } }).ranking[0] as {
    contributions: readonly { attribute?: string; criterion: string }[];
  };
  expect(contributions.map((part) => part.attribute ?? part.criterion).sort()).toEqual(Object.keys(weights).sort());
});

test.each([...catalog.profiles.keys()])('the profile %s answers, in the article view too', (profile) => {
  for (const view of ['verified', 'article', 'all']) expect(ask(catalog, { view, prefer: { profile } }).resolved.profile?.id).toBe(profile);
});

test('most numbers that the seed knows lie within the anchors of their attribute: a scale that clamps everything tells nothing apart', () => {
  for (const { id } of attributes.filter(({ scale, type }) => scale !== null && type === 'number')) {
    const { ranking, warnings } = ask(catalog, { prefer: { weights: { [id]: 1 } }, fold: 'none', limit: 100, as_of: TODAY });
    const known = ranking.filter(({ contributions }) => contributions[0]?.status === 'known');
    const distinct = new Set(known.map(({ contributions }) => contributions[0]?.raw));
    if (distinct.size < 4) continue;
    const clamped = known.filter(({ caveats }) => caveats.some(({ code }) => code === 'clamped'));
    expect([id, warnings, clamped.length / known.length < 0.5]).toEqual([id, warnings, true]);
  }
});
