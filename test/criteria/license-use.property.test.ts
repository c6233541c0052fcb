import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { License, LicenseTerms } from '../../src/catalog/license.ts';
import { licenseUse } from '../../src/criteria/licence/license-use.ts';
import type { Use } from '../../src/words/use.ts';
import { seededCatalog } from '../support/catalogs/seeded.ts';

const RANK = { permitted: 0, unknown: 1, forbidden: 2 } as const;
const CITED = { clause: '1', quote: 'words', source: 'vendor' };
const Flag = fc.constantFrom('commercial', 'trains_other_models', 'redistributes') as fc.Arbitrary<
  'commercial' | 'trains_other_models' | 'redistributes'
>;
const orNull = <T>(list: fc.Arbitrary<T>) => fc.option(list, { nil: null });
const Size = fc.integer({ min: 0, max: 40 });

/** Terms of every shape that the schema has, around sizes from 0 to 40. */
const AnyTerms: fc.Arbitrary<LicenseTerms> = fc.record({
  kind: fc.constantFrom('license_of_weights', 'service_terms'),
  dated: fc.constant(null),
  permissions: orNull(fc.subarray(['commercial_use', 'distribution'] as const).map((tags) => tags.map((tag) => ({ tag, ...CITED })))),
  conditions: orNull(
    fc
      .array(fc.record({ tag: fc.constant('include_notice' as const), on: fc.uniqueArray(Flag, { minLength: 1 }) }), { maxLength: 2 })
      .map((all) => all.map((one) => ({ ...one, ...CITED }))),
  ),
  limitations: fc.constant([]),
  prohibitions: orNull(fc.uniqueArray(Flag).map((uses) => uses.map((use) => ({ use, ...CITED })))),
  thresholds: orNull(
    fc.array(
      fc
        .record(
          {
            metric: fc.constantFrom('monthly_active_users', 'annual_revenue', 'monthly_revenue'),
            comparison: fc.constantFrom('more_than', 'at_least'),
            value: fc.integer({ min: 1, max: 40 }),
            measured: fc.record({
              of: fc.constantFrom('licensee_and_affiliates', 'product'),
              over: fc.constantFrom('preceding_calendar_month', 'month', 'any_12_months'),
              on: fc.constant(null),
            }),
            consequence: fc.constantFrom('request_license', 'separate_agreement', 'display_name'),
            commercial_only: fc.boolean(),
            only_if: fc.constant('something else'),
            except: fc.constant([]),
          },
          { requiredKeys: ['metric', 'comparison', 'value', 'measured', 'consequence', 'commercial_only', 'except'] },
        )
        .map((threshold) => ({ ...threshold, ...CITED })),
      { maxLength: 3 },
    ),
  ) as fc.Arbitrary<LicenseTerms['thresholds']>,
  field_of_use: fc.constant([]),
  regions_excluded: orNull(
    fc.array(
      fc
        .record({
          region: fc.constantFrom('EU', 'FR', 'US'),
          who: fc.constant('domiciled_or_principal_place_of_business'),
          models: fc.constantFrom('all', 'multimodal'),
          except: fc.constant([]),
        })
        .map((excluded) => ({ ...excluded, ...CITED })),
      { maxLength: 2 },
    ),
  ) as fc.Arbitrary<LicenseTerms['regions_excluded']>,
  outputs: orNull(
    fc
      .constantFrom('permitted', 'not_restricted', 'forbidden')
      .map((trains_other_models) => ({ claimed: null, trains_other_models, ...CITED })),
  ) as fc.Arbitrary<LicenseTerms['outputs']>,
  unchecked: fc.constant([]),
});
const AnyLicense: fc.Arbitrary<License> = AnyTerms.map((terms) => ({ id: 'any', title: 'Any', source: 'vendor', terms }));
const AnyModel = fc.record({ multimodal: fc.option(fc.boolean()), hosted: fc.option(fc.boolean()) });

/** A use and one that means to do more: more users or revenue, or a member that was left out or false. */
const Growing: fc.Arbitrary<[Use, Use]> = fc
  .record({
    flags: fc.record({ commercial: Step(), trains_other_models: Step(), redistributes: Step() }),
    users: Steps(),
    revenue: Steps(),
    region: fc.option(fc.tuple(fc.constantFrom('EU' as const, 'FR' as const, 'DE' as const, 'US' as const), fc.boolean())),
  })
  .map(
    ({ flags, users, revenue, region }) =>
      [0, 1].map((k) =>
        clean({
          commercial: flags.commercial[k],
          trains_other_models: flags.trains_other_models[k],
          redistributes: flags.redistributes[k],
          monthly_active_users: users[k],
          annual_revenue: revenue[k],
          region: region && (k === 1 || region[1]) ? region[0] : undefined,
        }),
      ) as [Use, Use],
  );

function Step() {
  return fc.constantFrom<[boolean | undefined, boolean | undefined]>(
    [undefined, undefined],
    [undefined, true],
    [false, false],
    [false, true],
    [true, true],
  );
}

function Steps(): fc.Arbitrary<[number | undefined, number | undefined]> {
  return fc.oneof(
    fc.constant<[undefined, undefined]>([undefined, undefined]),
    Size.map((size): [undefined, number] => [undefined, size]),
    fc.tuple(Size, Size).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  );
}

function clean(use: Record<string, unknown>): Use {
  return Object.fromEntries(Object.entries(use).filter(([, value]) => value !== undefined)) as Use;
}

test('more users, more revenue or a further use never make the outcome better', () => {
  fc.assert(
    fc.property(AnyLicense, AnyModel, Growing, (license, model, [less, more]) => {
      expect(RANK[licenseUse(license, more, model).outcome]).toBeGreaterThanOrEqual(RANK[licenseUse(license, less, model).outcome]);
    }),
    { numRuns: 3000 },
  );
});

test('the same of every licence of the seed, at the sizes that they name', () => {
  const grown = Growing.map(
    (pair) =>
      pair.map((use) => ({
        ...use,
        ...(use.monthly_active_users !== undefined && { monthly_active_users: use.monthly_active_users * 25_000_000 }),
        ...(use.annual_revenue !== undefined && { annual_revenue: use.annual_revenue * 1_000_000 }),
      })) as [Use, Use],
  );
  fc.assert(
    fc.property(fc.constantFrom(...seededCatalog().licenses.values()), AnyModel, grown, (license, model, [less, more]) => {
      expect(RANK[licenseUse(license, more, model).outcome]).toBeGreaterThanOrEqual(RANK[licenseUse(license, less, model).outcome]);
    }),
    { numRuns: 3000 },
  );
});

test('learning what a model takes only settles what was open', () => {
  fc.assert(
    fc.property(AnyLicense, AnyModel, Growing, fc.boolean(), (license, model, [use], multimodal) => {
      const before = licenseUse(license, use, { ...model, multimodal: null }).outcome;
      const after = licenseUse(license, use, { ...model, multimodal }).outcome;
      expect(after).toBe(before === 'unknown' ? after : before);
    }),
  );
});
