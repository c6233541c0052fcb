import { expect, test } from 'vitest';
import { indexCatalog } from '../../../src/catalog/derived/index-catalog.ts';
import { derivableData, derived, derivedClaims, factOn } from '../../support/catalogs/deriving.ts';
import { claimOf, SOURCES } from '../../support/catalogs/fixture.ts';

const HOURS = claimOf('lab/one', 'training_gpu_hours', 1000, { as_of: '2025-03-01', confidence: 'high', added_in: 1 });
const POWER = claimOf('lab/one', 'training_gpu_power', 700, { as_of: '2024-07-01', confidence: 'medium', added_in: 4, source: 'registry' });

test('a derived claim is as old as its oldest input, as sure as its least sure one, and there since the last of them', () => {
  expect(derivedClaims(derived(HOURS, POWER))).toMatchObject([
    {
      as_of: '2024-07-01',
      confidence: 'medium',
      added_in: 4,
      retired_in: null,
      origin: 'derived',
      source: 'choose-if-derived',
      derived: { rule: 'training_energy_by_gpu_hours', from: [HOURS.id, POWER.id] },
    },
  ]);
  expect(derivedClaims(derived(HOURS, { ...POWER, as_of: null }))[0]?.as_of).toBeNull();
});

test('it goes when an input is retired, or says that it found nothing', () => {
  expect(derivedClaims(derived(HOURS, { ...POWER, retired_in: 5 }))).toEqual([]);
  expect(derivedClaims(derived(HOURS, { ...POWER, value: null, value_status: 'not_found' }))).toEqual([]);
});

test('it counts where the sources of all its inputs count', () => {
  const catalog = derived(HOURS, POWER);
  const energy = (selection: Parameters<typeof factOn>[3]) => factOn(catalog, 'lab/one', 'training_energy', selection).value;
  expect(energy({ view: 'verified' })).toBe(700);
  expect(energy({ view: 'article' })).toBeNull();
  expect(energy({ only: ['vendor', 'registry'] })).toBe(700);
  expect(energy({ only: ['vendor'] })).toBeNull();
  expect(energy({ only: ['choose-if-derived'] })).toBeNull();
  expect(energy({ except: ['registry'] })).toBeNull();
  expect(energy({ except: ['choose-if-derived'] })).toBeNull();
});

test('what follows from the article counts in its view alone', () => {
  const article = { source: 'article' } as const;
  const catalog = derived({ ...HOURS, ...article }, { ...POWER, ...article });
  expect(factOn(catalog, 'lab/one', 'training_energy', { view: 'verified' }).value).toBeNull();
  expect(factOn(catalog, 'lab/one', 'training_energy', { view: 'all' }).value).toBe(700);
});

test('of inputs that disagree, the one that stands in the view is concluded from', () => {
  const other = claimOf('lab/one', 'training_gpu_power', 400);
  const catalog = derived(HOURS, POWER, other);
  expect(derivedClaims(catalog).map(({ value }) => value)).toEqual(expect.arrayContaining([700, 400]));
  // the vendor's word on its own training stands before a registry's
  expect(factOn(catalog, 'lab/one', 'training_energy')).toMatchObject({ value: 400, conflicts: [] });
  expect(factOn(catalog, 'lab/one', 'training_energy', { except: ['vendor'] }).value).toBeNull();
});

test('a stated claim stands before it, however weak, and the two show as a conflict where they differ', () => {
  const weak = claimOf('lab/line', 'training_energy', 5, { source: 'registry', confidence: 'low', as_of: null });
  const fact = factOn(derived(HOURS, POWER, weak), 'lab/one', 'training_energy');
  expect(fact.claim?.id).toBe(weak.id);
  expect(fact.conflicts.map(({ derived }) => derived?.rule)).toEqual(['training_energy_by_gpu_hours']);
  const same = factOn(derived(HOURS, POWER, { ...weak, value: 700 }), 'lab/one', 'training_energy');
  expect(same).toMatchObject({ value: 700, conflicts: [] });
});

test('a search that found nothing gives way to it', () => {
  const nothing = claimOf('lab/one', 'training_energy', null);
  expect(factOn(derived(HOURS, POWER, nothing), 'lab/one', 'training_energy').value).toBe(700);
});

test('an input that holds from a day on makes it hold from that day on', () => {
  const later = { ...POWER, when: { from: '2026-12-01' } };
  const catalog = derived(HOURS, later);
  expect(factOn(catalog, 'lab/one', 'training_energy').value).toBeNull();
  expect(catalog.turningDays).toEqual(['2026-12-01']);
});

test('a revision without the source of derived claims has none, as before there were rules', () => {
  expect(derivedClaims(indexCatalog(derivableData([HOURS, POWER], { sources: SOURCES })))).toEqual([]);
});

test('the stamp counts what sources state, and the claims of a subject are complete', () => {
  const catalog = derived(HOURS, POWER);
  expect(catalog.claimCount).toBe(2);
  expect(catalog.claimsBySubject.get('lab/one')).toHaveLength(3);
});
