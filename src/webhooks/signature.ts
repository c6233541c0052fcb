import { createHmac } from 'node:crypto';

/**
 * The headers of a message after Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): HMAC-SHA256
 * over `id.timestamp.body`. The time is of the try, so that a receiver can refuse what is old; the id is the same at every try.
 */
export function webhookHeaders(id: string, body: string, secret: Uint8Array, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
