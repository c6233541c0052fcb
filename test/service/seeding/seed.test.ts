import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { Origin } from '../../../src/catalog/revision.ts';
import { claimContent } from '../../../src/catalog/rows/claim-content.ts';
import type { Seed } from '../../../src/catalog/seed/check-seed.ts';
import { claimId } from '../../../src/service/seeding/read-seed.ts';
import { applySeed, seedFromFolder } from '../../../src/service/seeding/seed.ts';
import type { CatalogChange } from '../../../src/store/contract/catalog-log.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { contentHash, listRevisions, newestRevision } from '../../../src/store/sqlite/revisions.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { applied, catalogIn } from '../../support/catalogs/in-database.ts';
import { newDatabase, temporaryFolder, writeFiles } from '../../support/processes/temporary-database.ts';
import { NOW, type SeedFiles, seedOf, smallSeed } from './small-seed.ts';

const SCOUT = 'models/meta/llama-4-scout.json';

function changedSeed(change: (files: SeedFiles) => void) {
  const files = smallSeed();
  change(files);
  return seedOf(files);
}

/** Adds a revision of another origin than the seed. */
function revise(db: Database, add: CatalogChange['add'], retire: CatalogChange['retire'], origin: Origin = 'operator'): void {
  applied(db, { add, retire }, { origin, author: 'ann', now: NOW, note: '', basis: newestRevision(db)?.number ?? 0 });
}

const seedIn = (db: Database, seed: Seed, now: Date = NOW, fingerprint: string | null = null) =>
  applySeed(storeOn(db).catalog, seed, now, fingerprint);

/** What the HTTP side does with a claim of an operator or a feed; answers its id. */
function addClaim(db: Database, origin: Origin, changed: object = {}): string {
  const entry = {
    attribute: 'context_window',
    value: 64_000,
    value_status: 'stated' as const,
    source: 'our-tests',
    as_of: null,
    confidence: 'low' as const,
    ...changed,
  };
  const subject = 'meta/llama-4-scout@groq';
  const id = claimId(claimContent(subject, entry));
  const source = { id: 'our-tests', kind: 'operator', title: 'Ours', locator: 'a ticket', license: null, retrieved: null } as const;
  revise(db, { sources: [source], claims: [{ ...entry, id, subject, position: 0 }] }, {}, origin);
  return id;
}

test('the same seed twice is one revision', async () => {
  const db = newDatabase();
  const first = await seedIn(db, seedOf(), NOW);
  const second = await seedIn(db, seedOf(), NOW);
  expect([first.changed, second.changed]).toEqual([true, false]);
  expect(second.revision).toEqual(first.revision);
  expect(second.changes).toEqual([]);
  expect(listRevisions(db)).toHaveLength(1);
});

test('databases made from one seed agree on ids and hash, whatever the order of its files', async () => {
  const [a, b] = [newDatabase(), newDatabase()];
  await seedIn(a, seedOf(), NOW);
  await seedIn(b, seedOf(Object.fromEntries(Object.entries(smallSeed()).reverse())), new Date('2027-01-01T00:00:00Z'));
  const { created_at: _a, ...catalogA } = catalogIn(a);
  const { created_at: _b, ...catalogB } = catalogIn(b);
  expect(catalogA).toEqual(catalogB);
  expect(catalogA.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('the hash is that of the content, not of the way there', async () => {
  const [straight, detour] = [newDatabase(), newDatabase()];
  await seedIn(straight, seedOf(), NOW);
  await seedIn(
    detour,
    changedSeed((files) => files[SCOUT].claims.splice(1, 3)),
    NOW,
  );
  expect(newestRevision(detour)?.hash).not.toBe(newestRevision(straight)?.hash);
  await seedIn(detour, seedOf(), NOW);
  expect(newestRevision(detour)).toMatchObject({ number: 2, hash: newestRevision(straight)?.hash });
});

test('a changed seed is a new revision that adds and retires what changed, and nothing else', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const before = catalogIn(db);
  const { revision, changes } = await seedIn(
    db,
    changedSeed((files) => {
      files[SCOUT].offers[0].claims[0].value = 0.08;
      files['sources.json']['groq-prices'].retrieved = '2026-11-20';
      files['providers/together.json'] = { name: 'Together', claims: [] };
    }),
    NOW,
  );
  const price = (from: typeof before) =>
    from.claims.filter(
      ({ attribute, added_in, retired_in }) => attribute === 'price_input' && (from === before || added_in === 2 || retired_in === 2),
    );
  const [old] = price(before);
  const after = catalogIn(db);
  const added = price(after).find(({ added_in }) => added_in === 2);
  expect(revision.number).toBe(2);
  expect(added).toMatchObject({ value: 0.08, retired_in: null });
  expect(after.claims.find(({ id }) => id === old?.id)).toEqual({ ...old, retired_in: 2 });
  expect(changes.toSorted((a, b) => (`${a.table}${a.what}` < `${b.table}${b.what}` ? -1 : 1))).toEqual([
    { table: 'claims', id: added?.id, what: 'added' },
    { table: 'claims', id: old?.id, what: 'retired' },
    { table: 'providers', id: 'together', what: 'added' },
    { table: 'sources', id: 'groq-prices', what: 'changed' },
  ]);
});

test('every earlier revision loads as it was, and its hash is still true', async () => {
  const db = newDatabase();
  const steps: ((files: SeedFiles) => void)[] = [
    () => undefined,
    (files) => {
      files[SCOUT].name = 'Scout';
      files[SCOUT].claims[1].value = ['de'];
      files['verdicts/av-01.json'].request_reason = 'Another reason.';
    },
    (files) => {
      delete files['contradictions.json']['ax-01'];
      files['claim-checks.json'] = [];
      files['attributes/price.json'].price_input.stale_after_days = 30;
      files[SCOUT].offers.pop();
    },
    () => undefined,
  ];
  const asTheyWere: CatalogData[] = [];
  for (const change of steps) {
    const { revision } = await seedIn(db, changedSeed(change), NOW);
    const loaded = catalogIn(db);
    expect(loaded.revision).toBe(revision.number);
    asTheyWere.push(loaded);
  }
  expect(asTheyWere.map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
  for (const catalog of asTheyWere) {
    expect(catalogIn(db, catalog.revision)).toEqual(catalog);
    expect(contentHash(db, catalog.revision)).toBe(catalog.hash);
  }
  expect(asTheyWere[3]?.hash).toBe(asTheyWere[0]?.hash);
  expect(new Set(asTheyWere.map(({ hash }) => hash)).size).toBe(3);
});

test('a claim that goes and comes back has its id again and stands', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const license = () => catalogIn(db).claims.filter(({ attribute }) => attribute === 'license');
  const [original] = license();
  await seedIn(
    db,
    changedSeed((files) => files[SCOUT].claims.splice(3, 1)),
    NOW,
  );
  expect(license()).toEqual([{ ...original, retired_in: 2 }]);
  await seedIn(db, seedOf(), NOW);
  expect(license()).toEqual([{ ...original, added_in: 3 }]);
});

test('of two statements of one source the later one is behind, in a revision that turns them round too', async () => {
  const db = newDatabase();
  const windows = () =>
    catalogIn(db)
      .claims.filter(({ source }) => source === 'article')
      .sort((a, b) => a.position - b.position)
      .map(({ value }) => value);
  await seedIn(db, seedOf(), NOW);
  expect(windows()).toEqual([128_000, 10_000_000]);
  const { changes } = await seedIn(
    db,
    changedSeed((files) => files['families/meta/llama-4.json'].claims.reverse()),
    NOW,
  );
  expect(windows()).toEqual([10_000_000, 128_000]);
  expect(changes.map(({ table, what }) => `${table} ${what}`)).toEqual(['claims changed', 'claims changed']);
});

test('what an operator and a feed have added survives a changed seed', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const id = addClaim(db, 'operator');
  const before = catalogIn(db).claims.find((claim) => claim.id === id);
  expect(before).toMatchObject({ origin: 'operator', added_in: 2, retired_in: null });
  await seedIn(
    db,
    changedSeed((files) => (files[SCOUT].name = 'Scout')),
    NOW,
  );
  const after = catalogIn(db);
  expect(after.revision).toBe(3);
  expect(after.claims.find((claim) => claim.id === id)).toEqual(before);
  expect(after.sources.map((source) => source.id)).toContain('our-tests');
});

test('what an operator row needs stays, though the seed drops it, and the result says so', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const id = addClaim(db, 'operator');
  const withoutScout = changedSeed((files) => {
    delete files[SCOUT];
    delete files['providers/groq.json'];
    delete files['families/meta/llama-4.json'];
    for (const path of ['aliases/any.json', 'leaders.json', 'calibration/2026-11-01.json']) delete files[path];
    delete files['licenses/LicenseRef-Llama-4.json'];
    for (const path of ['groups/openness.json', 'profiles/long-documents.json', 'verdicts/av-01.json']) delete files[path];
    delete files['attributes/specification.json'].context_window;
    delete files['attributes/specification.json'].license;
    Object.assign(files, { 'verdict-picks.json': {}, 'claim-checks.json': [], 'contradictions.json': {} });
  });
  const { kept } = await seedIn(db, withoutScout, NOW);
  const catalog = catalogIn(db);
  expect(kept.map(({ table, id, why }) => `${table} ${id} ${why}`)).toEqual([
    'attributes context_window needed_by_another_origin',
    'families meta/llama-4 needed_by_another_origin',
    'models meta/llama-4-scout needed_by_another_origin',
    'providers groq needed_by_another_origin',
    'offers meta/llama-4-scout@groq needed_by_another_origin',
  ]);
  expect(catalog.attributes.map((attribute) => attribute.id)).toEqual(
    ['context_window', 'homepage', 'hosting', 'languages', 'open_weights', 'price_input', 'release_date'].sort(),
  );
  expect(catalog.claims.filter(({ retired_in }) => retired_in === null).map((claim) => claim.id)).toEqual([id]);
});

test('an attribute that an operator has redefined is left as it is', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const [attribute] = catalogIn(db).attributes;
  if (attribute === undefined) throw new Error('the seed has attributes');
  revise(db, { attributes: [{ ...attribute, title: 'Our title' }] }, { attributes: [attribute.id] });
  const { changed, kept } = await seedIn(db, seedOf(), NOW);
  expect(changed).toBe(false);
  expect(kept).toEqual([{ table: 'attributes', id: attribute.id, why: 'row_of_another_origin' }]);
  expect(catalogIn(db).attributes[0]?.title).toBe('Our title');
});

test('a claim of the seed that an operator took back stays away', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const claim = catalogIn(db).claims.find(({ attribute }) => attribute === 'license');
  if (claim === undefined) throw new Error('the seed has a license');
  revise(db, {}, { claims: [claim.id] });
  const { kept } = await seedIn(
    db,
    changedSeed((files) => (files[SCOUT].name = 'Scout')),
    NOW,
  );
  expect(kept).toEqual([{ table: 'claims', id: claim.id, why: 'retired_by_another_origin' }]);
  expect(catalogIn(db).claims.find(({ id }) => id === claim.id)?.retired_in).toBe(2);
});

test('a failure in the middle leaves the old revision', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const before = catalogIn(db);
  let rows = 0;
  db.function('fail_at_the_third', () => {
    rows += 1;
    if (rows === 3) throw new Error('the power is gone');
    return null;
  });
  db.exec('CREATE TEMP TRIGGER failing AFTER INSERT ON main.claims BEGIN SELECT fail_at_the_third(); END');
  const moved = changedSeed((files) => {
    for (const claim of files[SCOUT].claims) claim.confidence = 'medium';
  });
  await expect(seedIn(db, moved, NOW, 'sha256:new')).rejects.toThrow('the power is gone');
  expect(rows).toBe(3);
  db.exec('DROP TRIGGER failing');
  expect(catalogIn(db)).toEqual(before);
  expect(db.inTransaction).toBe(false);
  expect((await seedIn(db, moved, NOW)).revision.number).toBe(2);
});

test('a subject does not change its kind between seeds', async () => {
  const db = newDatabase();
  await seedIn(db, seedOf(), NOW);
  const asFamily = changedSeed((files) => {
    delete files[SCOUT];
    for (const path of ['aliases/any.json', 'leaders.json']) delete files[path];
    files['families/meta/llama-4-scout.json'] = { name: 'Scout', claims: [] };
    Object.assign(files, { 'claim-checks.json': [] });
  });
  await expect(seedIn(db, asFamily, NOW)).rejects.toThrow('the id is not that of a family');
});

test('a folder whose files have not changed is not read again; any changed byte is', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, smallSeed());
  const db = newDatabase();
  expect((await seedFromFolder(storeOn(db).catalog, NOW, folder))?.changed).toBe(true);
  expect(await seedFromFolder(storeOn(db).catalog, NOW, folder)).toBeNull();
  writeFiles(folder, { 'verdict-picks.json': '{ "av-01":   "meta/llama-4" }' });
  expect(await seedFromFolder(storeOn(db).catalog, NOW, folder)).toMatchObject({ changed: false, revision: { number: 1 } });
  expect(await seedFromFolder(storeOn(db).catalog, NOW, folder)).toBeNull();
  writeFiles(folder, { 'verdict-picks.json': { 'av-01': 'both' } });
  expect(await seedFromFolder(storeOn(db).catalog, NOW, folder)).toMatchObject({ changed: true, revision: { number: 2 } });
  expect(catalogIn(db).picks).toEqual({ 'av-01': 'both' });
});

test('a seed applied from elsewhere makes the folder count as unread', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, smallSeed());
  const db = newDatabase(join(folder, '.test.sqlite'));
  await seedFromFolder(storeOn(db).catalog, NOW, folder);
  await seedIn(
    db,
    changedSeed((files) => (files[SCOUT].name = 'Scout')),
    NOW,
  );
  expect(await seedFromFolder(storeOn(db).catalog, NOW, folder)).toMatchObject({ changed: true, revision: { number: 3 } });
});
