import { expect, test } from 'vitest';
import { CONFIG_KEYS, readConfig } from '../../src/config.ts';

test('everything has a default, and an empty value counts as not set', () => {
  const defaults = {
    HOST: '127.0.0.1',
    PORT: 8080,
    DATABASE_FILE: 'data/choose-if.sqlite',
    LOG_LEVEL: 'info',
    RATE_LIMIT_PER_MINUTE: 0,
    TRUSTED_PROXIES: [],
    CORS_ORIGINS: [],
    MAX_EVENT_LOOP_DELAY_MS: 1000,
    AUTH: 'open',
    FEED_HOSTS: [],
    FEEDS: [],
    FEED_REFRESH_HOURS: 0,
    WEBHOOK_HOSTS: [],
    SHUTDOWN_TIMEOUT_MS: 10_000,
    SHUTDOWN_DELAY_MS: 0,
  };
  expect(readConfig({})).toEqual(defaults);
  expect(readConfig(Object.fromEntries(CONFIG_KEYS.map((key) => [key, ''])))).toEqual(defaults);
});

test('takes what is set and ignores what is not its own', () => {
  expect(readConfig({ PORT: '0', HOST: '::1', AUTH: 'required', RATE_LIMIT_PER_MINUTE: '0', PATH: '/bin' })).toMatchObject({
    PORT: 0,
    HOST: '::1',
    AUTH: 'required',
  });
});

test.each([
  ['PORT', '70000'],
  ['PORT', '8080a'],
  ['PORT', '-1'],
  ['PORT', '1e3'],
  ['HOST', 'not a host'],
  ['LOG_LEVEL', 'loud'],
  ['RATE_LIMIT_PER_MINUTE', '1.5'],
  ['RATE_LIMIT_PER_MINUTE', '-1'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', 'proxy.internal'],
  ['TRUSTED_PROXIES', '10.0.0.1/8/8'],
  ['CORS_ORIGINS', 'tools.example.com'],
  ['CORS_ORIGINS', 'https://tools.example.com/'],
  ['CORS_ORIGINS', 'https://tools.example.com,'],
  ['MAX_EVENT_LOOP_DELAY_MS', 'soon'],
  ['AUTH', 'maybe'],
  ['BOOTSTRAP_KEY', 'short-secret'],
  ['BOOTSTRAP_KEY', 'a secret that no header can carry'],
  ['SHUTDOWN_TIMEOUT_MS', '0'],
  ['WEBHOOK_HOSTS', 'http://10.0.0.1'],
  ['FEEDS', 'models-dev,claims-json'],
  ['FEEDS', 'models.dev'],
  ['FEED_REFRESH_HOURS', '0.5'],
  ['FEED_REFRESH_HOURS', '8761'],
])('%s=%s is refused by name, without showing the value', (setting, value) => {
  const read = readConfig({ [setting]: value });
  expect(read).toEqual({ bad: [{ setting, reason: expect.any(String) }] });
  if (setting === 'BOOTSTRAP_KEY') expect(JSON.stringify(read)).not.toContain(value);
});

test('lists are separated by commas', () => {
  expect(
    readConfig({
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      CORS_ORIGINS: 'https://tools.example.com, http://localhost:5173',
      RATE_LIMIT_PER_MINUTE: '600',
      FEEDS: 'models-dev-models, litellm,models-dev-models',
    }),
  ).toMatchObject({
    TRUSTED_PROXIES: ['10.0.0.0/8', '::1'],
    CORS_ORIGINS: ['https://tools.example.com', 'http://localhost:5173'],
    RATE_LIMIT_PER_MINUTE: 600,
    FEEDS: ['models-dev-models', 'litellm'],
  });
});

test('all bad settings are named at once', () => {
  expect(readConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toMatchObject({ bad: [{ setting: 'PORT' }, { setting: 'LOG_LEVEL' }] });
});
