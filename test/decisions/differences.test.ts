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

test('a value does not part from itself, and parts somewhere from any other', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(differences(one, JSON.parse(JSON.stringify(one)), 9)).toEqual([]);
      const sorted = (value: unknown): unknown =>
        typeof value !== 'object' || value === null || Array.isArray(value)
          ? Array.isArray(value)
            ? value.map(sorted)
            : value
          : Object.fromEntries(
              Object.entries(value)
                .sort()
                .map(([name, member]) => [name, sorted(member)]),
            );
      const same = JSON.stringify(sorted(JSON.parse(JSON.stringify(one)))) === JSON.stringify(sorted(JSON.parse(JSON.stringify(other))));
      expect(differences(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)), 9).length === 0).toBe(same);
    }),
  );
});
