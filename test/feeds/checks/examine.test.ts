import { expect, test } from 'vitest';
import { examine } from '../../../src/feeds/checks/examine.ts';
import { SANITY_CHECKS } from '../../../src/feeds/checks/registry.ts';
import { entry, rowOf } from './checked-row.ts';

test('every check has a name of its own and a title', () => {
  expect(new Set(SANITY_CHECKS.map(({ id }) => id)).size).toBe(SANITY_CHECKS.length);
  for (const { id, title } of SANITY_CHECKS) expect([id, title.length > 10]).toEqual([expect.stringMatching(/^[a-z_]+$/), true]);
});

test('a row without a doubt keeps its claims as they are', () => {
  const entries = [entry('price_input', 1), entry('price_cache_read', 0.1)];
  expect(examine(rowOf(entries))).toEqual({ entries, doubts: [], parked: null });
});

test('a doubtful claim keeps its value and says why it is doubtful, behind what it said before', () => {
  const entries = [entry('price_input', 1), entry('price_cache_read', 2, { note: 'as listed' }), entry('release_date', '2024-11-01')];
  const examined = examine(rowOf(entries));
  expect(examined.entries).toEqual([
    entries[0],
    { ...entries[1], confidence: 'low', note: 'as listed; doubtful: 2 for cached input, 1 for fresh' },
    { ...entries[2], qualifier: 'approximately', note: 'doubtful: 2024-11-01 may stand for any day of 2024-11' },
  ]);
  expect(examined.doubts.map(({ check }) => check)).toEqual(['cached_price_above_input', 'month_as_first_day']);
});

test('two doubts of one claim both stand in its note', () => {
  const [marked] = examine(rowOf([entry('release_date', '2027-01-01')])).entries;
  expect(marked).toMatchObject({
    qualifier: 'approximately',
    confidence: 'low',
    note: expect.stringMatching(/may stand.*; doubtful: released/),
  });
});

test('a note stays within its length', () => {
  const [, marked] = examine(rowOf([entry('price_input', 1), entry('price_cache_read', 2, { note: 'x'.repeat(1000) })])).entries;
  expect(marked?.note).toHaveLength(1000);
});

test('a price that can’t be parks the row, with its reason', () => {
  const examined = examine(rowOf([entry('price_input', 0.006)], { vendor: { price_input: 0.15 } }));
  expect(examined.parked).toBe('price_input 0.006, the vendor’s own is 0.15 (vendor-page)');
});
