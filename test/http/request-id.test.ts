import { expect, test } from 'vitest';
import { requestId } from '../../src/http/request-id.ts';

test('a caller’s request id is kept only where it fits everywhere', () => {
  expect(requestId({ 'x-request-id': 'order-4711.retry_2' })).toBe('order-4711.retry_2');
  for (const unfit of ['short', 'a'.repeat(129), 'has space', 'line\nbreak', '-leading-dash', '<script>', 'umlaut-ä-id'])
    expect(requestId({ 'x-request-id': unfit })).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(requestId({})).not.toBe(requestId({}));
});
