import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import { factAt } from '../../src/catalog/facts/column.ts';
import { type FactView, factView } from '../../src/catalog/facts/fact-view.ts';
import { permittedUse } from '../../src/criteria/permitted-use.ts';
import type { Use } from '../../src/words/use.ts';
import { claimOf } from '../support/catalogs/fixture.ts';
import { seededCatalog, seededData, TODAY } from '../support/catalogs/seeded.ts';

/** `commercial_use` and `permitted_use` have one meaning: what the one says of commercial use as such, the other says too. */

function permitted(catalog: Catalog, view: FactView, use: Use) {
  const attribute = { ...permittedUse.attribute, scale: null };
  return permittedUse.column({ catalog, view, asOf: TODAY, inputs: { use }, attribute });
}

const OUTCOME = { true: 'permitted', false: 'forbidden', null: 'unknown' } as const;

function expectOneMeaning(catalog: Catalog): void {
  for (const name of ['verified', 'article', 'all'] as const) {
    const view = factView(catalog, { view: name }, TODAY);
    const commercial = view.columnNamed('commercial_use');
    const use = permitted(catalog, view, { commercial: true });
    for (const candidate of view.everyone) {
      const value = commercial && factAt(commercial, candidate).value;
      expect([view.candidates[candidate]?.id, use.detail(candidate)?.outcome]).toEqual([
        view.candidates[candidate]?.id,
        OUTCOME[`${value}` as keyof typeof OUTCOME],
      ]);
    }
  }
}

test('on every model and offer of the seed, in every view', () => {
  expectOneMeaning(seededCatalog());
});

test('on the seed, whatever licence is stated of a model, whatever its page and the terms of providers say', () => {
  const { models, providers, licenses } = seededCatalog();
  const source = fc.constantFrom('choose-if-editorial', 'models-dev-models', 'milaohaath-llama-4-vs-deepseek');
  const of = (subjects: Iterable<string>, attribute: string, value: fc.Arbitrary<string | boolean>) =>
    fc.tuple(fc.constantFrom(...subjects), value, source).map(([subject, said, by]) => claimOf(subject, attribute, said, { source: by }));
  const said: fc.Arbitrary<Claim[]> = fc.array(
    fc.oneof(
      of(models.keys(), 'license', fc.constantFrom(...licenses.keys(), 'LicenseRef-Nowhere')),
      of(models.keys(), 'commercial_use', fc.boolean()),
      of(models.keys(), 'open_weights', fc.boolean()),
      of(providers.keys(), 'api_commercial_use', fc.boolean()),
    ),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(said, (claims) => expectOneMeaning(indexCatalog({ ...seededData(), claims: [...seededData().claims, ...claims] }))),
    { numRuns: 10 },
  );
});

/** What a licence allows, where that is anything but commercial use: read off the texts by hand. */
const OTHERWISE: Readonly<Record<string, boolean | null>> = {
  'LicenseRef-Proprietary': null,
  'LicenseRef-Muse-Spark-Open': null,
  'CC-BY-NC-4.0': false,
};

test('of every licence of the seed: a model under it alone is allowed what its terms allow', () => {
  const { licenses, attributes } = seededCatalog();
  const commercial = attributes.get('commercial_use');
  const data = seededData();
  for (const license of licenses.keys()) {
    const claim = claimOf('lab/new', 'license', license, { source: 'choose-if-editorial' });
    const catalog = indexCatalog({ ...data, models: [{ id: 'lab/new', name: 'New', family: null }], offers: [], claims: [claim] });
    expectOneMeaning(catalog);
    const view = factView(catalog, { view: 'verified' }, TODAY);
    const candidate = view.candidates[0];
    if (!commercial || !candidate) throw new Error('the seed has no commercial_use');
    expect([license, view.factOf(commercial, candidate).value]).toEqual([license, license in OTHERWISE ? OTHERWISE[license] : true]);
  }
});
