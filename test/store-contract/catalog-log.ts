import { describe, expect, test } from 'vitest';
import type { Contents } from '../../src/catalog/kinds.ts';
import { KINDS } from '../../src/catalog/kinds.ts';
import { applySeed } from '../../src/service/seeding/seed.ts';
import type { Beside, CatalogLog, ChangeRecord } from '../../src/store/contract/catalog-log.ts';
import { NOW, seedOf } from '../service/seeding/small-seed.ts';
import { handles, type Open, opened } from './opening.ts';

const recordOn = (basis: number, over: Partial<ChangeRecord> = {}): ChangeRecord => ({
  origin: 'operator',
  author: 'ann',
  now: NOW,
  note: 'a note',
  basis,
  ...over,
});
const providers = (...ids: string[]): Contents['providers'] => ids.map((id) => ({ id, name: id.toUpperCase() }));
const parked = (row: string, code = 'unknown_model') => ({ row, code, detail: 'no such model', name: row, provider: null });
const feedOf = (...rows: ReturnType<typeof parked>[]): Beside => ({
  feed: { format: 'openrouter', sha256: 'a'.repeat(64), parserVersion: 3, parked: rows },
});

/** All that a caller can see of a catalog. */
async function stateOf(catalog: CatalogLog): Promise<unknown> {
  return [
    await catalog.revisions(),
    await catalog.newest(),
    await catalog.liveRows(),
    await catalog.parked(),
    await catalog.feedApplied('openrouter'),
    await catalog.seedApplied(),
    await catalog.importedOffers(),
    await catalog.claimsTakenBack(),
  ];
}

/** What any store has to do with revisions and what is kept beside them. */
export function catalogContract(open: Open): void {
  test('a fresh store holds nothing, and is ready with its first revision', async () => {
    const { catalog, isReady } = opened(open);
    expect([await catalog.newest(), await catalog.revisions(), await catalog.revision(1), await catalog.parked()]).toEqual([
      null,
      [],
      null,
      [],
    ]);
    expect([await catalog.seedApplied(), await catalog.feedApplied('openrouter')]).toEqual([null, null]);
    expect([...(await catalog.importedOffers()), ...(await catalog.claimsTakenBack())]).toEqual([]);
    expect(Object.values(await catalog.liveRows()).map(({ size }) => size)).toEqual(Object.keys(KINDS).map(() => 0));
    expect(await isReady()).toBe(false);
    await catalog.apply({ add: { providers: providers('a') }, retire: {} }, recordOn(0));
    expect(await isReady()).toBe(true);
  });

  describe('a change', () => {
    test('is the next revision, said by whom and why, and listed with the newest first', async () => {
      const { catalog } = opened(open);
      const first = await catalog.apply({ add: { providers: providers('a') }, retire: {} }, recordOn(0));
      const second = await catalog.apply(
        { add: { providers: providers('b') }, retire: {} },
        recordOn(1, { origin: 'import', author: 'robot', note: 'another' }),
      );
      const [newer, older] = await catalog.revisions();
      expect(first).toEqual({ stale: false, revision: older });
      expect(second).toEqual({ stale: false, revision: newer });
      expect(older).toEqual({
        number: 1,
        hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        created_at: NOW.toISOString(),
        origin: 'operator',
        author: 'ann',
        note: 'a note',
      });
      expect(newer).toMatchObject({ number: 2, origin: 'import', author: 'robot', note: 'another' });
      expect([await catalog.newest(), await catalog.revision(1), await catalog.revision(2)]).toEqual([newer, older, newer]);
      expect([await catalog.revision(0), await catalog.revision(3), await catalog.revision(2 ** 50)]).toEqual([null, null, null]);
    });

    test('adds, changes and retires; what it retires may come back', async () => {
      const { catalog } = opened(open);
      const names = async () => (await catalog.read()).providers.map(({ id, name }) => `${id} ${name}`);
      await catalog.apply({ add: { providers: providers('a', 'b') }, retire: {} }, recordOn(0));
      await catalog.apply({ add: { providers: [{ id: 'a', name: 'Other' }] }, retire: { providers: ['a', 'b'] } }, recordOn(1));
      expect(await names()).toEqual(['a Other']);
      await catalog.apply({ add: { providers: providers('a', 'b') }, retire: { providers: ['a'] } }, recordOn(2));
      expect(await names()).toEqual(['a A', 'b B']);
      const [third, , first] = await catalog.revisions();
      expect(third?.hash).toBe(first?.hash);
    });

    test('of nothing adds no revision, but keeps what is beside it', async () => {
      const { catalog } = opened(open);
      await catalog.apply({ add: { providers: providers('a') }, retire: {} }, recordOn(0));
      expect(await catalog.apply({ add: {}, retire: {} }, recordOn(1), feedOf(parked('/1')))).toEqual({ stale: false, revision: null });
      expect(await catalog.revisions()).toHaveLength(1);
      expect(await catalog.feedApplied('openrouter')).toEqual({
        format: 'openrouter',
        sha256: 'a'.repeat(64),
        parserVersion: 3,
        revision: 1,
        author: 'ann',
        applied_at: NOW.toISOString(),
      });
    });

    test('that was worked out on an older revision is not written, nor what is beside it', async () => {
      const { catalog } = opened(open);
      await catalog.apply({ add: { providers: providers('a') }, retire: {} }, recordOn(0));
      const before = await stateOf(catalog);
      for (const basis of [0, 2])
        expect(
          await catalog.apply({ add: { providers: providers('b') }, retire: {} }, recordOn(basis), {
            ...feedOf(parked('/1')),
            seed: 'sha',
          }),
        ).toEqual({ stale: true });
      expect(await stateOf(catalog)).toEqual(before);
    });

    test.each([
      ['adds what is held already', { add: { providers: providers('new', 'a') }, retire: {} }],
      ['names what there is not', { add: { models: [{ id: 'x/y', name: 'Y', family: 'x/none' }] }, retire: {} }],
      ['retires what is not held', { add: { providers: providers('new') }, retire: { providers: ['none'] } }],
    ] as const)('that %s is an error, and leaves nothing of itself', async (_what, change) => {
      const { catalog } = opened(open);
      await catalog.apply({ add: { providers: providers('a') }, retire: {} }, recordOn(0), feedOf(parked('/1')));
      const before = await stateOf(catalog);
      await expect(catalog.apply(change, recordOn(1), { ...feedOf(parked('/2')), seed: 'sha256:new' })).rejects.toThrow();
      expect(await stateOf(catalog)).toEqual(before);
      expect(await catalog.apply({ add: { providers: providers('b') }, retire: {} }, recordOn(1))).toMatchObject({
        revision: { number: 2 },
      });
    });

    test('that two handles make at once on one basis is one of them, and the other is stale', async () => {
      const [a, b] = handles(open);
      const both = await Promise.all(
        [a, b].map(({ catalog }, i) => catalog.apply({ add: { providers: providers(`p${i}`) }, retire: {} }, recordOn(0))),
      );
      expect(both.filter(({ stale }) => stale)).toHaveLength(1);
      expect(await a.catalog.revisions()).toHaveLength(1);
    });

    test('is made anew until it is not stale: four writers leave numbers without a gap, and every row', async () => {
      const [a, b] = handles(open);
      const writer = async ({ catalog }: typeof a, name: string) => {
        for (let i = 0; i < 10; ) {
          const basis = (await catalog.newest())?.number ?? 0;
          const applied = await catalog.apply({ add: { providers: providers(`${name}-${i}`) }, retire: {} }, recordOn(basis));
          if (!applied.stale) i++;
        }
      };
      await Promise.all([writer(a, 'a'), writer(b, 'b'), writer(a, 'c'), writer(b, 'd')]);
      expect((await b.catalog.revisions()).map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, i) => 40 - i));
      expect((await a.catalog.liveRows()).providers.size).toBe(40);
      for (const number of [1, 17, 40]) expect((await a.catalog.read(number)).providers).toHaveLength(number);
    });
  });

  describe('rows', () => {
    test('are those of the newest revision, with their origins and cells', async () => {
      const { catalog } = opened(open);
      await applySeed(catalog, seedOf(), NOW);
      await catalog.apply({ add: { providers: providers('own') }, retire: { claims: [] } }, recordOn(1));
      const { providers: rows, claims } = await catalog.liveRows();
      expect([...rows.values()].map(({ id, origin }) => `${id} ${origin}`).toSorted()).toEqual([
        'groq seed',
        'own operator',
        'self-hosted seed',
      ]);
      expect(rows.get('own')).toEqual({ id: 'own', origin: 'operator', cells: ['own', 'OWN'] });
      const { claims: read } = await catalog.read();
      expect([...claims.values()].map(({ cells }) => KINDS.claims.decode(cells)).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        read.map(({ origin: _, added_in: __, retired_in: ___, ...claim }) => claim),
      );
    });

    test('claims that somebody took back are named until something holds them again', async () => {
      const { catalog } = opened(open);
      await applySeed(catalog, seedOf(), NOW);
      const [claim, other] = (await catalog.read()).claims;
      if (!claim || !other) throw new Error('the seed has claims');
      await catalog.apply({ add: {}, retire: { claims: [claim.id, other.id] } }, recordOn(1));
      expect(await catalog.claimsTakenBack()).toEqual(new Set([claim.id, other.id]));
      const { origin: _, added_in: __, retired_in: ___, ...entry } = claim;
      await catalog.apply({ add: { claims: [entry] }, retire: {} }, recordOn(2));
      expect(await catalog.claimsTakenBack()).toEqual(new Set([other.id]));
    });

    test('what the seed itself retired is taken back by nobody', async () => {
      const { catalog } = opened(open);
      await applySeed(catalog, seedOf(), NOW);
      await applySeed(catalog, { ...seedOf(), claims: seedOf().claims.slice(5) }, NOW);
      expect(await catalog.claimsTakenBack()).toEqual(new Set());
    });

    test('offers that imports have made are told from others', async () => {
      const { catalog } = opened(open);
      await applySeed(catalog, seedOf(), NOW);
      const offer = (provider: string) => ({ id: `meta/llama-4-scout@${provider}`, model: 'meta/llama-4-scout', provider, variant: null });
      await catalog.apply(
        { add: { providers: providers('a', 'b'), offers: [offer('a'), offer('b')] }, retire: {} },
        recordOn(1, { origin: 'import' }),
      );
      await catalog.apply({ add: {}, retire: { offers: [offer('b').id] } }, recordOn(2, { origin: 'import' }));
      expect(await catalog.importedOffers()).toEqual(new Set([offer('a').id]));
    });
  });

  describe('beside a change', () => {
    test('the last file of a format takes the place of the one before, and its rows come by format and row', async () => {
      const { catalog } = opened(open);
      await catalog.apply(
        { add: { providers: providers('a') }, retire: {} },
        recordOn(0),
        feedOf(parked('/b'), parked('/a'), parked('/b', 'second')),
      );
      expect(await catalog.parked()).toEqual([
        { format: 'openrouter', ...parked('/a') },
        { format: 'openrouter', ...parked('/b') },
      ]);
      const other: Beside = { feed: { format: 'litellm', sha256: 'b'.repeat(64), parserVersion: 1, parked: [parked('/z')] } };
      await catalog.apply({ add: {}, retire: {} }, recordOn(1), other);
      expect((await catalog.parked()).map(({ format, row }) => `${format} ${row}`)).toEqual([
        'litellm /z',
        'openrouter /a',
        'openrouter /b',
      ]);
      expect((await catalog.parked('openrouter')).map(({ row }) => row)).toEqual(['/a', '/b']);
      await catalog.apply({ add: { providers: providers('b') }, retire: {} }, recordOn(1), feedOf());
      expect((await catalog.parked()).map(({ format }) => format)).toEqual(['litellm']);
      expect([await catalog.feedApplied('openrouter'), await catalog.feedApplied('litellm')]).toMatchObject([
        { revision: 2 },
        { revision: 1 },
      ]);
    });

    test('the seed that was applied last is known by its fingerprint, and one of no files is not', async () => {
      const { catalog } = opened(open);
      await applySeed(catalog, seedOf(), NOW, 'sha256:first');
      expect(await catalog.seedApplied()).toBe('sha256:first');
      await catalog.apply({ add: { providers: providers('own') }, retire: {} }, recordOn(1));
      expect(await catalog.seedApplied()).toBe('sha256:first');
      await applySeed(catalog, seedOf(), NOW, 'sha256:second');
      expect(await catalog.seedApplied()).toBe('sha256:second');
      await applySeed(catalog, seedOf(), NOW);
      expect(await catalog.seedApplied()).toBeNull();
    });
  });

  test('stores made from one seed agree on the hash of it, at once or in two steps, on two handles seeding at once', async () => {
    const [a, b] = handles(open);
    const results = await Promise.all([a, b].map(({ catalog }) => applySeed(catalog, seedOf(), NOW, 'sha256:it')));
    expect(results.map(({ revision }) => revision.number)).toEqual([1, 1]);
    const { catalog } = opened(open);
    await applySeed(catalog, { ...seedOf(), gpus: [], aliases: [], licenses: [] }, NOW);
    await applySeed(catalog, seedOf(), NOW);
    expect((await catalog.newest())?.hash).toBe((await a.catalog.newest())?.hash);
  });

  test('the hash of a content is written down here: it is the same in every release and on every engine', async () => {
    const { catalog } = opened(open);
    await catalog.apply({ add: { providers: providers('b', 'a') }, retire: {} }, recordOn(0, { origin: 'seed' }));
    expect((await catalog.newest())?.hash).toBe('sha256:92f8e7d0c90b49f136ab5173eeaca965af0ee129603a3b4babf11b7b2a00727c');
  });

  test('a store can be closed twice', async () => {
    const { store } = open();
    await store.close();
    await store.close();
  });
}
