import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CatalogData } from '../../src/catalog/catalog-data.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import { rankCatalog } from '../../src/explaining/rank-catalog.ts';
import type { RankingRequest } from '../../src/ranking/ask/request.ts';
import { appOver, TODAY } from '../support/catalogs/seeded.ts';
import { FIXED, WORLDS } from '../support/catalogs/worlds.ts';
import { ask, places } from '../support/requests/ask.ts';
import { canonical } from '../support/requests/canonical.ts';

describe.each(WORLDS)('on $name', ({ name, questions, share }) => {
  test('the same question on the same content gives the same bytes, in whatever order the content comes', () => {
    fc.assert(
      fc.property(questions(), fc.nat(), ({ data, catalog, request }, seed) => {
        const answer = JSON.stringify(rankCatalog(catalog, request, TODAY));
        expect(JSON.stringify(rankCatalog(catalog, request, TODAY))).toBe(answer);
        expect(JSON.stringify(rankCatalog(indexCatalog(shuffled(data, seed)), request, TODAY))).toBe(answer);
      }),
      { ...FIXED, numRuns: 40 * share },
    );
  });

  test('over HTTP come the bytes of the same answer', async () => {
    await fc.assert(
      fc.asyncProperty(questions(), async ({ catalog, request }) => {
        if (Object.keys(request.require ?? {}).length === 0 && !request.prefer) return;
        const answer = await appOver(catalog).inject({ method: 'POST', url: '/v1/rankings', payload: request });
        expect(answer.body).toBe(JSON.stringify(ask(catalog, request)));
      }),
      { ...FIXED, numRuns: 15 * share },
    );
  });

  test('the order in which a request names things changes nothing but the order of lists', () => {
    fc.assert(
      fc.property(questions(), fc.nat(), ({ catalog, request }, seed) => {
        expect(canonical(ask(catalog, shuffledRequest(request, seed)))).toBe(canonical(ask(catalog, request)));
      }),
      { ...FIXED, numRuns: 80 * share },
    );
  });

  if (name === 'the seed') return;

  test('new names in the same alphabetical order give the same answer in the new names', () => {
    const renamed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(/\b(lab|host)-/g, '$1-new-'));
    fc.assert(
      fc.property(questions(), ({ data, catalog, request }) => {
        const answer = ask(indexCatalog(renamed(data)), renamed(request));
        expect(JSON.stringify(answer)).toBe(JSON.stringify(renamed(ask(catalog, request))));
      }),
      { ...FIXED, numRuns: 200 },
    );
  });

  test('new names in any other order give everybody the same rank and score', () => {
    fc.assert(
      fc.property(questions(), ({ data, catalog, request }) => {
        const before = [...places(catalog, { ...request, fold: 'none' })];
        const after = places(indexCatalog(turned(data)), { ...turned(request), fold: 'none' });
        expect(after.size).toBe(before.length);
        for (const [id, { rank, score }] of before) {
          const place = after.get(turned(id));
          expect([id, place?.rank]).toEqual([id, rank]);
          expect(Math.abs((place?.score ?? 0) - (score ?? 0))).toBeLessThan(1e-11);
        }
      }),
      { ...FIXED, numRuns: 200 },
    );
  });
});

/** Every name that is the catalog's own, with its place in the alphabet turned round. */
const TURNED: Readonly<Record<string, string>> = {
  quality: 'a_quality',
  price: 'z_price',
  window: 'a_window',
  open: 'z_open',
  worth: 'a_worth',
};

function turned<T>(value: T): T {
  const text = JSON.stringify(value)
    .replaceAll(/model-(\d)/g, (_, digit) => `model-${9 - Number(digit)}`)
    .replaceAll(/host-(\d)/g, (_, digit) => `host-${9 - Number(digit)}`)
    .replaceAll(/lab-([abc])/g, (_, letter) => `lab-${{ a: 'z', b: 'y', c: 'x' }[letter as 'a']}`)
    .replaceAll(/"(\w+)"/g, (whole, word) => (TURNED[word] ? `"${TURNED[word]}"` : whole));
  return JSON.parse(text);
}

function shuffled(data: CatalogData, seed: number): CatalogData {
  const random = generator(seed);
  const lists = Object.entries(data).map(([key, value]) => [key, Array.isArray(value) ? inRandomOrder(value, random) : value]);
  return Object.fromEntries(lists);
}

/** Keys of objects and members of sets in another order; the order of `prefer.order` is its meaning and stays. */
function shuffledRequest(request: RankingRequest, seed: number): RankingRequest {
  const random = generator(seed);
  const mixed = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return path === 'prefer.order' || path.endsWith('.points') ? value : inRandomOrder(value, random);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      inRandomOrder(Object.entries(value), random).map(([key, member]) => [key, mixed(member, path ? `${path}.${key}` : key)]),
    );
  };
  return mixed(request, '') as RankingRequest;
}

function inRandomOrder<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
