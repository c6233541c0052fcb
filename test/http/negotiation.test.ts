import { expect, test } from 'vitest';
import { preferred } from '../../src/http/negotiation.ts';

const BOTH = ['application/json', 'text/html'] as const;

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/html', 'text/html'],
  ['text/*;q=0.5, application/json;q=0.4', 'text/html'],
  ['text/html;q=0.1, */*', 'application/json'],
  ['application/json;q=0, */*;q=0.1', 'text/html'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['Application/JSON', 'application/json'],
  ['application/json;charset=utf-8', 'application/json'],
  ['application/xml', undefined],
  ['*/*;q=0', undefined],
  ['text/html;q=nonsense', undefined],
])('Accept: %s takes %s', (accept, type) => {
  expect(preferred(accept, BOTH)).toBe(type);
});
