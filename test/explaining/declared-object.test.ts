import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { each, eachWhere, fixed, kept, keptWith } from '../../src/explaining/declared-members.ts';
import { declared } from '../../src/explaining/declared-object.ts';

const Line = z
  .strictObject({ name: z.string(), colour: z.string(), size: z.number().optional(), lot: z.number(), note: z.string().optional() })
  .readonly();
type Line = z.infer<typeof Line>;
type Shelf = {
  readonly lot: number;
  readonly goods: readonly { readonly name: string; readonly colour: string }[];
  readonly compiled: boolean;
};

let read = 0;
const BY_GOOD = keptWith({
  partOf: ({ goods, compiled }: Shelf) => (compiled ? goods : [...goods]),
  source: (goods, candidate) => {
    read++;
    return goods[candidate] as Shelf['goods'][number];
  },
  size: ({ length }) => length,
  indices: () => null,
  isCompiled: (goods) => goods === GOODS,
});
const GOODS: Shelf['goods'] = [
  { name: 'a "cup"\u2028', colour: 'red' },
  { name: 'plate', colour: 'blue' },
];
// declared in another order than the schema's
const LINE = declared<Line, Shelf, number | undefined>(Line, {
  lot: fixed(({ lot }) => lot),
  size: each((_shelf, _candidate, size) => size),
  note: eachWhere(
    ({ lot }) => lot > 1,
    (_shelf, candidate) => (candidate === 0 ? 'first' : undefined),
  ),
  name: kept(BY_GOOD, ({ name }) => name),
  colour: kept(BY_GOOD, ({ colour }) => colour),
});

describe.each([
  ['compiled', true],
  ['made for one request', false],
])('members of what is %s', (_, compiled) => {
  test.each([
    [{ lot: 1 }, 0, 2.5, '{"name":"a \\"cup\\"\u2028","colour":"red","size":2.5,"lot":1}'],
    [{ lot: 2 }, 0, undefined, '{"name":"a \\"cup\\"\u2028","colour":"red","lot":2,"note":"first"}'],
    [{ lot: 2 }, 1, 1e21, '{"name":"plate","colour":"blue","size":1e+21,"lot":2}'],
  ])('come in the order of the schema, without those that are undefined: %j', (over, candidate, size, json) => {
    const shelf = { goods: GOODS, compiled, ...over };
    expect(JSON.stringify(LINE.valueOf(shelf, candidate, size))).toBe(json);
    const write = LINE.writer(shelf);
    expect([write(candidate, size), write(candidate, size)]).toEqual([json, json]);
    expect(LINE.writer(shelf, ',')(candidate, size)).toBe(`,${json}`);
  });
});

test('what the compiled catalog says is put into JSON once for all requests', () => {
  LINE.writer({ goods: GOODS, compiled: true, lot: 1 })(1, undefined);
  read = 0;
  LINE.writer({ goods: GOODS, compiled: true, lot: 2 })(1, undefined);
  expect(read).toBe(0);
});

test('an object whose first member may be left out is refused: nothing could say where its first comma goes', () => {
  const Loose = z.strictObject({ note: z.string().optional() }).readonly();
  expect(() => declared<z.infer<typeof Loose>, null>(Loose, { note: fixed(() => undefined) })).toThrow('first member');
});
