import { describe, expect, test } from 'vitest';
import type { License } from '../../src/catalog/license.ts';
import { type LicensedModel, licenseUse } from '../../src/criteria/licence/license-use.ts';
import type { UseFinding } from '../../src/criteria/licence/use-finding.ts';
import type { Use } from '../../src/words/use.ts';
import { CLAUSE, licenseOf } from '../support/catalogs/fixture.ts';
import { seededCatalog } from '../support/catalogs/seeded.ts';

/** What each text says was read off by hand from the text, clause by clause, before the terms were written. */
const seeded = (id: string): License => {
  const license = seededCatalog().licenses.get(id);
  if (!license) throw new Error(`the seed has no terms of ${id}`);
  return license;
};
const llama = (version: string) => seeded(`LicenseRef-Llama-${version}-Community`);
const OWN_TEXT: LicensedModel = { multimodal: false, hosted: false };
const OWN_VISION: LicensedModel = { multimodal: true, hosted: false };

const said = ({ code, effect, clause }: UseFinding) => `${effect} ${code}${clause === null ? '' : ` by ${clause}`}`;
const findings = (license: License, use: Use, model = OWN_TEXT) => licenseUse(license, use, model).findings.map(said);
const outcome = (license: License, use: Use, model = OWN_TEXT) => licenseUse(license, use, model).outcome;

test('every licence that the seed names has its terms', () => {
  const { claims, licenses } = seededCatalog();
  const named = [...claims.values()].filter((claim) => claim.attribute === 'license' && claim.value !== null).map((claim) => claim.value);
  expect([...new Set(named)].filter((id) => !licenses.has(String(id)))).toEqual([]);
});

test('a use that names nothing finds nothing: no region, no size, no purpose', () => {
  expect(licenseUse(llama('4'), {}, OWN_VISION).findings.filter(({ asked }) => asked.length > 0)).toEqual([]);
  expect(findings(llama('4'), { monthly_active_users: 1 }, OWN_VISION).filter((finding) => !finding.startsWith('needs'))).toEqual([]);
});

describe('a size', () => {
  test.each([
    [700_000_000, 'permitted'],
    [700_000_001, 'forbidden'],
    [800_000_000, 'forbidden'],
  ])('Llama 4 with %i monthly active users: %s', (monthly_active_users, expected) => {
    expect(outcome(llama('4'), { monthly_active_users })).toBe(expected);
  });

  test.each([
    ['3.1', '2024-07-23'],
    ['3.2', '2024-09-25'],
    ['3.3', '2024-12-06'],
    ['4', '2025-04-05'],
  ])('Llama %s counts users in the month before %s alone', (version, on) => {
    const [finding] = licenseUse(llama(version), { monthly_active_users: 800_000_000 }, OWN_TEXT).findings;
    expect(finding).toMatchObject({
      code: 'request_license',
      clause: '2',
      threshold: {
        value: 700_000_000,
        given: 800_000_000,
        measured: { of: 'licensee_and_affiliates', over: 'preceding_calendar_month', on },
      },
      except: [{ clause: '1(b)(ii)' }],
    });
  });

  test('Kimi K2 asks for its name to be shown from more than 100 million users on, or 20 million dollars a month, and stays permitted', () => {
    const kimi = seeded('LicenseRef-Modified-MIT');
    const shown = 'needs display_name by last paragraph';
    expect(findings(kimi, { commercial: true, monthly_active_users: 100_000_000 })).toEqual([]);
    expect(findings(kimi, { commercial: true, monthly_active_users: 100_000_001 })).toEqual([shown]);
    expect(findings(kimi, { commercial: false, monthly_active_users: 100_000_001 })).toEqual([]);
    // no month brings in more than the year
    expect(findings(kimi, { annual_revenue: 20_000_000 })).toEqual([]);
    expect(findings(kimi, { annual_revenue: 20_000_001 })).toEqual([shown]);
    expect(outcome(kimi, { commercial: true, monthly_active_users: 1e9, annual_revenue: 1e12 })).toBe('permitted');
  });

  test('Kimi K3 may ask for an agreement above 20 million dollars a year: who sells access to models has to have one', () => {
    const kimi = seeded('LicenseRef-Kimi-K3');
    expect(outcome(kimi, { commercial: true, annual_revenue: 20_000_000 })).toBe('permitted');
    expect(outcome(kimi, { commercial: false, annual_revenue: 20_000_001 })).toBe('permitted');
    const { outcome: above, findings: told } = licenseUse(kimi, { commercial: true, annual_revenue: 20_000_001 }, OWN_TEXT);
    expect(above).toBe('unknown');
    expect(told.map(said)).toEqual(['unknown separate_agreement by 2', 'needs display_name by 3']);
    expect(told[0]?.only_if).toMatch('Model as a Service');
    expect(told[0]?.except?.map(({ clause }) => clause)).toEqual(['4(a)', '4(b)']);
  });

  test.each(['MIT', 'Apache-2.0', 'LicenseRef-DeepSeek-Model-1.0', 'LicenseRef-Gemma'])('%s knows no size', (id) => {
    expect(outcome(seeded(id), { monthly_active_users: 8_000_000_000, annual_revenue: 1e12 })).toBe('permitted');
  });
});

describe('terms that no licence of the seed has', () => {
  const licence = (over: Partial<License['terms']>) => licenseOf('Fixture', over);
  const size = (over: Partial<NonNullable<License['terms']['thresholds']>[number]>) =>
    licence({
      thresholds: [
        {
          metric: 'annual_revenue',
          comparison: 'at_least',
          value: 100,
          measured: { of: 'licensee_and_affiliates', over: 'any_12_months', on: null },
          consequence: 'separate_agreement',
          commercial_only: false,
          except: [],
          ...CLAUSE,
          ...over,
        },
      ],
    });

  test('outputs that train nothing else', () => {
    const strict = licence({ outputs: { claimed: false, trains_other_models: 'forbidden', ...CLAUSE } });
    expect(licenseUse(strict, { trains_other_models: true }, OWN_TEXT)).toEqual({
      outcome: 'forbidden',
      findings: [{ code: 'use_forbidden', effect: 'forbids', asked: ['trains_other_models'], ...CLAUSE }],
    });
    expect(outcome(strict, { commercial: true })).toBe('permitted');
    expect(findings(licence({ outputs: null }), { trains_other_models: true })).toEqual(['unknown terms_unknown']);
  });

  test.each<[Parameters<typeof size>[0], Use, string[]]>([
    [{}, { annual_revenue: 99 }, []],
    [{}, { annual_revenue: 100 }, ['forbids separate_agreement by 2']],
    [{ comparison: 'more_than' }, { annual_revenue: 100 }, []],
    [{ comparison: 'more_than' }, { annual_revenue: 101 }, ['forbids separate_agreement by 2']],
    // the size of one product is at most that of the company
    [{ measured: { of: 'product', over: 'month', on: null } }, { annual_revenue: 100 }, ['unknown separate_agreement by 2']],
    [{ metric: 'monthly_revenue' }, { annual_revenue: 100 }, ['unknown separate_agreement by 2']],
    [{ only_if: 'something else holds' }, { annual_revenue: 100 }, ['unknown separate_agreement by 2']],
    [{ commercial_only: true }, { annual_revenue: 100 }, ['unknown separate_agreement by 2']],
    [{ commercial_only: true }, { annual_revenue: 100, commercial: false }, []],
    [{ commercial_only: true }, { annual_revenue: 100, commercial: true }, ['forbids separate_agreement by 2']],
    [{ metric: 'monthly_active_users' }, { annual_revenue: 100 }, []],
    [{ consequence: 'display_name' }, { annual_revenue: 100 }, ['needs display_name by 2']],
  ])('a size %j before %j: %j', (over, use, expected) => {
    expect(findings(size(over), use)).toEqual(expected);
  });

  test('a size that binds commerce alone is asked for by both members', () => {
    const [bound] = licenseUse(size({ commercial_only: true }), { annual_revenue: 100, commercial: true }, OWN_TEXT).findings;
    expect(bound?.asked).toEqual(['commercial', 'annual_revenue']);
    const [open] = licenseUse(size({ commercial_only: true }), { annual_revenue: 100 }, OWN_TEXT).findings;
    expect(open?.asked).toEqual(['annual_revenue']);
  });

  test('a region that is closed to all models', () => {
    const closed = licence({
      regions_excluded: [{ region: 'EU', who: 'domiciled_or_principal_place_of_business', models: 'all', except: [], ...CLAUSE }],
    });
    expect(findings(closed, { region: 'FR' })).toEqual(['forbids region_excluded by 2']);
    expect(findings(closed, { region: 'FR' }, { multimodal: null, hosted: null })).toEqual(['forbids region_excluded by 2']);
    expect(findings(closed, { region: 'CH' })).toEqual([]);
    expect(findings(licence({ regions_excluded: null }), { region: 'CH' })).toEqual(['unknown terms_unknown']);
  });

  test('gaps of one kind are one finding', () => {
    const unread = licence({ permissions: null, thresholds: null, regions_excluded: null });
    expect(licenseUse(unread, { commercial: true, annual_revenue: 1, monthly_active_users: 1, region: 'FR' }, OWN_TEXT).findings).toEqual([
      {
        code: 'terms_unknown',
        effect: 'unknown',
        asked: ['commercial', 'monthly_active_users', 'annual_revenue', 'region'],
        clause: null,
        quote: null,
        source: null,
      },
    ]);
  });
});

describe('a company in the European Union', () => {
  test.each([
    ['4', OWN_VISION, 'forbidden'],
    ['3.2', OWN_VISION, 'forbidden'],
    ['3.2', OWN_TEXT, 'permitted'],
    ['3.3', OWN_TEXT, 'permitted'],
    ['3.1', OWN_VISION, 'permitted'],
    ['4', { multimodal: null, hosted: false }, 'unknown'],
  ])('Llama %s, %j: %s', (version, model, expected) => {
    expect(outcome(llama(version), { region: 'DE' }, model)).toBe(expected);
    expect(outcome(llama(version), { region: 'EU' }, model)).toBe(expected);
  });

  test('the clause stands in the acceptable use policy, with its exception for end users', () => {
    const [finding] = licenseUse(llama('4'), { region: 'IE' }, OWN_VISION).findings;
    expect(finding).toMatchObject({ code: 'region_excluded', asked: ['region'], source: 'llama-4-use-policy' });
    expect(finding?.quote).toMatch('principal place of business in, the European Union');
    expect(finding?.except?.[0]?.quote).toMatch('does not apply to end users');
  });

  test.each(['US', 'GB', 'CH', 'NO'] as const)('%s is not in it', (region) => {
    expect(outcome(llama('4'), { region }, OWN_VISION)).toBe('permitted');
  });

  test('part of a region that is asked for leaves it open', () => {
    const excluded = { ...llama('4').terms.regions_excluded?.[0], region: 'FR' } as NonNullable<
      License['terms']['regions_excluded']
    >[number];
    const license: License = { ...llama('4'), terms: { ...llama('4').terms, regions_excluded: [excluded] } };
    expect([outcome(license, { region: 'FR' }, OWN_VISION), outcome(license, { region: 'EU' }, OWN_VISION)]).toEqual([
      'forbidden',
      'unknown',
    ]);
    expect(outcome(license, { region: 'DE' }, OWN_VISION)).toBe('permitted');
  });
});

describe('an intended use', () => {
  test.each([
    ['MIT', []],
    ['Apache-2.0', []],
    ['LicenseRef-Modified-MIT', []],
    ['LicenseRef-Kimi-K3', []],
    ['LicenseRef-DeepSeek-Model-1.0', ['needs acceptable_use by 5', 'needs pass_on_restrictions by 4(a)']],
    [
      'LicenseRef-Gemma',
      [
        'needs acceptable_use by 3.2',
        'needs pass_on_restrictions by 3.1 (1)',
        'needs include_copyright by 3.1 (2)',
        'needs include_notice by 3.1 (4)',
      ],
    ],
    ['LicenseRef-Llama-3.1-Community', ['needs acceptable_use by 1(b)(iv)', 'needs name_prefix by 1(b)(i)']],
    ['LicenseRef-Llama-4-Community', ['needs acceptable_use by 1(b)(iv)', 'needs name_prefix by 1(b)(i)']],
  ])('%s lets other models be trained, and asks for %j', (id, expected) => {
    expect(findings(seeded(id), { trains_other_models: true })).toEqual(expected);
  });

  test.each([
    ['MIT', ['needs include_copyright by notice']],
    ['Apache-2.0', ['needs include_copyright by 4(a)', 'needs document_changes by 4(b)', 'needs include_notice by 4(d)']],
    ['LicenseRef-Kimi-K3', ['needs include_copyright by 1']],
    [
      'LicenseRef-Llama-3.3-Community',
      [
        'needs acceptable_use by 1(b)(iv)',
        'needs display_name by 1(b)(i)(B)',
        'needs include_copyright by 1(b)(i)(A)',
        'needs include_notice by 1(b)(iii)',
        'needs name_prefix by 1(b)(i)',
      ],
    ],
  ])('%s lets itself be handed on, and asks for %j', (id, expected) => {
    expect(findings(seeded(id), { redistributes: true })).toEqual(expected);
  });

  test('a product on a Llama shows what it is built with', () => {
    const told = licenseUse(llama('4'), { commercial: true }, OWN_VISION);
    expect(told.outcome).toBe('permitted');
    expect(told.findings.find(({ code }) => code === 'display_name')?.shows).toBe('Built with Llama');
  });

  test('what a licence forbids to everybody is forbidden, and only to who means to do it', () => {
    const clause = { clause: '3', quote: 'non-commercial use only', source: 'vendor' };
    const forbids: License = { ...seeded('MIT'), terms: { ...seeded('MIT').terms, prohibitions: [{ use: 'commercial', ...clause }] } };
    expect(findings(forbids, { commercial: true })).toEqual(['forbids use_forbidden by 3']);
    expect(outcome(forbids, { commercial: false, redistributes: true })).toBe('permitted');
  });

  test('a permission that a text does not give is not known to be given', () => {
    const silent: License = { ...seeded('MIT'), terms: { ...seeded('MIT').terms, permissions: [] } };
    expect(findings(silent, { commercial: true })).toEqual(['unknown not_stated']);
  });
});

describe('what is not known', () => {
  test('terms of service are no licence of weights: all that is asked stays open, as one finding', () => {
    const { outcome: open, findings: told } = licenseUse(
      seeded('LicenseRef-Proprietary'),
      { commercial: true, monthly_active_users: 5, region: 'US' },
      { multimodal: true, hosted: true },
    );
    expect(open).toBe('unknown');
    expect(told.map((finding) => [said(finding), finding.asked])).toEqual([
      ['unknown terms_unknown', ['commercial', 'monthly_active_users', 'region']],
      ['needs hosted_by_others', []],
    ]);
  });

  test.each([
    ['unknown', 'unknown license_unknown'],
    ['not_in_catalog', 'unknown license_not_in_catalog'],
  ] as const)('a licence that is %s leaves everything open', (license, expected) => {
    const told = licenseUse(license, { commercial: true }, OWN_TEXT);
    expect([told.outcome, told.findings.map(said)]).toEqual(['unknown', [expected]]);
  });

  test('what the use does not name is not asked', () => {
    expect(outcome(llama('4'), { redistributes: true }, { multimodal: null, hosted: null })).toBe('permitted');
  });
});

test('who hosts a model has terms of its own', () => {
  expect(findings(seeded('MIT'), { commercial: true }, { multimodal: false, hosted: true })).toEqual(['needs hosted_by_others']);
});
