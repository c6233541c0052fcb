import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applySeed } from '../../src/service/seeding/seed.ts';
import type { CatalogLog } from '../../src/store/contract/catalog-log.ts';
import { NOW, type SeedFiles, seedOf, smallSeed } from '../service/seeding/small-seed.ts';
import { type Open, opened } from './opening.ts';

const SCOUT = 'models/meta/llama-4-scout.json';

async function seeded(catalog: CatalogLog, edit: (files: SeedFiles) => void = () => {}): Promise<void> {
  const files = smallSeed();
  edit(files);
  await applySeed(catalog, seedOf(files), NOW);
}

/** What any store has to say of two revisions. */
export function changesContract(open: Open): void {
  test('a price that was raised is one change with both values and both claims', async () => {
    const { catalog } = opened(open);
    await seeded(catalog);
    await seeded(catalog, (files) => {
      files[SCOUT].offers[0].claims[0].value = 0.2;
    });
    const price = async (revision: number) =>
      (await catalog.read(revision)).claims.find(({ retired_in, attribute }) => attribute === 'price_input' && retired_in === null);
    const [before, after] = [await price(1), await price(2)];
    expect(await catalog.changes(1, 2)).toEqual([
      {
        id: `claims/meta/llama-4-scout@groq/price_input/${after?.id}`,
        what: 'changed',
        revision: 2,
        table: 'claims',
        subject: 'meta/llama-4-scout@groq',
        attribute: 'price_input',
        source: 'groq-prices',
        before: { claim: before?.id, value: 0.11, value_status: 'stated', qualifier: null, as_of: '2026-10-01' },
        after: { claim: after?.id, value: 0.2, value_status: 'stated', qualifier: null, as_of: '2026-10-01' },
      },
    ]);
  });

  test('what came and went in between, or went and came back, is no change between the ends', async () => {
    const { catalog } = opened(open);
    await seeded(catalog);
    await seeded(catalog, (files) => {
      files[SCOUT].offers[0].claims[0].value = 0.2;
      files['providers/acme.json'] = { name: 'Acme', claims: [] };
      files[SCOUT].name = 'Scout';
    });
    await seeded(catalog);
    expect(await catalog.changes(1, 3)).toEqual([]);
    expect((await catalog.changes(1, 2)).map(({ id, what }) => `${what} ${id.replace(/clm_.*/, '')}`)).toEqual([
      'changed claims/meta/llama-4-scout@groq/price_input/',
      'changed models/meta/llama-4-scout',
      'added providers/acme',
    ]);
    expect((await catalog.changes(2, 3)).map(({ id, what }) => `${what} ${id.replace(/clm_.*/, '')}`)).toEqual([
      'changed claims/meta/llama-4-scout@groq/price_input/',
      'changed models/meta/llama-4-scout',
      'retired providers/acme',
    ]);
  });

  test('a row that was changed names the columns that differ, and the revision that did it', async () => {
    const { catalog } = opened(open);
    await seeded(catalog);
    await seeded(catalog, (files) => {
      files['groups/openness.json'].title = 'How open';
      files['groups/openness.json'].weights.open_weights = 3;
    });
    await seeded(catalog, (files) => {
      files['groups/openness.json'].title = 'How open';
      files['groups/openness.json'].weights.open_weights = 3;
      files['sources.json']['groq-prices'].title = 'Prices of Groq';
    });
    expect(await catalog.changes(1, 3)).toEqual([
      { id: 'groups/openness', what: 'changed', revision: 2, table: 'groups', row: 'openness', fields: ['title', 'weights'] },
      { id: 'sources/groq-prices', what: 'changed', revision: 3, table: 'sources', row: 'groq-prices', fields: ['title'] },
    ]);
  });

  test('since 0 everything that stands was added', async () => {
    const { catalog } = opened(open);
    await seeded(catalog);
    const all = await catalog.changes(0, 1);
    expect(new Set(all.map(({ what }) => what))).toEqual(new Set(['added']));
    const { claims, models, offers } = await catalog.read();
    const count = (table: string) => all.filter((change) => change.table === table).length;
    expect([count('claims'), count('models'), count('offers')]).toEqual([claims.length, models.length, offers.length]);
  });

  test('claims that stood before, less those gone, with those that came, are those that stand after', async () => {
    const { catalog } = opened(open);
    const edits = fc.array(fc.record({ price: fc.constantFrom(0.1, 0.2, 0.3), window: fc.constantFrom(1000, 2000), gone: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(), fc.nat(), async (steps, a, b) => {
        for (const { price, window, gone } of steps)
          await seeded(catalog, (files) => {
            files[SCOUT].offers[0].claims[0].value = price;
            files[SCOUT].offers[0].claims[1].value = window;
            if (gone) files[SCOUT].claims.splice(1, 2);
          });
        const newest = (await catalog.newest())?.number ?? 0;
        const [since, revision] = [a % (newest + 1), b % (newest + 1)].sort((x, y) => x - y) as [number, number];
        const current = async (number: number) =>
          number === 0 ? [] : (await catalog.read(number)).claims.flatMap(({ id, retired_in }) => (retired_in === null ? id : []));
        const ids = new Set(await current(since));
        for (const change of await catalog.changes(since, revision)) {
          if (!('before' in change)) continue;
          if (change.before && change.before.claim !== change.after?.claim) expect(ids.delete(change.before.claim)).toBe(true);
          if (change.after) ids.add(change.after.claim);
        }
        expect([...ids].sort()).toEqual(await current(revision));
      }),
      { numRuns: 40 },
    );
  });

  test('of revisions that are not there nothing has changed', async () => {
    const { catalog } = opened(open);
    expect(await catalog.changes(0, 1)).toEqual([]);
    await seeded(catalog);
    expect([await catalog.changes(1, 2), await catalog.changes(1, 1)]).toEqual([[], []]);
  });
}
