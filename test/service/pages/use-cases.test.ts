import { expect, test } from 'vitest';
import { listClaims } from '../../../src/service/pages/claims.ts';
import { modelHardware } from '../../../src/service/pages/model-hardware.ts';
import { ModelPage, modelPage } from '../../../src/service/pages/model-page.ts';
import { listModels } from '../../../src/service/pages/models.ts';
import { listVerdicts, verdictPage } from '../../../src/service/pages/verdicts.ts';
import { withoutDatabase } from '../../../src/service/without-database.ts';
import { seededCatalog, TODAY } from '../../support/catalogs/seeded.ts';

/** Pages as a face other than HTTP has them. */

const catalog = seededCatalog();
const world = withoutDatabase(catalog, () => new Date(`${TODAY}T12:00:00Z`));

test('a collection is paged by id: every entry once, until there is no next page', () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: ReturnType<typeof listModels> = listModels(world, { vendor: 'meta' }, { limit: 2, after });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  const all = [...catalog.models.keys()].filter((id) => id.startsWith('meta/'));
  expect([...seen].sort()).toEqual(all.sort());
  expect(seen).toHaveLength(all.length);
});

test('the page of a model fits its schema; of no model there is none', () => {
  expect(ModelPage.safeParse(modelPage(world, 'meta/llama-4-scout')).error).toBeUndefined();
  const none = { refused: 'not_found', detail: 'The catalog has no model or family with this id.' };
  expect(modelPage(world, 'meta/nothing')).toEqual(none);
  expect(modelHardware(world, 'meta/nothing', { context: 8192, concurrency: 1 })).toMatchObject({ refused: 'not_found' });
});

test('the verdict of a list is the verdict of its page', () => {
  const [first] = listVerdicts(world, { limit: 1, after: null }).items;
  expect(verdictPage(world, first?.id ?? '')).toMatchObject(first ?? {});
});

test('without a status current claims are listed, and filters narrow together', () => {
  const { items } = listClaims(world, { subject: 'meta/llama-4-scout', attribute: 'context_window' }, { limit: 100, after: null });
  expect(items.length).toBeGreaterThan(0);
  for (const claim of items)
    expect([claim.subject, claim.attribute, claim.retired_in]).toEqual(['meta/llama-4-scout', 'context_window', null]);
});
