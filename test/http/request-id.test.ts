import { expect, test } from 'vitest';
import { requestId, traceId } from '../../src/http/request-id.ts';

test('a caller’s request id is kept only where it fits everywhere', () => {
  expect(requestId({ 'x-request-id': 'order-4711.retry_2' })).toBe('order-4711.retry_2');
  for (const unfit of ['short', 'a'.repeat(129), 'has space', 'line\nbreak', '-leading-dash', '<script>', 'umlaut-ä-id'])
    expect(requestId({ 'x-request-id': unfit })).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(requestId({})).not.toBe(requestId({}));
});

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test('the trace id comes from a valid traceparent and from no other', () => {
  expect(traceId({ traceparent: `00-${TRACE}-${PARENT}-01` })).toBe(TRACE);
  expect(traceId({ traceparent: `01-${TRACE}-${PARENT}-01-more` })).toBe(TRACE);
  for (const invalid of [
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${TRACE}-${PARENT}-01-more`,
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE.slice(1)}-${PARENT}-01`,
    '',
  ])
    expect(traceId({ traceparent: invalid })).toBeUndefined();
  expect(traceId({})).toBeUndefined();
});
