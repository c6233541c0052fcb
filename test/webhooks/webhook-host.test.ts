import { expect, test } from 'vitest';
import { webhookFault, webhookHosts } from '../../src/webhooks/webhook-host.ts';

const hosts = (list: string) => webhookHosts(list) ?? [];

test('a list of hosts is read, and one with anything else in it is refused whole', () => {
  expect(webhookHosts('')).toEqual([]);
  expect(webhookHosts(' Hooks.example.com, example.org:8443 ,http://127.0.0.1:9000')).toEqual([
    'hooks.example.com',
    'example.org:8443',
    'http://127.0.0.1:9000',
  ]);
  for (const bad of ['https://example.com', 'example.com/path', 'http://10.0.0.1:80', 'http://localhost:1', 'a b', '*.example.com'])
    expect([bad, webhookHosts(bad)]).toEqual([bad, null]);
});

test.each([
  ['https://hooks.example.com/x?y=z', 'hooks.example.com'],
  ['https://hooks.example.com:8443/', 'hooks.example.com:8443'],
  ['https://anything.example/', '*'],
  ['https://8.8.8.8/', '*'],
  ['http://127.0.0.1:9000/in', 'http://127.0.0.1:9000'],
])('%s may be posted to where %s is listed', (url, list) => {
  expect(webhookFault(url, hosts(list))).toBeNull();
});

test.each([
  ['https://hooks.example.com/', '', /not listed/],
  ['https://hooks.example.com:444/', 'hooks.example.com', /not listed/],
  ['https://sub.hooks.example.com/', 'hooks.example.com', /not listed/],
  ['http://hooks.example.com/', 'hooks.example.com', /https only/],
  ['http://127.0.0.1:9001/', 'http://127.0.0.1:9000,*', /https only/],
  ['http://127.0.0.1:9000@evil.example/', 'http://127.0.0.1:9000', /user name/],
  ['https://user:pass@hooks.example.com/', 'hooks.example.com', /user name/],
  ['https://hooks.example.com/#part', 'hooks.example.com', /fragment/],
  ['https://127.0.0.1/', '*', /public internet/],
  ['https://0x7f.1/', '*', /public internet/],
  ['https://[::1]/', '*', /public internet/],
  ['https://169.254.169.254/latest/meta-data', '*', /public internet/],
  ['file:///etc/passwd', '*', /https only/],
  ['not a url', '*', /no URL/],
])('%s is refused where %j is listed', (url, list, why) => {
  expect(webhookFault(url, hosts(list))).toMatch(why);
});
