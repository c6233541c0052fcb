import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from '../../src/decisions/differences.ts';

test('the places where two values part are named in the order of the first', () => {
  const before = { a: 1, b: { c: [1, 2, 3], 'd/e': null }, f: 'x' };
  const after = { f: 'y', b: { c: [1, 5], 'd/e': false, g: 0 }, a: 1 };
  expect(differences(before, after, 100)).toEqual(['#/b/c/1', '#/b/c/2', '#/b/d~1e', '#/b/g', '#/f']);
  expect(differences(before, after, 2)).toEqual(['#/b/c/1', '#/b/c/2']);
  expect(differences([], {}, 9)).toEqual(['#']);
});

/** As JSON has it: -0 is written as 0. */
const read = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a value does not part from itself, and parts somewhere from any other', () => {
  const value = fc.jsonValue().map(read);
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(differences(one, read(one), 9)).toEqual([]);
      expect(differences(one, other, 9).length === 0).toBe(isDeepStrictEqual(one, other));
    }),
  );
});
