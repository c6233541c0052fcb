import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { secretText } from '../../src/service/decisions/watch-secret.ts';
import { webhookHeaders } from '../../src/webhooks/signature.ts';

/** The example of the specification's own libraries: github.com/standard-webhooks/standard-webhooks, libraries/javascript/src/index.test.ts. */
const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const TIMESTAMP = 1614265330;
const BODY = '{"test": 2432232314}';

test('signs the example of Standard Webhooks as its libraries do', () => {
  const headers = webhookHeaders(ID, BODY, Buffer.from(SECRET, 'base64'), new Date(TIMESTAMP * 1000 + 999));
  expect(headers).toEqual({
    'webhook-id': ID,
    'webhook-timestamp': String(TIMESTAMP),
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a receiver that keeps the text of the secret arrives at the same signature, and at another for another body', () => {
  const secret = new Uint8Array(32).fill(7);
  const text = secretText(secret);
  expect(text).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = webhookHeaders('msg_1', '{}', secret, new Date());
  const receivers = (body: string) =>
    `v1,${createHmac('sha256', Buffer.from(text.slice(6), 'base64'))
      .update(`${id}.${time}.${body}`)
      .digest('base64')}`;
  expect(receivers('{}')).toBe(signature);
  expect(receivers('{ }')).not.toBe(signature);
});
