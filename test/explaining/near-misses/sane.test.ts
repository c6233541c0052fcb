import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { attributeOf, claimOf, dataOf, licenseOf, modelOf } from '../../support/catalogs/fixture.ts';
import { ask } from '../../support/requests/ask.ts';

/** What would let somebody in is only told where it has to do with what was asked. */

const text = { type: 'string', scale: null, better: 'none' } as const;
const catalog = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('quality'),
      attributeOf('license', { ...text, format: 'spdx' }),
      attributeOf('tool', text),
      attributeOf('data_residency', { type: 'set', scale: null }),
    ],
    licenses: [
      licenseOf('Apache-2.0'),
      licenseOf('MIT'),
      licenseOf('Rare-1.0'),
      licenseOf('LicenseRef-Proprietary', { kind: 'service_terms' }),
    ],
    models: ['lab/a', 'lab/b', 'lab/c'].map((id) => modelOf(id)),
    claims: [
      ...[10, 20, 90].map((quality, i) => claimOf(`lab/${'abc'[i]}`, 'quality', quality)),
      claimOf('lab/a', 'license', 'Apache-2.0'),
      claimOf('lab/b', 'license', 'MIT'),
      claimOf('lab/c', 'license', 'LicenseRef-Proprietary'),
      claimOf('lab/a', 'data_residency', ['us', 'eu']),
      claimOf('lab/b', 'data_residency', ['us']),
      claimOf('lab/a', 'tool', 'hammer'),
      claimOf('lab/b', 'tool', 'saw'),
    ],
  }),
);
const missesOf = (require: object) =>
  Object.fromEntries(ask(catalog, { require, prefer: { weights: { quality: 1 } } }).near_misses.map(({ model, relax }) => [model, relax]));

describe('a licence', () => {
  test.each([['Apache-2.0'], ['Apache 2.0'], ['apache-2.0']])('%s is not relaxed by taking the terms of a service for one', (license) => {
    expect(missesOf({ license: { any_of: [license] } })).toEqual({ 'lab/b': { license: { any_of: ['Apache-2.0', 'MIT'] } } });
    expect(missesOf({ license: { is: license } })).toEqual({ 'lab/b': { license: { any_of: ['Apache-2.0', 'MIT'] } } });
  });

  test('that nobody has is still one that others are near to', () => {
    const { near_misses, infeasible } = ask(catalog, { require: { license: { any_of: ['Rare-1.0'] } } });
    expect(near_misses.map(({ model }) => model)).toEqual(['lab/a', 'lab/b']);
    expect(infeasible?.relaxations.map(({ relax }) => relax)).toEqual([
      { license: { any_of: ['Rare-1.0', 'Apache-2.0'] } },
      { license: { any_of: ['Rare-1.0', 'MIT'] } },
    ]);
  });

  test('who asks for the terms of a service is told of other ones', () => {
    expect(missesOf({ license: { any_of: ['LicenseRef-Proprietary'] } })).toHaveProperty('lab/a');
  });

  test('what is forbidden is relaxed by allowing it', () => {
    expect(missesOf({ license: { none_of: ['LicenseRef-Proprietary'] } })).toEqual({ 'lab/c': { license: null } });
  });
});

describe('a word that nothing has', () => {
  test('is no reason to take any other', () => {
    const answer = ask(catalog, { require: { tool: { is: 'screwdriver' } } });
    expect(answer.near_misses.filter(({ model }) => model !== 'lab/c')).toEqual([]);
    expect(answer.infeasible?.relaxations.map(({ relax }) => relax)).toEqual([{ tool: { is: 'screwdriver', if_unknown: 'keep' } }]);
  });

  test('but one that is spelled alike may have been meant', () => {
    expect(missesOf({ tool: { any_of: ['hamer'] } })['lab/a']).toEqual({ tool: { any_of: ['hamer', 'hammer'] } });
    expect(missesOf({ tool: { any_of: ['hamer'] } })).not.toHaveProperty('lab/b');
  });

  test('and one that somebody has is weighed against others', () => {
    expect(missesOf({ tool: { any_of: ['hammer'] } })['lab/b']).toEqual({ tool: { any_of: ['hammer', 'saw'] } });
  });
});

describe('an area', () => {
  test('that nothing has is not relaxed by another, only by one that is spelled alike', () => {
    expect(missesOf({ data_residency: { any_of: ['Europe'] } })).toMatchObject({
      'lab/a': { data_residency: { any_of: ['Europe', 'eu'] } },
      'lab/b': { data_residency: null },
    });
  });

  test('is given up whole where another code would have to do', () => {
    expect(missesOf({ data_residency: { any_of: ['Germany'] } })).toMatchObject({
      'lab/a': { data_residency: null },
      'lab/b': { data_residency: null },
    });
  });
});
