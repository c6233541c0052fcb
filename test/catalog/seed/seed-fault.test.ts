import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultAt, pointerOf, zodFindings } from '../../../src/catalog/seed/seed-fault.ts';

function findingsOf(schema: z.ZodType, value: unknown): [string, string][] {
  const { error } = schema.safeParse(value);
  return zodFindings(error?.issues ?? [], ['above']).map(({ path, message }) => [pointerOf(path), message]);
}

test('a place is a JSON pointer: tildes and slashes of its steps are escaped, and the whole file is the empty one', () => {
  expect(pointerOf([])).toBe('');
  expect(pointerOf(['offers', 2, 'a/b~c'])).toBe('/offers/2/a~1b~0c');
  expect(faultAt({ file: 'sources.json', path: ['x'] }, 'no', 'y', 0)).toEqual({ file: 'sources.json', pointer: '/x/y/0', message: 'no' });
});

test('every unknown key is a finding at its own place', () => {
  expect(findingsOf(z.strictObject({ a: z.strictObject({}) }), { a: { b: 1, c: 2 } })).toEqual([
    ['/above/a/b', 'unknown key'],
    ['/above/a/c', 'unknown key'],
  ]);
});

test('a key that may not be one is a finding at the key, in the words of what is wrong with it', () => {
  const record = z.record(z.string().max(2, 'too long'), z.number());
  expect(findingsOf(record, { abc: 1, ab: 1 })).toEqual([['/above/abc', 'too long']]);
});

const circle = z.strictObject({ kind: z.literal('circle'), radius: z.number('the radius is a number') });
const box = z.strictObject({ kind: z.literal('box'), size: z.strictObject({ width: z.number('the width is a number') }) });
const cube = z.strictObject({ kind: z.literal('box'), edge: z.number('the edge is a number') });

test.each<[string, z.ZodType, unknown, [string, string][]]>([
  ['the one of its kind', z.union([circle, box]), { kind: 'box', size: { width: '1' } }, [['/above/size/width', 'the width is a number']]],
  [
    'one that is an object at all',
    z.union([z.string(), box]),
    { kind: 'box', size: { width: '1' } },
    [['/above/size/width', 'the width is a number']],
  ],
  [
    'several of its kind: what each of these wants',
    z.union([circle, cube.omit({ edge: true }).extend({ side: z.number('the side is a number') }), cube]),
    { kind: 'box' },
    [['/above', 'the side is a number; or: the edge is a number']],
  ],
  [
    'none of its kind: what all of them want, each wish once',
    z.union([z.number('a number'), z.string('a text'), z.literal('x', 'a text')]),
    null,
    [['/above', 'a number; or: a text']],
  ],
  [
    'nothing that says what it wants',
    z.discriminatedUnion('kind', [circle, box]),
    { kind: 'cone' },
    [['/above/kind', 'fits no allowed shape']],
  ],
])('of a value that fits no branch of a union there is said, where there is %s', (_where, schema, value, findings) => {
  expect(findingsOf(schema, value)).toEqual(findings);
});
