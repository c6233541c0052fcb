import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { countryCode } from '../../../src/catalog/names/countries.ts';
import { languageTag } from '../../../src/catalog/names/languages.ts';
import { licenseId } from '../../../src/catalog/names/licenses.ts';
import { checkRequest } from '../../../src/ranking/ask/check-request.ts';
import { attributeOf, claimOf, dataOf, licenseOf, modelOf } from '../../support/catalogs/fixture.ts';
import { seededCatalog } from '../../support/catalogs/seeded.ts';
import { ask } from '../../support/requests/ask.ts';

/** Values under other names than the catalog's: taken for what they mean, or told apart from what nobody has. */

const text = { type: 'string', scale: null, better: 'none' } as const;
const catalog = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('license', { ...text, format: 'spdx' }),
      attributeOf('license_name', text),
      attributeOf('vendor_country', text),
      attributeOf('data_residency', { type: 'set', scale: null }),
      attributeOf('languages', { type: 'set', scale: null, format: 'bcp47' }),
      attributeOf('tool', text),
      attributeOf('kind', { ...text, values: ['chat', 'embedding', 'rerank'] }),
      attributeOf('modalities_out', { type: 'set', scale: null, values: ['text', 'image'] }),
    ],
    licenses: [{ ...licenseOf('Apache-2.0'), title: 'Apache License 2.0' }, licenseOf('LicenseRef-Proprietary')],
    models: ['lab/open', 'lab/closed', 'lab/wild'].map((id) => modelOf(id)),
    claims: [
      claimOf('lab/open', 'license', 'Apache-2.0'),
      claimOf('lab/closed', 'license', 'LicenseRef-Proprietary'),
      claimOf('lab/wild', 'license', 'LicenseRef-Wild-1'),
      claimOf('lab/wild', 'license_name', 'Wild Weights'),
      claimOf('lab/open', 'vendor_country', 'DE'),
      claimOf('lab/open', 'data_residency', ['de', 'us-gov']),
      claimOf('lab/open', 'languages', ['de', 'pt-BR']),
      claimOf('lab/open', 'tool', 'hammer'),
    ],
  }),
);

describe('names', () => {
  test.each([
    ['German', 'de'],
    ['GERMAN', 'de'],
    ['Brazilian Portuguese', 'pt-BR'],
    ['Farsi', 'fa'],
    ['EN-us', 'en-US'],
    ['iw', 'he'],
    ['zz', 'zz'],
    ['Klingonese', null],
    ['not a tag', null],
  ])('of languages: %s', (name, tag) => {
    expect(languageTag(name)).toBe(tag);
  });

  test.each([
    ['Germany', 'DE'],
    ['de', 'DE'],
    ['UK', 'GB'],
    ['united kingdom', 'GB'],
    ['Turkey', 'TR'],
    ['Cote d’Ivoire', 'CI'],
    ['Burma', 'MM'],
    ['European Union', 'EU'],
    ['XX', null],
    ['Atlantis', null],
  ])('of countries: %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  test.each([
    ['Apache 2.0', 'Apache-2.0'],
    ['apache-2.0', 'Apache-2.0'],
    ['The Apache License, Version 2.0', 'Apache-2.0'],
    ['Proprietary', 'LicenseRef-Proprietary'],
    ['wild weights', 'LicenseRef-Wild-1'],
    ['LicenseRef-Wild-1', 'LicenseRef-Wild-1'],
    ['GPL-3.0-only', 'GPL-3.0-only'],
  ])('of licences: %s', (name, id) => {
    expect(licenseId(catalog, name)).toBe(id);
  });

  test('each licence of the seed is known by its title', () => {
    const seed = seededCatalog();
    expect([...seed.licenses.values()].map(({ title }) => licenseId(seed, title))).toEqual([...seed.licenses.keys()]);
  });
});

describe('an answer says what it took a value for', () => {
  test.each<[object, string, unknown, object]>([
    [{ languages: { all_of: ['German', 'pt-br'] } }, 'languages', { all_of: ['de', 'pt-BR'] }, { German: 'de', 'pt-br': 'pt-BR' }],
    [{ license: { any_of: ['Apache 2.0'] } }, 'license', { any_of: ['Apache-2.0'] }, { 'Apache 2.0': 'Apache-2.0' }],
    [{ license: { is: 'apache-2.0' } }, 'license', { is: 'Apache-2.0' }, { 'apache-2.0': 'Apache-2.0' }],
    [{ vendor_country: { none_of: ['cn', 'France'] } }, 'vendor_country', { none_of: ['CN', 'FR'] }, { cn: 'CN', France: 'FR' }],
    [{ data_residency: { any_of: ['Germany'] } }, 'data_residency', { any_of: ['de'] }, { Germany: 'de' }],
  ])('%j', (require, attribute, read, taken) => {
    const { resolved, ranking } = ask(catalog, { require });
    expect(resolved.require[attribute]).toEqual(read);
    expect(Object.fromEntries((resolved.taken_as ?? []).map((entry) => [entry.given, entry.taken]))).toEqual(taken);
    expect(resolved.taken_as?.every((entry) => entry.attribute === attribute)).toBe(true);
    expect(ranking.map(({ model }) => model)).toEqual(['lab/open']);
  });

  test('in a scale as in a requirement, and nothing where all was written as the catalog writes it', () => {
    const prefer = { weights: { languages: 1 } };
    const named = ask(catalog, { prefer, scales: { languages: { kind: 'set', wanted: ['German'] } } });
    const coded = ask(catalog, { prefer, scales: { languages: { kind: 'set', wanted: ['de'] } } });
    expect(named.resolved.taken_as).toEqual([{ attribute: 'languages', given: 'German', taken: 'de' }]);
    expect(coded.resolved).not.toHaveProperty('taken_as');
    expect([named.verdict.choose, named.ranking]).toEqual(['lab/open', coded.ranking]);
  });

  test.each([{ languages: { all_of: ['German', 'de'] } }, { license: { any_of: ['Apache 2.0', 'Apache-2.0'] } }])(
    'one value under two names is named twice: %j',
    (require) => {
      expect(checkRequest(catalog, { require }).faults.map(({ code }) => code)).toEqual(['duplicate']);
    },
  );
});

describe('values that nothing has', () => {
  test.each<[object, object]>([
    [{ vendor_country: { any_of: ['Germny'] } }, { code: 'unknown_value', nearest: ['Germany'] }],
    [{ vendor_country: { any_of: ['XX'] } }, { code: 'unknown_value' }],
    [{ languages: { all_of: ['Germna'] } }, { code: 'not_a_language_tag', nearest: expect.arrayContaining(['German']) }],
    [{ modalities_out: { any_of: ['images'] } }, { code: 'unknown_value', nearest: ['image'] }],
    [{ modalities_out: { any_of: ['smell'] } }, { code: 'unknown_value' }],
  ])('are refused where the list is closed: %j', (require, fault) => {
    const { faults } = checkRequest(catalog, { require });
    expect(faults).toEqual([{ pointer: expect.any(String), detail: expect.any(String), ...fault }]);
  });

  test.each<[object, object[]]>([
    [{ tool: { none_of: ['hamer'] } }, [{ attribute: 'tool', value: 'hamer', nearest: ['hammer'] }]],
    [{ tool: { is: 'saw' } }, [{ attribute: 'tool', value: 'saw' }]],
    [{ license: { any_of: ['Apache-2.0', 'Apache-2.1'] } }, [{ attribute: 'license', value: 'Apache-2.1', nearest: ['Apache-2.0'] }]],
    [{ license: { none_of: ['Wilde 1'] } }, [{ attribute: 'license', value: 'Wilde 1', nearest: ['LicenseRef-Wild-1'] }]],
    [{ license: { any_of: ['Wild'] } }, [{ attribute: 'license', value: 'Wild', nearest: ['LicenseRef-Wild-1'] }]],
    [
      { languages: { all_of: ['pt-PT', 'sw'] } },
      [
        { attribute: 'languages', value: 'pt-PT', nearest: ['pt-BR'] },
        { attribute: 'languages', value: 'sw' },
      ],
    ],
    [{ languages: { all_of: ['pt'] } }, []],
    [{ data_residency: { any_of: ['us'] } }, [{ attribute: 'data_residency', value: 'us' }]],
    [{ vendor_country: { none_of: ['CN'] } }, [{ attribute: 'vendor_country', value: 'CN' }]],
    [{ modalities_out: { any_of: ['image'] } }, [{ attribute: 'modalities_out', value: 'image' }]],
  ])('are answered with a warning where it is open: %j', (require, expected) => {
    const { warnings } = ask(catalog, { require });
    expect(warnings).toEqual(expected.map((warning) => ({ code: 'value_matches_nothing', ...warning })));
  });

  test('are looked for in the view that counts, whoever is considered', () => {
    const asked = { require: { tool: { is: 'hammer' } }, candidates: { models: ['lab/wild'] } };
    expect(ask(catalog, asked).warnings).toEqual([]);
    expect(ask(catalog, { ...asked, sources: { except: ['vendor'] } }).warnings).toEqual([
      { code: 'value_matches_nothing', attribute: 'tool', value: 'hammer' },
    ]);
  });

  test('are told of scales that the request gives', () => {
    const scales = { tool: { kind: 'set', wanted: ['hammer', 'saw'] } };
    expect(ask(catalog, { prefer: { weights: { tool: 1 } }, scales }).warnings).toEqual([
      { code: 'value_matches_nothing', attribute: 'tool', value: 'saw' },
    ]);
  });
});

describe('what is no chat model is out of scope', () => {
  test.each([['embedding'], ['embeddings'], ['rerank']])('%s is a kind of model and no modality', (modality) => {
    const [fault, ...others] = checkRequest(catalog, { require: { modalities_out: { any_of: [modality] } } }).faults;
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ pointer: '#/require/modalities_out/any_of/0', code: 'out_of_scope' });
    expect(fault?.detail).toMatch(/^Rankings are of chat models.*`candidates\.kinds`.*\["(embedding|rerank)"\]/);
  });

  test('so it is where the kind is asked for: a kind is no modality', () => {
    const asked = { require: { modalities_out: { any_of: ['embedding'] } }, candidates: { kinds: ['embedding'] } };
    expect(checkRequest(catalog, asked).faults.map(({ code }) => code)).toEqual(['out_of_scope']);
  });
});
