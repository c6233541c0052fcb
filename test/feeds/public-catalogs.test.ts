import { describe, expect, test } from 'vitest';
import { claimFindings } from '../../src/catalog/seed/check-value.ts';
import { marketFeeds } from '../../src/feeds/formats/market-feeds.ts';
import { seededCatalog } from '../support/catalogs/seeded.ts';
import { read } from './read.ts';
import { sharedDataIsMissing, sharedText, WHERE } from './shared-data.ts';

/** Counts by hand (data/README.md): rows in the file, and what is refused for which reason. */
const COUNTS = [
  ['models-dev', 5276, {}],
  ['models-dev-models', 231, {}],
  ['litellm', 2986, { not_a_model: 29, out_of_bounds: 16 }],
  ['openrouter', 336, {}],
  ['genai-prices', 1694, {}],
  ['pi-ai', 1767, {}],
] as const;

describe.skipIf(sharedDataIsMissing)(`the public catalogs ${WHERE}`, () => {
  test.each(COUNTS)('%s: all %i rows are read or refused with a reason', (format, count, refused) => {
    const { rows, rejected, ...reading } = read(marketFeeds[format], sharedText(format));
    expect(reading.count).toBe(count);
    expect(Object.fromEntries([...Map.groupBy(rejected, ({ code }) => code)].map(([code, all]) => [code, all.length]))).toEqual(refused);
    expect(rows.length + rejected.length).toBe(count);
    expect(new Set([...rows, ...rejected].map(({ row }) => row)).size).toBe(count);
  });

  test.each(COUNTS.map(([format]) => format))('%s: every statement fits its attribute', (format) => {
    const { attributes, sources } = seededCatalog();
    const feed = marketFeeds[format];
    expect(sources.get(feed.source)?.kind).toBe('registry');
    for (const { row, statements, ofModel } of read(feed, sharedText(format)).rows)
      for (const statement of [...statements, ...ofModel]) {
        const attribute = attributes.get(statement.attribute);
        if (attribute === undefined) throw new Error(`${row}: no attribute ${statement.attribute}`);
        const claim = { ...statement, source: feed.source, as_of: null, confidence: 'medium' as const };
        expect(claimFindings(attribute, claim), `${row} ${statement.attribute}`).toEqual([]);
      }
  });

  test('no figure of Artificial Analysis is among them', () => {
    const scores = read(marketFeeds['models-dev-models'], sharedText('models-dev-models')).rows.flatMap(({ statements }) =>
      statements.filter(({ note }) => note?.startsWith('passed on')),
    );
    expect(scores.length).toBeGreaterThan(50);
    for (const { note, conditions } of scores) expect(`${note} ${conditions}`).not.toMatch(/artificialanalysis|openrouter\.ai|\baa\b/i);
    for (const { statements } of read(marketFeeds.openrouter, sharedText('openrouter')).rows)
      expect(statements.filter(({ attribute }) => /index|benchmark|aa_/.test(attribute))).toEqual([]);
  });
});
