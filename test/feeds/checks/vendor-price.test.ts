import { expect, test } from 'vitest';
import { vendorPrice } from '../../../src/feeds/checks/vendor-price.ts';
import { entry, rowOf } from './checked-row.ts';

const find = (price: number, vendor: number, rivals: readonly number[] = []) =>
  vendorPrice.find(rowOf([entry('price_input', price)], { vendor: { price_input: vendor }, rivals }));

test('a tenth of the vendor’s own price or less parks the row', () => {
  expect(find(0.3, 3)).toMatchObject([{ detail: 'price_input 0.3, the vendor’s own is 3 (vendor-page)', amend: null }]);
  expect(find(0.31, 3)).toEqual([]);
});

test('ten times the vendor’s own price or more is marked', () => {
  expect(find(20, 2)).toMatchObject([{ amend: { confidence: 'low' } }]);
  expect(find(19, 2)).toEqual([]);
});

test('a price that another seller comes near to is that of the market', () => {
  expect(find(0.1, 3, [0.3])).toEqual([]);
  expect(find(0.3, 3, [0.1])).toEqual([]);
  expect(find(0.1, 3, [0.31, 3])).toHaveLength(1);
});

test('nothing is said of 0, of tiers, and where nobody knows what the vendor asks', () => {
  expect([find(0, 3), find(3, 0)]).toEqual([[], []]);
  const tier = entry('price_input', 0.01, { when: { input_tokens_above: 1000 } });
  expect(vendorPrice.find(rowOf([tier], { vendor: { price_input: 3 } }))).toEqual([]);
  expect(vendorPrice.find(rowOf([entry('price_input', 0.01)]))).toEqual([]);
});
