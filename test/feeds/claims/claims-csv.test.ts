import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClaimsCsv } from '../../../src/feeds/claims/claims-csv.ts';
import type { ParsedClaims } from '../../../src/feeds/claims/parsed-claims.ts';
import { readCsv } from '../../../src/feeds/rows/read-csv.ts';
import { CONTEXT, faultsOf } from './claim-context.ts';

const HEADER = 'subject,attribute,value,unit,as_of,source_title,source_locator,source_kind,confidence,conditions,note';
const file = (...lines: string[]) => [HEADER, ...lines].join('\r\n');
const read = (text: string): ParsedClaims => {
  const reading = readClaimsCsv(text, CONTEXT);
  if ('broken' in reading) throw new Error(reading.broken);
  return reading;
};

test('a line is a claim; empty cells say nothing, and the source is the operator’s', () => {
  const { count, rows } = read(file('meta/llama-4-scout@groq,price_input,0.08,USD per 1M tokens,2026-11-20,Our contract,annex B,,,,'));
  expect(count).toBe(1);
  expect(rows).toEqual([
    {
      row: 'line 2',
      subject: 'meta/llama-4-scout@groq',
      entry: { attribute: 'price_input', value: 0.08, value_status: 'stated', as_of: '2026-11-20', confidence: 'high' },
      source: { kind: 'operator', title: 'Our contract', locator: 'annex B', license: null, retrieved: null },
    },
  ]);
});

test('a value is read by the type of its attribute; the members of a list stand between semicolons', () => {
  const { rows } = read(
    file(
      'a/b,open_weights,true,,,T,L,vendor,medium,,',
      'a/b,modalities_in,text; image,,,T,L,,,,',
      'a/b,release_date,2026-11-01,,,T,L,,,,',
      'a/b,license,Apache-2.0,,,T,L,,low,for the weights,a note',
      'a/b,price_input,1.5e-1,,,T,L,,,,',
    ),
  );
  expect(rows.map(({ entry }) => entry.value)).toEqual([true, ['text', 'image'], '2026-11-01', 'Apache-2.0', 0.15]);
  expect(rows[3]?.entry).toMatchObject({ as_of: null, confidence: 'low', conditions: 'for the weights', note: 'a note' });
});

test('the columns may stand in any order, also behind a byte order mark', () => {
  const columns = HEADER.split(',').reverse();
  const cells: Record<string, string> = {
    subject: 'a/b',
    attribute: 'open_weights',
    value: 'false',
    source_title: 'T',
    source_locator: 'L',
  };
  const text = `\uFEFF${columns.join(',')}\n${columns.map((column) => cells[column] ?? '').join(',')}\n`;
  expect(read(text).rows).toMatchObject([{ subject: 'a/b', entry: { value: false } }]);
});

test('how a result came about stands in columns of its own, which a file may have all, some or none of', () => {
  const text = [
    `${HEADER},mode_thinking,mode_effort,mode_tools,mode_harness,items,se`,
    'a/b,gpqa_diamond,80.1,,,T,L,vendor,,,,true,high,false,simple-evals,190,2.8',
    'a/b,gpqa_diamond,74.9,,,T,L,vendor,,,,false,,,,,',
    'a/b,gpqa_diamond,74,,,T,L,vendor,,,,,,,,,',
  ].join('\n');
  const { rows, rejected } = read(text);
  expect(rejected).toEqual([]);
  const [whole, thinkingOff, unstated] = rows.map(({ entry }) => entry);
  expect(whole).toMatchObject({
    value: 80.1,
    mode: { thinking: true, effort: 'high', tools: false, harness: 'simple-evals' },
    items: 190,
    se: 2.8,
  });
  expect(thinkingOff?.mode).toEqual({ thinking: false });
  for (const member of ['mode', 'items', 'se']) expect(unstated).not.toHaveProperty(member);
  expect(read(`${HEADER},se\na/b,gpqa_diamond,80,,,T,L,,,,,0.5`).rows[0]?.entry).toMatchObject({ se: 0.5 });
});

test('what can be no mode is at fault in its column, and a price has none', () => {
  const header = `${HEADER},mode_thinking,mode_effort,items`;
  const reading = read(`${header}\na/b,gpqa_diamond,80,,,T,L,,,,,yes,High,many\na/b,price_input,1,,,T,L,,,,,true,,`);
  expect(faultsOf(reading)).toEqual([
    'line 2, mode_thinking malformed',
    'line 2, mode_effort malformed',
    'line 2, items malformed',
    'line 3, mode bad_value',
  ]);
});

test('faults are named by line and column, a line inside quotes counts', () => {
  const reading = readClaimsCsv(
    file(
      'a/b,license,MIT,,,"T, with a comma","two\r\nlines",,,,',
      'a/b,price_input,cheap,EUR,,T,L,,,,',
      'a/b,open_weights,TRUE,,,T,L,,,,',
      'a/b,price_of_tea,1,,,T,L,,,,',
      'a/b,price_input,1,,,,,,,,',
      'a/b,price_input,1',
      'a/b,price_input,0x10,,,T,L,nobody,,,',
    ),
    CONTEXT,
  );
  expect(reading).toMatchObject({ count: 7, rows: [{ row: 'line 2' }] });
  expect(faultsOf(reading)).toEqual([
    'line 4, unit bad_unit',
    'line 4, value bad_value',
    'line 5, value bad_value',
    'line 6, attribute unknown_attribute',
    'line 7, source_title malformed',
    'line 7, source_locator malformed',
    'line 8: not as many cells as the first line malformed',
    'line 9, source_kind malformed',
  ]);
});

test.each([
  ['', /empty/],
  ['subject,attribute\n', /value is missing/],
  [`${HEADER},colour\n`, /colour is unknown/],
  [`${HEADER},note\n`, /note is unknown or there twice/],
  [`${HEADER}\n"a/b`, /line 2: a quote is never closed/],
  [`${HEADER}\n"a"b,`, /line 2: text after a closing quote/],
  [`${HEADER}\na"b,`, /line 2: a quote inside/],
  ['{"claims":[]}', /no CSV/],
])('%j is broken', (text, why) => {
  expect(readClaimsCsv(text, CONTEXT)).toEqual({ broken: expect.stringMatching(why) });
});

test('any table that is written by RFC 4180 reads back the same', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (table) => {
      const text = table.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
      const { records, broken } = readCsv(text);
      expect(broken).toBeNull();
      expect(records.map(({ cells }) => cells)).toEqual(table);
    }),
  );
});

test('cells without quotes, empty ones at the end and empty lines', () => {
  expect(readCsv('a,b,\n\r\n,\nc').records).toEqual([
    { line: 1, cells: ['a', 'b', ''] },
    { line: 3, cells: ['', ''] },
    { line: 4, cells: ['c'] },
  ]);
  expect(readCsv('a,').records).toEqual([{ line: 1, cells: ['a', ''] }]);
});

test('a line without an attribute, and one on an attribute that nothing has, are at fault there and nowhere else', () => {
  const reading = read(file('a/b,,1,,,T,L,,,,', 'a/b,price_of_tea,1,,,T,L,,,,'));
  expect(reading.rejected).toEqual([
    {
      row: 'line 2',
      faults: [
        {
          pointer: 'line 2, attribute',
          code: 'malformed',
          detail: 'Invalid input: expected string, received undefined',
        },
      ],
    },
    { row: 'line 3', faults: [{ pointer: 'line 3, attribute', code: 'unknown_attribute', detail: 'no attribute price_of_tea' }] },
  ]);
});
