import type { Pair } from './checkout.ts';

/** What was compared: one question to both, or one command of both. */
export type Compared = {
  readonly kind: string;
  readonly catalog: string;
  /** How to ask it again, for people. */
  readonly what: string;
  /** All that was answered, byte for byte: each character stands for one byte. */
  readonly texts: Pair<string>;
  readonly status: number;
};

export type Findings = {
  readonly compare: (compared: Compared) => void;
  readonly print: () => void;
  readonly different: () => number;
};

type Count = { asked: number; different: number; good: number; refused: number };

/** The first differences are shown, and the first of every further kind; all are counted. */
const SHOWN = 5;
/** A difference of the OpenAPI document may be meant: it is shown by itself. */
export const DOCUMENT = 'openapi.json';
const COLUMNS = ['asked', 'same', 'different', '2xx', '4xx', 'other'] as const;

/** Holds answers against each other, shows the first that differ as they come, and counts all. */
export function findings(): Findings {
  const counts = new Map<string, Map<string, Count>>();
  let different = 0;
  return {
    compare: ({ kind, catalog, what, texts: [before, after], status }) => {
      const count = countOf(counts, kind, catalog);
      count.asked++;
      if (status >= 200 && status < 300) count.good++;
      else if (status >= 400 && status < 500) count.refused++;
      if (before === after) return;
      const isFirst = [...(counts.get(kind)?.values() ?? [])].every((known) => known.different === 0);
      count.different++;
      if (++different > SHOWN && !isFirst) return;
      const note = kind === DOCUMENT ? '\n(the OpenAPI document: this one may be meant)' : '';
      console.log(`DIFFERENT: ${kind}, catalog ${catalog}${note}\n${cut(what, 2000)}\n${parting(before, after)}\n`);
    },
    print: () => printTable(counts),
    different: () => different,
  };
}

function countOf(counts: Map<string, Map<string, Count>>, kind: string, catalog: string): Count {
  const ofKind = counts.get(kind) ?? new Map<string, Count>();
  counts.set(kind, ofKind);
  const count = ofKind.get(catalog) ?? { asked: 0, different: 0, good: 0, refused: 0 };
  ofKind.set(catalog, count);
  return count;
}

/** The place where two texts part, with what stands around it. */
export function parting(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  const around = (text: string) => JSON.stringify(utf8(text.slice(Math.max(0, at - 120), at + 160)));
  return `they part at byte ${at} (of ${before.length} before, ${after.length} after):\n  before: ${around(before)}\n  after:  ${around(after)}`;
}

/** Bytes as the text that they are. */
function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}... (${text.length} characters)` : text;
}

function printTable(counts: ReadonlyMap<string, ReadonlyMap<string, Count>>): void {
  const rows = [...counts].flatMap(([kind, ofKind]) => [...ofKind].map(([catalog, count]) => ({ kind, catalog, ...count })));
  const sum = (of: (count: Count) => number) => rows.reduce((total, row) => total + of(row), 0);
  const all = { asked: sum((row) => row.asked), different: sum((row) => row.different), good: sum((row) => row.good) };
  const total = { kind: 'all', catalog: '', ...all, refused: sum((row) => row.refused) };
  console.log(`${'question'.padEnd(28)}${'catalog'.padEnd(10)}${COLUMNS.map((name) => name.padStart(10)).join('')}`);
  for (const { kind, catalog, asked, different, good, refused } of [...rows, total]) {
    const cells = [asked, asked - different, different, good, refused, asked - good - refused];
    console.log(`${kind.padEnd(28)}${catalog.padEnd(10)}${cells.map((cell) => String(cell).padStart(10)).join('')}`);
  }
}
