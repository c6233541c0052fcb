import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CalibrationEntry } from '../../../src/catalog/calibration.ts';
import { matrixOfResults } from '../../../src/service/calibrating/calibrate.ts';
import { calibrateAgain, entryText, resultsText } from '../../../src/service/calibrating/files.ts';
import { checksOf, reportText } from '../../../src/service/calibrating/report.ts';
import type { ResultRow } from '../../../src/service/calibrating/result-rows.ts';
import { withClaims } from '../../../src/service/calibrating/seed-results.ts';
import { SEED } from '../../../src/service/seeding/read-seed.ts';

const again = calibrateAgain();
const text = (...path: string[]) => readFileSync(join(...path), 'utf8');

/** Numbers of one structure against another's: rounded to 6 digits, they may differ by one of the last where engines differ. */
function expectNear(actual: unknown, wanted: unknown, path = ''): void {
  if (typeof wanted === 'number') {
    expect(Math.abs((actual as number) - wanted), path).toBeLessThanOrEqual(path.includes('/fit') || path.includes('error') ? 0.02 : 2e-6);
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(actual as object), path).toEqual(Object.keys(wanted));
    for (const [key, member] of Object.entries(wanted)) expectNear((actual as Record<string, unknown>)[key], member, `${path}/${key}`);
  } else expect(actual, path).toEqual(wanted);
}

test('the committed calibration is what the committed results give', () => {
  const names = readdirSync(join(SEED, 'calibration'));
  expect(names).toContain(`${again.day}.json`);
  const committed: CalibrationEntry = JSON.parse(text(SEED, 'calibration', `${again.day}.json`));
  expectNear(again.entry, committed);
});

test('it reaches what it has to: half the error of the mean, 88 to 94% inside, and models since 2026 foretold from those before', () => {
  const checks = checksOf(again.entry.fit);
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  const { folds, without_own, since } = again.entry.fit;
  expect(folds.mae).toBeLessThanOrEqual(0.5 * folds.mae_mean);
  expect(since.mae).toBeLessThanOrEqual(0.45 * since.mae_mean);
  expect(without_own.mae).toBeLessThan(without_own.mae_mean);
});

test('a calibration that misses any of the three is told, and which', () => {
  const { fit } = again.entry;
  const missing = (change: Partial<CalibrationEntry['fit']>) =>
    checksOf({ ...fit, ...change }).flatMap(({ what, holds }) => (holds ? [] : [what]));
  expect(missing({ folds: { ...fit.folds, mae: fit.folds.mae_mean * 0.51 } })).toEqual([expect.stringContaining('ten folds')]);
  expect(missing({ folds: { ...fit.folds, coverage_90: 0.95 } })).toEqual([expect.stringContaining('90% interval')]);
  expect(missing({ folds: { ...fit.folds, coverage_90: 0.87 } })).toEqual([expect.stringContaining('90% interval')]);
  expect(missing({ since: { ...fit.since, mae: fit.since.mae_mean * 0.46 } })).toEqual([expect.stringContaining('since')]);
  const report = reportText(again.day, { ...again.entry, fit: { ...fit, folds: { ...fit.folds, coverage_90: 0.87 } } });
  expect(report).toMatch(/^fail held-out values inside the 90% interval: 0\.870/m);
  expect(report).toMatch(/^ok {3}mean error over ten folds/m);
});

test('no item is named that the matrix has not, each is of an ability, and parts of a whole are never beside it', () => {
  const { items, entry } = again;
  for (const id of Object.keys(entry.items)) expect(Object.hasOwn(items.items, id)).toBe(true);
  for (const { ability } of Object.values(items.items)) expect(Object.hasOwn(items.abilities, ability)).toBe(true);
  for (const { results, sd, a } of Object.values(entry.items)) {
    expect(results).toBeGreaterThanOrEqual(5);
    expect(sd).toBeGreaterThanOrEqual(0.15);
    expect(a).toBeGreaterThanOrEqual(0.2);
  }
  const ids = Object.keys(items.items);
  expect(ids).not.toContain('tau2_bench'); // its domains are items
  expect(ids.filter((id) => /^bfcl_v4_(memory|multi_turn|web_search)$/.test(id))).toEqual([]);
});

test('no figure of Artificial Analysis is among the results, and every source is one of the seed’s', () => {
  const sources = JSON.parse(text(SEED, 'sources.json'));
  for (const { source } of again.entry.inputs) {
    expect(Object.keys(sources)).toContain(source);
    expect(`${sources[source].title} ${sources[source].locator}`).not.toMatch(/artificial ?analysis/i);
  }
});

const ITEMS = {
  other_efforts: ['low'],
  abilities: { coding: { reference: 'swe', also: [] } },
  items: { swe: { attribute: 'swe_bench', ability: 'coding', family: 'swe', link: 'logit' as const, chance: 0 } },
};
const at = { source: 'card', position: 1, as_of: null, confidence: 'high', value_status: 'stated' } as const;

test('claims of the seed become rows beside those of open data sets: models alone, each in its setting, with the day of release', () => {
  const open: ResultRow[] = [['openai/gpt-x', null, 'swe', 50, 'board', '2026-01-02']];
  const claims = [
    { ...at, id: 'c1', subject: 'meta/llama', attribute: 'swe_bench', value: 60, mode: { thinking: false } },
    { ...at, id: 'c2', subject: 'meta/llama', attribute: 'release_date', value: '2025-04-05' },
    { ...at, id: 'c3', subject: 'meta/llama-family', attribute: 'swe_bench', value: 99 },
    { ...at, id: 'c4', subject: 'meta/llama', attribute: 'swe_bench', value: 70 },
  ];
  const file = withClaims(
    ITEMS,
    { models: { 'openai/gpt-x': '2026-01-01', 'gone/model': null }, open },
    { models: [{ id: 'meta/llama' }], claims },
  );
  expect(file).toEqual({
    models: { 'meta/llama': '2025-04-05', 'openai/gpt-x': '2026-01-01' },
    open,
    claims: [
      ['meta/llama', 'no-thinking', 'swe', 60, 'card', null],
      ['meta/llama', null, 'swe', 70, 'card', null],
    ],
  });
  expect(JSON.parse(resultsText(file))).toEqual(file);
});

test('several results of a model on an item are one, their median; another setting is another respondent', () => {
  const row = (model: string, setting: string | null, item: string, value: number): ResultRow => [
    model,
    setting,
    item,
    value,
    'card',
    null,
  ];
  const items = { ...ITEMS, items: { ...ITEMS.items, other: ITEMS.items.swe } };
  const models = ['a', 'b', 'c', 'd', 'e'].map((id) => `x/${id}`);
  const open = models.flatMap((id) => [row(id, null, 'swe', 50), row(id, null, 'other', 60)]);
  const claims = [
    row('x/a', null, 'swe', 54),
    row('x/a', 'no-thinking', 'swe', 10),
    row('x/a', 'no-thinking', 'other', 12),
    row('x/f', null, 'swe', 1),
  ];
  const { respondents, cells } = matrixOfResults(items, { models: {}, open, claims });
  const of = (id: string) => cells.filter(({ respondent }) => respondents[respondent]?.id === id).map(({ value }) => value);
  expect(of('x/a')).toEqual([60, 52]); // in order of items: other, swe
  expect(of('x/a#no-thinking')).toEqual([12, 10]);
  expect(of('x/f')).toEqual([]); // a single result places nobody
});

test('what is written is formatted as the repository is, and is the same when read', () => {
  expect(JSON.parse(entryText(again.entry))).toEqual(again.entry);
  expect(entryText(again.entry)).toContain('"other_efforts": ["none", "minimal", "low", "medium"]');
});
