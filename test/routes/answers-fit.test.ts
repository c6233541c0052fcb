import { expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../src/catalog/catalog.ts';
import { COMPUTED } from '../../src/criteria/registry.ts';
import { parseSeed, readSeedFolder } from '../../src/service/seeding/read-seed.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { smallApp } from '../app/small-app.ts';
import { smallCatalog } from '../app/small-catalog.ts';
import { catalogIn, seedNow } from '../support/catalogs/in-database.ts';
import { collectAnswerSchemas } from './answer-schemas.ts';

/** Replies are not parsed on their way out, so this is what holds them to their schemas; strict ones, so that nothing undeclared leaves. */

const COLLECTIONS = [
  'models',
  'offers',
  'providers',
  'sources',
  'claims',
  'attributes',
  'criteria',
  'licenses',
  'profiles',
  'verdicts',
  'gpus',
];

function seeded(): Catalog {
  const db = openDatabase(':memory:');
  migrate(db, new Date(0));
  seedNow(db, parseSeed(readSeedFolder()), new Date(0));
  const catalog = compileCatalog(catalogIn(db));
  db.close();
  return catalog;
}

test.each([
  ['the small catalog', smallCatalog],
  ['the seed', seeded],
])(
  'every answer on %s fits the schema that its route promises',
  async (_what, make) => {
    const catalog = make();
    const app = smallApp({}, catalog);
    const schemas = collectAnswerSchemas(app);
    const fits = async (route: string, url: string) => {
      const answer = await app.inject(url);
      expect([url, answer.statusCode]).toEqual([url, 200]);
      const body = answer.json();
      const read = schemas.get(route)?.safeParse(body);
      expect([url, read?.success ? [] : (read?.error.issues.slice(0, 5) ?? 'no schema')]).toEqual([url, []]);
      return body;
    };
    const ids: Record<string, string[]> = {};
    for (const name of [...COLLECTIONS, 'claims?status=any', 'models?kind=family', 'attributes?origin=all', 'criteria?origin=all']) {
      const [collection = '', filter = ''] = name.split('?');
      const found: string[] = [];
      let next: string | undefined = '';
      while (next !== undefined) {
        const cursor: string = next === '' ? '' : `&cursor=${next}`;
        const page: { items: { id: string }[]; next?: string } = await fits(
          `/v1/${collection}`,
          `/v1/${collection}?limit=100&${filter}${cursor}`,
        );
        found.push(...page.items.map((item) => item.id));
        next = page.next;
      }
      ids[name] = found;
      expect(found).toEqual([...new Set(found)].sort());
    }
    expect(ids.models).toHaveLength(catalog.models.size);
    expect(ids['models?kind=family']).toHaveLength(catalog.families.size);
    expect(ids.offers).toHaveLength(catalog.offers.size);
    expect(ids.claims).toHaveLength(catalog.claimCount);
    expect(ids['claims?status=any']).toHaveLength(catalog.claims.size);
    expect(ids['attributes?origin=all']).toHaveLength(catalog.attributes.size);
    expect(ids['criteria?origin=all']).toHaveLength(catalog.attributes.size + catalog.groups.size + COMPUTED.length);
    expect(ids.licenses).toHaveLength(catalog.licenses.size);
    for (const id of [...(ids.models ?? []), ...(ids['models?kind=family'] ?? [])])
      await fits('/v1/models/:vendor/:slug', `/v1/models/${id}`);
    for (const id of ids.models ?? [])
      await fits('/v1/models/:vendor/:slug/hardware', `/v1/models/${id}/hardware?context=8192&concurrency=2`);
    expect(ids.gpus).toHaveLength(catalog.gpus.size);
    for (const name of ['providers', 'sources', 'attributes', 'licenses', 'profiles', 'verdicts'])
      for (const id of ids[name] ?? []) await fits(`/v1/${name}/:id`, `/v1/${name}/${id}`);
    for (const id of ids['claims?status=any'] ?? []) await fits('/v1/claims/:id', `/v1/claims/${id}`);
    for (const [route, url] of [
      ['/v1/completeness', '/v1/completeness'],
      ['/livez', '/livez'],
      ['/readyz', '/readyz'],
      ['/problems', '/problems'],
      ['/openapi.json', '/openapi.json'],
    ] as const)
      await fits(route, url);
  },
  120_000,
);
