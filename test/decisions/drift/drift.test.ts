import { describe, expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import { driftOf } from '../../../src/decisions/drift/drift.ts';
import { Drift } from '../../../src/decisions/drift/drift-answer.ts';
import { attributeOf, CLAUSE, claimOf, dataOf, licenseOf, modelOf, offerOf } from '../../support/catalogs/fixture.ts';
import { TODAY } from '../../support/catalogs/seeded.ts';
import { recordedOn } from '../../support/requests/recorded.ts';

const ATTRIBUTES = [
  attributeOf('price_input', { category: 'price', scope: 'offer', better: 'lower', scale: { kind: 'linear', worst: 10, best: 0 } }),
  attributeOf('quality', { nature: 'measured' }),
  attributeOf('license', { category: 'licence', type: 'string', better: 'none', scale: null }),
  attributeOf('colour', { type: 'string', better: 'none', scale: null }),
  attributeOf('lifecycle', { type: 'string', better: 'none', scale: null, values: ['current', 'deprecated', 'retired', 'unreleased'] }),
  attributeOf('retirement_date', { type: 'date', better: 'none', scale: null, scope: 'offer' }),
];

/** Claims by what they are about, so that a test can put another in place of one. */
type Claims = Readonly<Record<string, Claim>>;
const A = 'lab/a@cloud';
const B = 'lab/b@cloud';

/**
 * Scored half by price (0 is best, 10 worst), half by quality of 100:
 * a is 0.5 * 0.8 + 0.5 * 0.6 = 0.70, b is 0.5 * 0.5 + 0.5 * 0.8 = 0.65.
 */
const CLAIMS: Claims = {
  'a price': claimOf(A, 'price_input', 2),
  'b price': claimOf(B, 'price_input', 5),
  'a quality': claimOf('lab/a', 'quality', 60, { source: 'independent' }),
  'b quality': claimOf('lab/b', 'quality', 80, { source: 'independent' }),
  'a license': claimOf('lab/a', 'license', 'MIT'),
  'b license': claimOf('lab/b', 'license', 'MIT'),
  'a colour': claimOf('lab/a', 'colour', 'red'),
};
const REQUEST = { require: { license: { any_of: ['MIT', 'Apache-2.0'] } }, prefer: { weights: { price_input: 1, quality: 1 } } };

function catalogOf(claims: Claims, revision = 1, over: Partial<CatalogData> = {}): Catalog {
  return compileCatalog(
    dataOf({
      revision,
      attributes: ATTRIBUTES,
      models: [modelOf('lab/a'), modelOf('lab/b')],
      offers: [offerOf(A), offerOf(B)],
      claims: Object.values(claims),
      ...over,
    }),
  );
}

const THEN = catalogOf(CLAIMS);

/** The drift after some claims were put in place of others or beside them. */
function driftAfter(changed: Claims, { day = TODAY, request = REQUEST as object, over = {} as Partial<CatalogData> } = {}) {
  const drift = driftOf(recordedOn(THEN, request), THEN, catalogOf({ ...CLAIMS, ...changed }, 2, over), day);
  expect(Drift.safeParse(JSON.parse(JSON.stringify(drift))).error?.issues).toBeUndefined();
  return drift;
}

const told = ({ changes }: ReturnType<typeof driftAfter>) =>
  changes.map(({ severity, code, offer, model, attribute }) => [severity, code, offer ?? model, attribute].filter(Boolean).join(' '));

describe('a price that moves', () => {
  test('from 2 to 4 takes a from 0.70 to 0.60, below b: the winner changed away from what was chosen', () => {
    const dearer = claimOf(A, 'price_input', 4);
    const drift = driftAfter({ 'a price': dearer });
    expect(drift.severity).toBe('critical');
    expect(drift.changes[0]).toEqual({
      code: 'winner_changed',
      severity: 'critical',
      model: 'lab/b',
      offer: B,
      attribute: null,
      before: 'lab/a',
      after: 'lab/b',
      claims: expect.arrayContaining([CLAIMS['a price']?.id, dearer.id]),
    });
    expect(told(drift).slice(1)).toEqual([
      'warning order_changed',
      `warning price_changed ${A} price_input`,
      `info score_changed ${A} price_input`,
    ]);
    expect(drift.changes[3]).toMatchObject({ before: 0.4, after: 0.3, claims: [CLAIMS['a price']?.id, dearer.id] });
    expect([drift.from.revision, drift.to.revision, drift.from.as_of, drift.to.as_of]).toEqual([1, 2, TODAY, TODAY]);
  });

  test('from 2 to 2.4, by a fifth, leaves a first with 0.68: a warning', () => {
    const drift = driftAfter({ 'a price': claimOf(A, 'price_input', 2.4) });
    expect(told(drift)).toEqual([`warning price_changed ${A} price_input`, `info score_changed ${A} price_input`]);
    expect(drift.changes[0]).toMatchObject({ before: 2, after: 2.4 });
  });

  test('by exactly a tenth, or of one that was not chosen, is information', () => {
    expect(driftAfter({ 'a price': claimOf(A, 'price_input', 2.2) }).severity).toBe('info');
    const other = driftAfter({ 'b price': claimOf(B, 'price_input', 9) });
    expect(told(other)).toEqual([`info price_changed ${B} price_input`, `info score_changed ${B} price_input`]);
  });

  test('that nobody states any more is a warning', () => {
    const { 'a price': _gone, ...rest } = CLAIMS;
    const drift = driftOf(recordedOn(THEN, REQUEST), THEN, catalogOf(rest, 2), TODAY);
    expect(drift.changes).toContainEqual(expect.objectContaining({ code: 'price_changed', severity: 'warning', before: 2, after: null }));
  });
});

describe('who can be had', () => {
  test('the chosen one, retired by its vendor: critical, and b is first', () => {
    const drift = driftAfter({ 'a life': claimOf('lab/a', 'lifecycle', 'retired') });
    expect(told(drift)).toEqual([`critical winner_changed ${B}`, `critical retired ${A} lifecycle`, `info fact_changed ${A} lifecycle`]);
  });

  test('a retirement date that the days run into, with no claim changed', () => {
    const dated = catalogOf({ ...CLAIMS, 'a end': claimOf(A, 'retirement_date', '2027-03-01') });
    const record = recordedOn(dated, REQUEST);
    const on = (day: string) => driftOf(record, dated, dated, day);
    // 2026-12-01 is 90 days before
    expect(on('2026-11-30').severity).toBe('none');
    expect(told(on('2026-12-01'))).toEqual([`warning retiring_soon ${A} retirement_date`]);
    expect(told(on('2027-03-01'))).toEqual(expect.arrayContaining([`critical retired ${A} retirement_date`]));
    expect(on('2027-03-01').severity).toBe('critical');
  });

  test('a chosen one that is called deprecated is a warning', () => {
    expect(told(driftAfter({ 'a life': claimOf('lab/a', 'lifecycle', 'deprecated') }))).toEqual([
      `warning retiring_soon ${A} lifecycle`,
      `info fact_changed ${A} lifecycle`,
    ]);
  });

  test('an offer that left the catalog: critical where it was the chosen one', () => {
    expect(told(driftAfter({}, { over: { offers: [offerOf(B)], models: [modelOf('lab/b')] } }))).toEqual([
      `critical winner_changed ${B}`,
      `critical left_catalog ${A}`,
    ]);
  });

  test('a new model that comes in second is information, one that comes in first is critical', () => {
    const entering = (price: number) =>
      driftAfter(
        {
          'c price': claimOf('lab/c@cloud', 'price_input', price),
          'c quality': claimOf('lab/c', 'quality', 78),
          'c license': claimOf('lab/c', 'license', 'MIT'),
        },
        { over: { models: ['a', 'b', 'c'].map((one) => modelOf(`lab/${one}`)), offers: [A, B, 'lab/c@cloud'].map(offerOf) } },
      );
    // 0.5 * 0.6 + 0.5 * 0.78 = 0.69
    expect(told(entering(4))).toEqual(['info new_entrant lab/c@cloud']);
    // 0.5 * 0.7 + 0.5 * 0.78 = 0.74
    expect(told(entering(3))).toEqual(['critical winner_changed lab/c@cloud', 'info new_entrant lab/c@cloud']);
  });

  test('another offer of the chosen model that is now the best one', () => {
    const cheap = 'lab/a@other';
    const drift = driftAfter({ 'a other price': claimOf(cheap, 'price_input', 1) }, { over: { offers: [A, B, cheap].map(offerOf) } });
    expect(told(drift)).toEqual([`warning best_offer_changed ${cheap}`, `info score_changed ${cheap} price_input`]);
    expect(drift.changes[0]).toMatchObject({ before: A, after: cheap });
  });

  test('one that was kept out by its licence and no longer is', () => {
    const closed = catalogOf({ ...CLAIMS, 'b license': claimOf('lab/b', 'license', 'LicenseRef-Closed') });
    const drift = driftOf(recordedOn(closed, REQUEST), closed, catalogOf(CLAIMS, 2), TODAY);
    expect(told(drift)).toEqual([`info licence_changed ${B} license`, `info became_eligible ${B} license`]);
  });
});

describe('a licence', () => {
  test('that the request still takes is a warning for the chosen one', () => {
    const drift = driftAfter({ 'a license': claimOf('lab/a', 'license', 'Apache-2.0') });
    expect(told(drift)).toEqual([`warning licence_changed ${A} license`]);
  });

  test('that the request forbids makes the chosen one ineligible', () => {
    const closed = claimOf('lab/a', 'license', 'LicenseRef-Closed');
    const drift = driftAfter({ 'a license': closed });
    expect(told(drift)).toEqual([
      `critical winner_changed ${B}`,
      `critical became_ineligible ${A} license`,
      `warning licence_changed ${A} license`,
    ]);
    expect(drift.changes[1]).toMatchObject({ before: 'MIT', after: 'LicenseRef-Closed', claims: [CLAIMS['a license']?.id, closed.id] });
  });
});

describe('the terms of a licence', () => {
  const mit = licenseOf('MIT');

  test('that come to forbid the intended use make the chosen one ineligible, though no claim on it changed', () => {
    const then = catalogOf(CLAIMS, 1, { licenses: [mit] });
    const forbidding = { ...mit, terms: { ...mit.terms, prohibitions: [{ use: 'commercial' as const, ...CLAUSE }] } };
    const record = recordedOn(then, { ...REQUEST, use: { commercial: true } });
    expect(told(driftOf(record, then, catalogOf(CLAIMS, 2, { licenses: [forbidding] }), TODAY))).toEqual([
      'critical winner_changed',
      `critical became_ineligible ${A} permitted_use`,
      `warning licence_changed ${A} permitted_use`,
      `info became_ineligible ${B} permitted_use`,
      `info licence_changed ${B} permitted_use`,
    ]);
  });
});

describe('claims on a fact', () => {
  const doubt = claimOf('lab/a', 'quality', 55, { source: 'vendor' });

  test('that come to disagree are a warning for the chosen one, information for another, and no change of the value', () => {
    const drift = driftAfter({ doubt });
    expect(told(drift)).toEqual([`warning conflict_appeared ${A} quality`]);
    expect(drift.changes[0]).toMatchObject({ before: 60, after: 60, claims: [CLAIMS['a quality']?.id, doubt.id] });
    expect(told(driftAfter({ doubt: claimOf('lab/b', 'quality', 55) }))).toEqual([`info conflict_appeared ${B} quality`]);
  });

  test('that disagreed and no longer do', () => {
    const disputed = catalogOf({ ...CLAIMS, doubt });
    expect(told(driftOf(recordedOn(disputed, REQUEST), disputed, catalogOf(CLAIMS, 2), TODAY))).toEqual([
      `info conflict_resolved ${A} quality`,
    ]);
  });

  test('that say the same by another claim are other evidence', () => {
    expect(told(driftAfter({ 'a quality': claimOf('lab/a', 'quality', 60, { source: 'independent', as_of: '2026-11-01' }) }))).toEqual([
      `info evidence_changed ${A} quality`,
    ]);
  });

  test('that the decision did not use are no drift', () => {
    const drift = driftAfter({ 'a colour': claimOf('lab/a', 'colour', 'blue') });
    expect([drift.changed, drift.severity, drift.changes]).toEqual([false, 'none', []]);
  });
});

describe('the catalog’s own definitions', () => {
  test('a scale that changed is said beside the scores that it changed', () => {
    const steeper = ATTRIBUTES.map((one) =>
      one.id === 'quality' ? { ...one, scale: { kind: 'linear' as const, worst: 0, best: 200 } } : one,
    );
    const drift = driftAfter({}, { over: { attributes: steeper } });
    expect(told(drift)).toEqual([`info score_changed ${A} quality`, `info score_changed ${B} quality`, 'info definition_changed quality']);
  });

  test('a profile counts as it read when the decision was made', () => {
    const profile = (weights: object, version: number) => [
      { id: 'own', title: 'Own', description: 'Own.', version, request: { ...REQUEST, prefer: { weights } }, reasons: {} },
    ];
    const then = catalogOf(CLAIMS, 1, { profiles: profile({ price_input: 1, quality: 1 }, 1) });
    const now = catalogOf(CLAIMS, 2, { profiles: profile({ quality: 1 }, 2) });
    expect(driftOf(recordedOn(then, { prefer: { profile: 'own' } }), then, now, TODAY).severity).toBe('none');
    expect(driftOf(recordedOn(then, { prefer: { profile: 'own' } }), then, catalogOf(CLAIMS, 3), TODAY).severity).toBe('none');
  });

  test('an attribute that is gone: the request can’t be asked any more', () => {
    const { 'a quality': _a, 'b quality': _b, ...rest } = CLAIMS;
    const without = compileCatalog(
      dataOf({
        revision: 2,
        attributes: ATTRIBUTES.filter(({ id }) => id !== 'quality'),
        models: [modelOf('lab/a')],
        offers: [offerOf(A)],
        claims: Object.values(rest),
      }),
    );
    const drift = driftOf(recordedOn(THEN, REQUEST), THEN, without, TODAY);
    expect(told(drift)).toEqual(['critical cannot_be_asked #/prefer/weights/quality']);
  });
});

test('an option chosen against the ranking is watched as the chosen one, and another winner is then a warning', () => {
  const record = { ...recordedOn(THEN, REQUEST), chosen: { model: 'lab/b', offer: B } };
  const drift = driftOf(record, THEN, catalogOf({ ...CLAIMS, 'b price': claimOf(B, 'price_input', 3.9) }, 2), TODAY);
  // 0.5 * 0.61 + 0.5 * 0.8 = 0.705: what was chosen has become the first
  expect(told(drift)).toEqual([
    'warning order_changed',
    `warning price_changed ${B} price_input`,
    `info winner_changed ${B}`,
    `info score_changed ${B} price_input`,
  ]);
});

describe('a choice between two that were level', () => {
  // 0.5 * 0.5 + 0.5 * 0.8 = 0.65 for both
  const level = catalogOf({ ...CLAIMS, 'a price': claimOf(A, 'price_input', 5), 'a quality': claimOf('lab/a', 'quality', 80) });
  const record = recordedOn(level, REQUEST);
  const withPrices = (a: number, b: number) =>
    catalogOf(
      {
        ...CLAIMS,
        'a price': claimOf(A, 'price_input', a),
        'a quality': claimOf('lab/a', 'quality', 80),
        'b price': claimOf(B, 'price_input', b),
      },
      2,
    );
  const leadAfter = (a: number, b: number) =>
    driftOf(record, level, withPrices(a, b), TODAY).changes.find(({ code }) => code === 'winner_changed');

  test('is lost when the other one comes to lead, and gains when its own comes to', () => {
    expect(record.result.verdict.choose).toBeNull();
    expect(record.chosen.model).toBe('lab/a');
    expect(leadAfter(5, 4)).toMatchObject({ severity: 'critical', before: null, after: 'lab/b' });
    expect(leadAfter(4, 5)).toMatchObject({ severity: 'info', before: null, after: 'lab/a' });
    expect(leadAfter(4, 4)).toBeUndefined();
  });
});
