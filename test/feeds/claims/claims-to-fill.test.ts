import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { type Gap, gapsOf } from '../../../src/catalog/completeness/gaps.ts';
import { claimsToFill } from '../../../src/feeds/claims/claims-to-fill.ts';
import { isRefused } from '../../../src/feeds/plan/change-plan.ts';
import { readCsv } from '../../../src/feeds/rows/read-csv.ts';
import { importFeed } from '../../../src/service/imports/import-feed.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { attributeOf } from '../../support/catalogs/fixture.ts';
import { seededFile } from '../../support/processes/changing-app.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';

const TODAY = '2026-11-28';
const NOW = new Date(`${TODAY}T12:00:00Z`);
const ORDER = { asOf: TODAY, acceptGone: false, dryRun: false, author: 'a contributor', now: NOW };

/** Numbers that a leader lacks in the real seed: of one leader and of another. */
async function seeded() {
  const { catalog: log } = storeOn(newDatabase(seededFile()));
  const current = async () => compileCatalog(await log.read());
  const gaps = async () => gapsOf(await current(), TODAY);
  const numbers = (await gaps()).filter(({ attribute }) => attribute.type === 'number' && attribute.unit !== null).slice(0, 3);
  const importing = async (format: 'claims-json' | 'claims-csv', text: string) => {
    const report = await importFeed(log, format, { ...ORDER, text });
    if (isRefused(report)) throw new Error(report.refused.detail);
    return report;
  };
  return { gaps, numbers, importing, current };
}

const keyOf = ({ subject, attribute }: Gap) => `${subject} ${attribute.id}`;
const SOURCE = { title: 'Model card', locator: 'https://example.org/card' };

test('JSON: what was filled in is imported and is no gap any more, what was not is rejected row by row', async () => {
  const { gaps, numbers, importing, current } = await seeded();
  const file = JSON.parse(claimsToFill('claims-json', numbers));
  expect(await importing('claims-json', JSON.stringify(file))).toMatchObject({ rows: 3, accepted: 0, rejected: 3, revision: null });

  Object.assign(file.claims[0], { value: 61.5, as_of: '2026-11-01' });
  Object.assign(file.claims[0].source, SOURCE);
  Object.assign(file.claims[1], { value_status: 'not_found', as_of: '2026-11-02' });
  Object.assign(file.claims[1].source, SOURCE);
  const report = await importing('claims-json', JSON.stringify(file));
  expect(report).toMatchObject({ rows: 3, accepted: 2, rejected: 1, revision: 2, details: { rejected: [{ row: '/claims/2' }] } });
  const [found, lookedFor, left] = numbers.map(keyOf);
  const open = (await gaps()).map(keyOf);
  expect([open.includes(found as string), open.includes(lookedFor as string), open.includes(left as string)]).toEqual([false, false, true]);
  const { attribute, subject } = numbers[0] as Gap;
  const [claim] = (await current()).claimsByAttribute.get(attribute.id)?.get(subject) ?? [];
  expect(claim).toMatchObject({ value: 61.5, as_of: '2026-11-01', confidence: 'medium' });
});

test('CSV: the same, filled in as in a spreadsheet', async () => {
  const { gaps, numbers, importing } = await seeded();
  const [header, ...rows] = readCsv(claimsToFill('claims-csv', numbers)).records.map(({ cells }) => [...cells]);
  const row = rows[0] as string[];
  for (const [column, cell] of Object.entries({ value: '61.5', source_title: SOURCE.title, source_locator: SOURCE.locator }))
    row[header?.indexOf(column) as number] = cell;
  const text = [header, ...rows].map((cells) => `${cells?.map((cell) => `"${cell}"`).join(',')}\n`).join('');
  expect(await importing('claims-csv', text)).toMatchObject({ rows: 3, accepted: 1, rejected: 2, revision: 2 });
  expect((await gaps()).map(keyOf)).not.toContain(keyOf(numbers[0] as Gap));
});

test('a claim to fill in has its unit, and proposes the vendor for what it decides and others for what is measured', () => {
  const decided = attributeOf('window', { unit: 'tokens, "in all"' });
  const measured = attributeOf('score', { nature: 'measured' });
  const wanted = [decided, measured].map((attribute) => ({ subject: 'lab/a', attribute }));
  expect(JSON.parse(claimsToFill('claims-json', wanted))).toEqual({
    claims: [
      {
        subject: 'lab/a',
        attribute: 'window',
        value: null,
        unit: 'tokens, "in all"',
        as_of: null,
        confidence: 'medium',
        source: { kind: 'vendor', title: '', locator: '' },
      },
      {
        subject: 'lab/a',
        attribute: 'score',
        value: null,
        as_of: null,
        confidence: 'medium',
        source: { kind: 'independent', title: '', locator: '' },
      },
    ],
  });
  expect(
    readCsv(claimsToFill('claims-csv', wanted))
      .records.slice(1)
      .map(({ cells }) => cells.slice(0, 8)),
  ).toEqual([
    ['lab/a', 'window', '', 'tokens, "in all"', '', '', '', 'vendor'],
    ['lab/a', 'score', '', '', '', '', '', 'independent'],
  ]);
});
