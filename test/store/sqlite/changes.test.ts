import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../../src/catalog/steps.ts';
import { applySeed } from '../../../src/service/seeding/seed.ts';
import { changeSteps } from '../../../src/store/sqlite/changes.ts';
import { loadCatalog } from '../../../src/store/sqlite/load.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { NOW, type SeedFiles, seedOf, smallSeed } from '../../service/seeding/small-seed.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';

const SCOUT = 'models/meta/llama-4-scout.json';

function seeded(db: Database, edit: (files: SeedFiles) => void = () => {}): void {
  const files = smallSeed();
  edit(files);
  applySeed(db, seedOf(files), NOW);
}

const changes = (db: Database, since: number, revision: number) => finish(changeSteps(db, since, revision));

test('a price that was raised is one change with both values and both claims', () => {
  const db = newDatabase();
  seeded(db);
  seeded(db, (files) => {
    files[SCOUT].offers[0].claims[0].value = 0.2;
  });
  const price = (revision: number) =>
    loadCatalog(db, revision).claims.find(({ retired_in, attribute }) => attribute === 'price_input' && retired_in === null);
  expect(changes(db, 1, 2)).toEqual([
    {
      id: `claims/meta/llama-4-scout@groq/price_input/${price(2)?.id}`,
      what: 'changed',
      revision: 2,
      table: 'claims',
      subject: 'meta/llama-4-scout@groq',
      attribute: 'price_input',
      source: 'groq-prices',
      before: { claim: price(1)?.id, value: 0.11, value_status: 'stated', qualifier: null, as_of: '2026-10-01' },
      after: { claim: price(2)?.id, value: 0.2, value_status: 'stated', qualifier: null, as_of: '2026-10-01' },
    },
  ]);
});

test('what came and went in between, or went and came back, is no change between the ends', () => {
  const db = newDatabase();
  seeded(db);
  seeded(db, (files) => {
    files[SCOUT].offers[0].claims[0].value = 0.2;
    files['providers/acme.json'] = { name: 'Acme', claims: [] };
    files[SCOUT].name = 'Scout';
  });
  seeded(db);
  expect(changes(db, 1, 3)).toEqual([]);
  expect(changes(db, 1, 2).map(({ id, what }) => `${what} ${id.replace(/clm_.*/, '')}`)).toEqual([
    'changed claims/meta/llama-4-scout@groq/price_input/',
    'changed models/meta/llama-4-scout',
    'added providers/acme',
  ]);
  expect(changes(db, 2, 3).map(({ id, what }) => `${what} ${id.replace(/clm_.*/, '')}`)).toEqual([
    'changed claims/meta/llama-4-scout@groq/price_input/',
    'changed models/meta/llama-4-scout',
    'retired providers/acme',
  ]);
});

test('a row that was changed names the columns that differ, and the revision that did it', () => {
  const db = newDatabase();
  seeded(db);
  seeded(db, (files) => {
    files['groups/openness.json'].title = 'How open';
    files['groups/openness.json'].weights.open_weights = 3;
  });
  seeded(db, (files) => {
    files['groups/openness.json'].title = 'How open';
    files['groups/openness.json'].weights.open_weights = 3;
    files['sources.json']['groq-prices'].title = 'Prices of Groq';
  });
  expect(changes(db, 1, 3)).toEqual([
    { id: 'groups/openness', what: 'changed', revision: 2, table: 'groups', row: 'openness', fields: ['title', 'weights'] },
    { id: 'sources/groq-prices', what: 'changed', revision: 3, table: 'sources', row: 'groq-prices', fields: ['title'] },
  ]);
});

test('since 0 everything that stands was added', () => {
  const db = newDatabase();
  seeded(db);
  const all = changes(db, 0, 1);
  expect(new Set(all.map(({ what }) => what))).toEqual(new Set(['added']));
  const { claims, models, offers } = loadCatalog(db);
  const count = (table: string) => all.filter((change) => change.table === table).length;
  expect([count('claims'), count('models'), count('offers')]).toEqual([claims.length, models.length, offers.length]);
});

test('claims that stood before, less those gone, with those that came, are those that stand after', () => {
  const db = newDatabase();
  const edits = fc.array(fc.record({ price: fc.constantFrom(0.1, 0.2, 0.3), window: fc.constantFrom(1000, 2000), gone: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(edits, fc.nat(), fc.nat(), (steps, a, b) => {
      for (const { price, window, gone } of steps)
        seeded(db, (files) => {
          files[SCOUT].offers[0].claims[0].value = price;
          files[SCOUT].offers[0].claims[1].value = window;
          if (gone) files[SCOUT].claims.splice(1, 2);
        });
      const newest = loadCatalog(db).revision;
      const [since, revision] = [a % (newest + 1), b % (newest + 1)].sort((x, y) => x - y) as [number, number];
      const standing = (number: number) =>
        number === 0 ? [] : loadCatalog(db, number).claims.flatMap(({ id, retired_in }) => (retired_in === null ? id : []));
      const ids = new Set(standing(since));
      for (const change of changes(db, since, revision)) {
        if (!('before' in change)) continue;
        if (change.before && change.before.claim !== change.after?.claim) expect(ids.delete(change.before.claim)).toBe(true);
        if (change.after) ids.add(change.after.claim);
      }
      expect([...ids].sort()).toEqual(standing(revision));
    }),
    { numRuns: 40 },
  );
});
