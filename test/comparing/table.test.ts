import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComparedAttribute } from '../../src/comparing/answer.ts';
import { seededCatalog } from '../support/catalogs/seeded.ts';
import { compare, comparisonsOn } from '../support/requests/comparing.ts';

const catalog = seededCatalog();

/** The options whose figure nobody else's known one is beyond; as the table says it, from what the table shows. */
function bestByFigures({ better, values, type }: ComparedAttribute): string[] | null {
  const known = values.filter((value) => value.status === 'known');
  if (better === 'none' || known.length < 2) return [];
  if ((type !== 'number' && type !== 'boolean') || known.some(({ qualifier }) => qualifier === 'at_least' || qualifier === 'at_most'))
    return null;
  const figure = (value: unknown) => (better === 'higher' ? 1 : -1) * Number(value);
  const top = Math.max(...known.map(({ value }) => figure(value)));
  return known.filter(({ value }) => figure(value) === top).map(({ option }) => option);
}

test('the table has every attribute that is known for one of them, in order, and calls best who has the best figure', () => {
  fc.assert(
    fc.property(comparisonsOn(catalog), (request) => {
      const { attributes, resolved } = compare(catalog, request);
      const place = ({ category, attribute }: ComparedAttribute) => `${category} ${attribute}`;
      expect(attributes.map(place)).toEqual(attributes.map(place).sort());
      for (const row of attributes) {
        expect(row.values.map(({ option }) => option)).toEqual(resolved.options.map(({ id }) => id));
        expect(row.values.some(({ status }) => status === 'known')).toBe(true);
        // the maker of a model is the first part of its id: nobody has to claim it
        for (const { status, value, claim } of row.values)
          expect([value !== null, row.attribute === 'vendor' || claim !== null || value === null]).toEqual([status === 'known', true]);
        const best = bestByFigures(row);
        if (best) expect([row.attribute, row.best]).toEqual([row.attribute, best]);
      }
      const counted = new Set(attributes.map(({ attribute }) => attribute));
      if (request.attributes) expect(request.attributes).toEqual(expect.arrayContaining([...counted]));
    }),
    { seed: 3, numRuns: 150 },
  );
}, 60_000);

test('the same comparison gives the same bytes, in whatever order its options and attributes are named', () => {
  fc.assert(
    fc.property(comparisonsOn(catalog), (request) => {
      const turned = {
        ...request,
        ...(request.models ? { models: [...request.models].reverse() } : {}),
        ...(request.offers ? { offers: [...request.offers].reverse() } : {}),
        ...(request.attributes ? { attributes: [...request.attributes].reverse() } : {}),
      };
      const first = JSON.stringify(compare(catalog, request));
      expect(JSON.stringify(compare(catalog, request))).toBe(first);
      expect(JSON.stringify(compare(catalog, turned))).toBe(first);
    }),
    { seed: 4, numRuns: 100 },
  );
}, 60_000);

test('an option has at most one rule on an attribute, and a fallback only where it has none', () => {
  fc.assert(
    fc.property(comparisonsOn(catalog), (request) => {
      const { rules, resolved } = compare(catalog, request);
      for (const { id } of resolved.options) {
        const free = rules.filter((rule) => rule.choose === id && rule.kind !== 'weight');
        const about = free.flatMap(({ when }) =>
          when.length === 1 ? when.map((one) => ('attribute' in one ? one.attribute : one.criterion)) : [],
        );
        expect(new Set(about).size).toBe(about.length);
        if (free.some(({ when }) => when.length !== 1)) expect(free).toHaveLength(1);
      }
    }),
    { seed: 5, numRuns: 150 },
  );
}, 60_000);
