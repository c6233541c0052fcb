import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FeedFormat } from '../../src/feeds/formats/market-feeds.ts';
import type { ImportReport } from '../../src/feeds/import-report.ts';
import { isRefused } from '../../src/feeds/plan/change-plan.ts';
import { importFeed } from '../../src/service/imports/import-feed.ts';
import type { CatalogLog } from '../../src/store/contract/catalog-log.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { contentHash } from '../../src/store/sqlite/revisions.ts';
import { storeOn } from '../../src/store/sqlite/store.ts';
import { seededFile } from '../support/processes/changing-app.ts';

/** Copies of the public catalogs, which are not ours to publish: where they are not beside the project, the test is skipped. */
const DATA = process.env.SHARED_DATA ?? new URL('../../../shared/data', import.meta.url).pathname;

const FILES: readonly (readonly [FeedFormat, string, number])[] = [
  ['models-dev-models', 'models-dev-models.json', 231],
  ['models-dev', 'models-dev-api.json', 5276],
  ['litellm', 'litellm-model-prices.json', 2986],
  ['openrouter', 'openrouter-models.json', 336],
  ['genai-prices', 'genai-prices-v2-data.json', 1694],
  ['pi-ai', 'pi-ai-models.json', 1767],
];

async function imported(log: CatalogLog, format: FeedFormat, file: string): Promise<ImportReport> {
  const text = readFileSync(`${DATA}/${file}`, 'utf8');
  const order = { text, asOf: '2026-11-23', acceptGone: false, dryRun: false, author: 'a test', now: new Date('2026-11-23T12:00:00Z') };
  const outcome = await importFeed(log, format, order);
  if (isRefused(outcome)) throw new Error(`${format}: ${outcome.refused.detail}`);
  return outcome;
}

test.skipIf(!existsSync(`${DATA}/models-dev-api.json`))(
  'the public catalogs are imported whole: every row counts once, the same again changes nothing, and no name that moves on is a model',
  { timeout: 600_000 },
  async () => {
    const db = openDatabase(seededFile());
    const log = storeOn(db).catalog;
    for (const [format, file, rows] of FILES) {
      const report = await imported(log, format, file);
      expect([format, report.rows, report.accepted + report.parked + report.rejected]).toEqual([format, rows, rows]);
      expect(report.accepted).toBeGreaterThan(rows / 10);
      expect([format, report.details.rejected.filter(({ code }) => code === 'malformed')]).toEqual([format, []]);
    }
    // a second time each is checked against those that came after it; then nothing is left to change
    for (const [format, file] of FILES)
      expect([format, (await imported(log, format, file)).changes]).toMatchObject([format, { new: 0, gone: 0 }]);
    for (const [format, file] of FILES) expect([format, (await imported(log, format, file)).revision]).toEqual([format, null]);
    const { revision, hash, models, offers, claims } = await log.read();
    expect(contentHash(db, revision)).toBe(hash);
    expect(offers.length).toBeGreaterThan(3000);
    const spoken = new Set(claims.filter(({ retired_in }) => retired_in === null).map(({ subject }) => subject));
    expect(offers.filter(({ id, provider }) => provider !== 'self-hosted' && !spoken.has(id))).toEqual([]);
    expect(models.filter(({ id }) => /latest|(?:^|[/-])auto|router|^zhipuai|deepseek-(?:chat|reasoner)$/.test(id))).toEqual([]);
    const kinds = claims.filter(({ attribute, retired_in }) => attribute === 'kind' && retired_in === null);
    expect(kinds.filter(({ subject }) => subject.includes('@'))).toEqual([]);
    const ofKind = new Set(kinds.map(({ subject }) => subject));
    expect(models.filter(({ id }) => !ofKind.has(id)).length).toBeLessThan(models.length / 20);
    db.close();
  },
);
