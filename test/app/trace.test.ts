import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageTrace, traceOf, traceparent } from '../../src/trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test('a valid traceparent is carried on with a span of our own', () => {
  for (const [given, flags] of [
    [`00-${TRACE}-${PARENT}-01`, '01'],
    [`00-${TRACE}-${PARENT}-00`, '00'],
    [`01-${TRACE}-${PARENT}-01-more`, '01'],
  ] as const) {
    const trace = traceOf({ traceparent: given });
    expect(trace).toEqual({ traceId: TRACE, spanId: expect.stringMatching(/^[0-9a-f]{16}$/), flags });
    expect(trace.spanId).not.toBe(PARENT);
    expect(traceparent(trace)).toBe(`00-${TRACE}-${trace.spanId}-${flags}`);
  }
});

test.each([
  `00-${'0'.repeat(32)}-${PARENT}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE.toUpperCase()}-${PARENT}-01`,
  `00-${TRACE}-${PARENT}-01-more`,
  `ff-${TRACE}-${PARENT}-01`,
  `00-${TRACE.slice(1)}-${PARENT}-01`,
  `00-${TRACE}-${PARENT}-0g`,
  ` 00-${TRACE}-${PARENT}-01`,
  '',
])('%j begins a trace of its own', (given) => {
  const { traceId, flags } = traceOf({ traceparent: given });
  expect(traceId).not.toBe(TRACE);
  expect([traceId.length, flags]).toEqual([32, '00']);
});

test('whatever is sent, what comes out is a valid trace', () => {
  fc.assert(
    fc.property(fc.option(fc.string({ maxLength: 80, unit: 'binary' }), { nil: undefined }), (given) => {
      const trace = traceOf(given === undefined ? {} : { traceparent: given });
      expect(traceparent(trace)).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/);
    }),
  );
});

test('every try of a message is a span of its own in one trace, which its id names', () => {
  const id = 'msg_4bf92f3577b34da6a3ce929d0e0e4736';
  const [first, second] = [messageTrace(id), messageTrace(id)];
  expect([first.traceId, second.traceId]).toEqual([TRACE, TRACE]);
  expect(first.spanId).not.toBe(second.spanId);
});

test('no two requests share a span', () => {
  const spans = new Set(Array.from({ length: 5000 }, () => traceOf({}).spanId));
  expect(spans.size).toBe(5000);
});
