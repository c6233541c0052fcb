import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FETCH_RULES, type FetchRules, fetchFeed } from '../../src/feed-io/fetch-feed.ts';
import { MARKET_HOSTS } from '../../src/feeds/formats/market-feeds.ts';
import { httpsServer, type TestServer } from './https-server.ts';

/** The rules that ship, but for the address of the test's own server. */
const allowing = ({ host, ca }: TestServer, changes: Partial<FetchRules> = {}): FetchRules => ({
  ...FETCH_RULES,
  hosts: [host],
  allowsAddress: (address) => address === '127.0.0.1',
  ca,
  ...changes,
});

test('a feed is fetched as text', async () => {
  const server = await httpsServer((_request, response) => response.end('{"price":"1 €"}'));
  expect(await fetchFeed(server.url, allowing(server))).toEqual({ text: '{"price":"1 €"}' });
});

test('a feed in gzip is unpacked', async () => {
  const server = await httpsServer((request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip');
    response.setHeader('content-encoding', 'gzip').end(gzipSync('{"a":1}'));
  });
  expect(await fetchFeed(server.url, allowing(server))).toEqual({ text: '{"a":1}' });
});

test('redirects on the same list of hosts are followed, three of them and no more', async () => {
  const server = await httpsServer((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('{}');
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  expect(await fetchFeed(`https://${server.host}/3`, allowing(server))).toEqual({ text: '{}' });
  expect(await fetchFeed(`https://${server.host}/4`, allowing(server))).toEqual({ refused: 'more than 3 redirects' });
});

test.each([
  ['https://example.org/feed.json', /example\.org is not on the list of hosts/],
  ['http://models.dev/api.json', /only https/],
  ['https://169.254.169.254/latest/meta-data', /not on the list/],
  ['https://[::1]/feed.json', /not on the list/],
  ['https://user:secret@models.dev/api.json', /user name or a password/],
  ['file:///etc/passwd', /only https/],
])('a redirect to %s is refused', async (location, why) => {
  const server = await httpsServer((_request, response) => response.writeHead(301, { location }).end());
  expect(await fetchFeed(server.url, allowing(server))).toEqual({ refused: expect.stringMatching(why) });
});

test.each([
  ['https://example.org/api.json', /not on the list/],
  ['http://models.dev/api.json', /only https/],
  ['https://models.dev:8443/api.json', /not on the list/],
  ['https://models.dev./api.json', /not on the list/],
  ['https://models.dev@example.org/api.json', /user name/],
  ['https://models.dev.example.org/api.json', /not on the list/],
  ['ftp://models.dev/api.json', /only https/],
  ['models.dev/api.json', /no URL/],
])('%s is refused before anything is asked', async (url, why) => {
  expect(await fetchFeed(url, { ...FETCH_RULES, hosts: MARKET_HOSTS })).toEqual({ refused: expect.stringMatching(why) });
});

test('an address that is not public is refused, although its host is on the list', async () => {
  const server = await httpsServer((_request, response) => response.end('{}'));
  const rules = allowing(server, { allowsAddress: FETCH_RULES.allowsAddress });
  expect(await fetchFeed(server.url, rules)).toEqual({ refused: '127.0.0.1 is not a public address' });
});

test('a name that leads to an address that is not public is refused, and nothing connects', async () => {
  let asked = false;
  const server = await httpsServer((_request, response) => {
    asked = true;
    response.end('{}');
  });
  const host = server.host.replace('127.0.0.1', 'localhost');
  const rules = allowing(server, { hosts: [host], allowsAddress: FETCH_RULES.allowsAddress });
  expect(await fetchFeed(`https://${host}/`, rules)).toEqual({
    refused: expect.stringMatching(/localhost leads to .*not to a public address/),
  });
  expect(asked).toBe(false);
});

test('a name is resolved once a request, and the connection goes to the address that was checked', async () => {
  const server = await httpsServer((_request, response) => response.end('{}'));
  const checked: string[] = [];
  const host = server.host.replace('127.0.0.1', 'localhost');
  const allowsAddress = (address: string) => checked.push(address) > 0;
  expect(await fetchFeed(`https://${host}/`, allowing(server, { hosts: [host], allowsAddress }))).toEqual({ text: '{}' });
  expect(new Set(checked).size).toBe(checked.length);
});

test('a certificate that nobody vouches for is refused', async () => {
  const server = await httpsServer((_request, response) => response.end('{}'));
  const { ca: _own, ...rules } = allowing(server);
  expect(await fetchFeed(server.url, rules)).toEqual({ refused: expect.stringMatching(/self-signed/) });
});

test('an answer shorter than its content-length is refused', async () => {
  const server = await httpsServer((_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"a":1}');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await fetchFeed(server.url, allowing(server))).toHaveProperty('refused');
});

test('a chunked answer without its end is refused', async () => {
  const server = await httpsServer((_request, response) => {
    response.write('{"a":1}');
    setTimeout(() => response.socket?.destroy(), 20);
  });
  expect(await fetchFeed(server.url, allowing(server))).toHaveProperty('refused');
});

test('a gzip that is cut off is refused, although the transfer itself is whole', async () => {
  const whole = gzipSync('{"a":1}'.repeat(1000));
  const server = await httpsServer((_request, response) =>
    response.setHeader('content-encoding', 'gzip').end(whole.subarray(0, whole.length - 4)),
  );
  expect(await fetchFeed(server.url, allowing(server))).toEqual({ refused: expect.stringMatching(/unexpected end of file/) });
});

test('the limit counts what was unpacked, so a bomb is stopped', async () => {
  const server = await httpsServer((_request, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
  );
  expect(await fetchFeed(server.url, allowing(server, { largestBytes: 100_000 }))).toEqual({
    refused: expect.stringMatching(/larger than 100000 bytes/),
  });
});

test('a feed that announces more than the limit is not even begun', async () => {
  const server = await httpsServer((_request, response) => response.writeHead(200, { 'content-length': 1_000_000 }).write('{'));
  expect(await fetchFeed(server.url, allowing(server, { largestBytes: 100_000 }))).toEqual({
    refused: 'the feed is larger than 100000 bytes',
  });
});

test('an endless answer ends with the time limit', async () => {
  const server = await httpsServer((_request, response) => {
    const drip = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(drip));
  });
  expect(await fetchFeed(server.url, allowing(server, { timeoutMs: 300 }))).toEqual({ refused: 'no complete answer within 300 ms' });
});

test.each([404, 500, 204, 206])('the status %i is refused', async (status) => {
  const server = await httpsServer((_request, response) => response.writeHead(status).end());
  expect(await fetchFeed(server.url, allowing(server))).toEqual({ refused: `the answer has the status ${status}` });
});

test('what is no UTF-8, or is packed in a way that was not asked for, is refused', async () => {
  const server = await httpsServer((request, response) => {
    if (request.url === '/br') response.setHeader('content-encoding', 'br');
    response.end(Buffer.from([0x7b, 0xff, 0x7d]));
  });
  expect(await fetchFeed(server.url, allowing(server))).toEqual({ refused: 'the content is no UTF-8' });
  expect(await fetchFeed(`https://${server.host}/br`, allowing(server))).toEqual({ refused: expect.stringMatching(/encoded as br/) });
});
