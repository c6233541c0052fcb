import { expect, test } from 'vitest';
import { z } from 'zod';
import { RankingRequest } from '../../src/ranking/ask/request.ts';
import { faultsOf, inBody, inParameters } from '../../src/service/faults.ts';

function faults(body: unknown, schema: z.ZodType = RankingRequest) {
  const read = schema.safeParse(body, { reportInput: true });
  return read.success ? [] : faultsOf(schema, read.error.issues, inBody);
}

test('every fault of a request is named at once, with a pointer and a code', () => {
  const found = faults({
    requir: {},
    require: { context_window: { at_least: '200k', at_lest: 1 }, 'Not A Name': { is: true } },
    prefer: { weights: { price: -1 } },
    method: 'topsi',
    limit: 0,
    as_of: '2026-02-30',
  });
  expect(found.map((fault) => ('pointer' in fault ? `${fault.pointer} ${fault.code}` : fault.code)).sort()).toEqual([
    '#/as_of not_a_date',
    '#/limit too_small',
    '#/method not_one_of',
    '#/prefer/weights/price too_small',
    '#/requir unknown_field',
    '#/require/Not%20A%20Name bad_name',
    '#/require/context_window/at_least wrong_type',
    '#/require/context_window/at_lest unknown_field',
  ]);
});

test('an unknown field comes with the nearest known ones, at any depth', () => {
  const nearest = Object.fromEntries(
    faults({ requir: {}, require: { x: { at_lest: 1 } }, candidates: { modles: [] } }).map((fault) => [
      'pointer' in fault && fault.pointer,
      fault.nearest,
    ]),
  );
  expect(nearest['#/requir']).toContain('require');
  expect(nearest['#/require/x/at_lest']).toContain('at_least');
  expect(nearest['#/candidates/modles']).toContain('models');
});

test('what is missing, not finite or of several possible types says so', () => {
  expect(faults(undefined)).toMatchObject([{ pointer: '#', code: 'missing' }]);
  expect(faults([])).toMatchObject([{ pointer: '#', code: 'wrong_type', detail: 'Expected an object.' }]);
  expect(faults({ limit: Number.POSITIVE_INFINITY })).toMatchObject([{ pointer: '#/limit', code: 'not_finite' }]);
  expect(faults({ require: { a: { is: [] } } })).toMatchObject([{ pointer: '#/require/a/is', code: 'wrong_type' }]);
  expect(faults({ require: { a: { is: [] } } })[0]?.detail).toContain('true or false');
});

test('of a union, the faults are those of the shape that was meant', () => {
  const found = faults({ scales: { price: { kind: 'log', worst: 10 } } });
  expect(found).toMatchObject([{ pointer: '#/scales/price/best', code: 'missing' }]);
  expect(faults({ scales: { price: { kind: 'log', worst: 10, bset: 1 } } }).map((fault) => fault.code)).toContain('missing');
});

test('parameters are named, not pointed at', () => {
  const schema = z.strictObject({ limit: z.int() });
  const read = schema.safeParse({ limt: 1 }, { reportInput: true });
  expect(faultsOf(schema, read.error?.issues ?? [], inParameters)).toEqual([
    { parameter: 'limit', code: 'missing', detail: 'Required: a number.' },
    { parameter: 'limt', code: 'unknown_parameter', detail: 'There is no such parameter.', nearest: ['limit'] },
  ]);
});

test('a key that cannot stand in a URI is shown as far as it can', () => {
  expect(faults({ ['\ud800'.repeat(3)]: 1, ['k'.repeat(5000)]: 1 })).toHaveLength(2);
  for (const fault of faults({ '\ud800': 1, ['k'.repeat(5000)]: 1 })) expect('pointer' in fault && fault.pointer.length).toBeLessThan(400);
});
