import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_ATTEMPTS, retryDelay } from '../../src/webhooks/retry-delay.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const tries = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => i + 1);

test('delays grow fourfold from 5 s to 6 h, each within a fifth of that, whatever the message', () => {
  fc.assert(
    fc.property(fc.string(), (message) => {
      for (const attempts of tries) {
        const middle = Math.min(6 * HOUR, 5 * SECOND * 4 ** (attempts - 1));
        const delay = retryDelay(message, attempts);
        expect(delay).toBeGreaterThanOrEqual(Math.floor(0.8 * middle));
        expect(delay).toBeLessThanOrEqual(Math.ceil(1.2 * middle));
        expect(retryDelay(message, attempts)).toBe(delay);
      }
    }),
    { seed: 20261123 },
  );
});

test('messages that failed together are not tried together again', () => {
  const delays = new Set(Array.from({ length: 100 }, (_, i) => retryDelay(`msg_${i}`, 3)));
  expect(delays.size).toBeGreaterThan(90);
});

test('a message is tried for most of a day', () => {
  const whole = tries.reduce((sum, attempts) => sum + retryDelay('msg_x', attempts), 0);
  expect(whole).toBeGreaterThan(12 * HOUR);
  expect(whole).toBeLessThan(30 * HOUR);
});
