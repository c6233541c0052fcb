import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision } from '../../src/decisions/decision.ts';
import { decisionTable } from '../../src/decisions/decision-table.ts';

type Entry = { model: string; offer: string | null; raw: unknown };

const recordOf = (
  entries: readonly Entry[],
  out: readonly { model: string; failed: { attribute: string; code: string }[] }[] = [],
): Decision => ({
  head: { chosen: { model: entries[0]?.model, offer: entries[0]?.offer } } as never,
  result: JSON.stringify({
    ranking: entries.map(({ model, offer, raw }, i) => ({
      rank: i + 1,
      model,
      offer,
      score: 0.5,
      contributions: [{ criterion: 'languages', raw, contribution: 0.5 }],
    })),
    excluded: { items: out.map((one) => ({ offer: null, ...one })) },
  }),
  sha256: '',
  imported: null,
  events: [],
});

/** RFC 4180 §2 read back, by hand. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [[]];
  let i = 0;
  while (i < csv.length) {
    let cell = '';
    if (csv[i] === '"') {
      for (i++; csv[i] !== '"' || csv[i + 1] === '"'; i++) {
        cell += csv[i];
        if (csv[i] === '"') i++;
      }
      i++;
    } else while (i < csv.length && csv[i] !== ',' && csv[i] !== '\r') cell += csv[i++];
    rows.at(-1)?.push(cell);
    if (csv[i] === ',') i++;
    else {
      i += 2;
      if (i < csv.length) rows.push([]);
    }
  }
  return rows;
}

test('what is known stands as it is, what is not is empty, and who is out has the reasons', () => {
  const csv = decisionTable(
    recordOf(
      [
        { model: 'a/b', offer: 'a/b@c', raw: ['de', 'en'] },
        { model: 'a/c', offer: null, raw: null },
        { model: 'a/d', offer: null, raw: -1.5 },
      ],
      [
        {
          model: 'a/e',
          failed: [
            { attribute: 'price_input', code: 'unknown' },
            { attribute: 'languages', code: 'missing_members' },
          ],
        },
      ],
    ),
  );
  expect(csv).toBe(
    [
      'rank,model,offer,chosen,score,failed,languages,languages contribution',
      '1,a/b,a/b@c,true,0.5,,de; en,0.5',
      '2,a/c,,false,0.5,,,0.5',
      '3,a/d,,false,0.5,,-1.5,0.5',
      ',a/e,,false,,price_input: unknown; languages: missing_members,,',
      '',
    ].join('\r\n'),
  );
});

test('every text comes back as it was, but that none begins as a formula does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ model: fc.string(), raw: fc.oneof(fc.string(), fc.constantFrom('=1+1', '+1', '-1', '@x', '\tx', '"=1"')) }), {
        minLength: 1,
      }),
      (texts) => {
        const rows = parsed(decisionTable(recordOf(texts.map((one) => ({ ...one, offer: null })))));
        for (const [i, { model, raw }] of texts.entries()) {
          const cells = rows[i + 1] as string[];
          expect(cells).toHaveLength(8);
          for (const [cell, text] of [
            [cells[1], model],
            [cells[6], raw],
          ] as const) {
            expect(cell === text || cell === `'${text}`).toBe(true);
            expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
          }
        }
      },
    ),
  );
});
