import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MARKET_FORMATS, marketFeeds } from '../../src/feeds/formats/market-feeds.ts';
import { scanJson } from '../../src/feeds/rows/scan-json.ts';

/** A sound file of each format with two rows. */
const SOUND = new Map<string, unknown>(
  MARKET_FORMATS.map((format) => [format, JSON.parse(readFileSync(new URL(`samples/${format}.json`, import.meta.url), 'utf8'))]),
);

const feeds = Object.values(marketFeeds);
const textOf = (format: string) => JSON.stringify(SOUND.get(format));

describe.each(feeds)('$format', (feed) => {
  test('reads its sound file whole', () => {
    expect(feed.read(textOf(feed.format))).toMatchObject({ count: 2, rejected: [] });
  });

  test.each([
    ['', /empty/],
    [' \n ', /empty/],
    ['<!doctype html><html><body>Not found</body></html>', /HTML/],
    ['404: Not Found', /no valid JSON/],
    ['null', /./],
    ['42', /./],
    ['"text"', /./],
    ['[]', /./],
    ['{}', /./],
    ['{"data":[]}', /./],
    ['[[[]]]', /./],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, /levels deep/],
    [`{"a":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, /levels deep/],
    ['{"__proto__":{"polluted":true}}', /./],
  ])('%.40s is broken', (text, why) => {
    expect(feed.read(text)).toEqual({ broken: expect.stringMatching(why) });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a file of another format is broken, not a file of refusals', () => {
    for (const other of feeds)
      if (other.format !== feed.format && !(feed.format === 'models-dev-models' && other.format === 'litellm'))
        expect(feed.read(textOf(other.format)), other.format).toHaveProperty('broken');
  });

  test('a file cut off anywhere is broken', () => {
    const text = textOf(feed.format);
    for (let length = 0; length < text.length; length++) expect(feed.read(text.slice(0, length)), String(length)).toHaveProperty('broken');
  });

  test('a number beyond all numbers is refused, never Infinity', () => {
    const text = textOf(feed.format).replaceAll(/"(input|input_cost_per_token|input_mtok|context_length)":[\d.e-]+/g, '"$1":1e999');
    const reading = feed.read(text);
    if ('broken' in reading) return;
    for (const row of reading.rows) for (const { value } of row.statements) expect(value).not.toBe(Number.POSITIVE_INFINITY);
  });

  test('whatever is changed in a sound file, every row is accepted or refused, once, and nothing throws', () => {
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(-1, 1e308, '', '-1', '__proto__', 'constructor', null, [], {}, 'a'.repeat(2000), '\u0000\u202e', { toString: null }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), junk, fc.boolean()), { minLength: 1, maxLength: 4 }), (changes) => {
        const value = structuredClone(SOUND.get(feed.format));
        for (const [place, put, asKey] of changes) mutate(value, place, structuredClone(put), asKey);
        const reading = feed.read(JSON.stringify(value));
        if ('broken' in reading) return;
        expect(reading.rows.length + reading.rejected.length).toBe(reading.count);
        const places = [...reading.rows, ...reading.rejected].map(({ row }) => row);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 300 },
    );
  });
});

/** Puts a value at one of the places of a JSON value, or under a new key there. */
function mutate(root: unknown, place: number, put: unknown, asKey: boolean): void {
  const holders: Record<string, unknown>[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    holders.push(value as Record<string, unknown>);
    Object.values(value).forEach(walk);
  };
  walk(root);
  const holder = holders[place % holders.length];
  if (holder === undefined) return;
  const keys = Object.keys(holder);
  const key = asKey && typeof put === 'string' ? put : (keys[place % Math.max(keys.length, 1)] ?? 'key');
  Object.defineProperty(holder, key, { value: put, enumerable: true, configurable: true, writable: true });
}

test('a row whose key stands in the file twice is refused: nobody can tell which one holds', () => {
  const text =
    '{"a":{"mode":"chat","litellm_provider":"p"},"b":{"mode":"chat","litellm_provider":"p"},"a":{"mode":"chat","litellm_provider":"q"}}';
  expect(marketFeeds.litellm.read(text)).toMatchObject({ count: 2, rows: [{ name: 'b' }], rejected: [{ row: '/a', code: 'duplicate' }] });
});

test('a price that stands in its row twice refuses that row only', () => {
  const text =
    '{"a":{"mode":"chat","litellm_provider":"p","input_cost_per_token":1e-6,"input_cost_per_token":2e-6},"b":{"mode":"chat","litellm_provider":"p"}}';
  expect(marketFeeds.litellm.read(text)).toMatchObject({ count: 2, rows: [{ name: 'b' }], rejected: [{ row: '/a', code: 'duplicate' }] });
});

test('a provider that stands in the file twice takes all its rows along', () => {
  const model = JSON.stringify((SOUND.get('models-dev') as { x: { models: { a: object } } }).x.models.a);
  const provider = (id: string, key: string) => `"${id}":{"models":{"${key}":${model}}}`;
  const reading = marketFeeds['models-dev'].read(`{${provider('x', 'a')},${provider('y', 'b')},${provider('x', 'c')}}`);
  expect(reading).toMatchObject({ count: 2, rows: [{ provider: 'y' }], rejected: [{ row: '/x/models/c', code: 'duplicate' }] });
});

test('a name of a megabyte is refused without carrying it on', () => {
  const reading = marketFeeds.litellm.read(
    JSON.stringify({ ['n'.repeat(1_000_000)]: { mode: 'chat', litellm_provider: 'p' }, ...(SOUND.get('litellm') as object) }),
  );
  expect(reading).toMatchObject({ count: 3, rejected: [{ code: 'malformed', detail: 'the name is too long' }] });
  expect(JSON.stringify(reading).length).toBeLessThan(5000);
});

test('a string of ten million characters does not overflow the scan', () => {
  expect(scanJson(`{"a":"${'\\"x'.repeat(3_000_000)}","a":1}`)).toEqual({ depth: 1, duplicates: ['/a'] });
});

test('the scan finds keys that are written differently and mean the same, and only in one object', () => {
  expect(scanJson('{"a":1,"\\u0061":2}').duplicates).toEqual(['/a']);
  expect(scanJson('{"a":{"a":1},"b":[{"a":1},{"a":1,"c":":","c~/":"{","c":2}]}').duplicates).toEqual(['/b/1/c']);
});
