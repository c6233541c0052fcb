import type { Path } from '../../catalog/seed/seed-fault.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { readCsv } from '../rows/read-csv.ts';
import { readClaimRows } from './claim-rows.ts';
import type { ClaimFileReader } from './parsed-claims.ts';

export const CLAIM_COLUMNS = [
  'subject',
  'attribute',
  'value',
  'unit',
  'as_of',
  'source_title',
  'source_locator',
  'source_kind',
  'confidence',
  'conditions',
  'note',
] as const;
/** What only results of benchmarks have; a file may leave these columns out. */
const RESULT_COLUMNS = ['mode_thinking', 'mode_effort', 'mode_tools', 'mode_harness', 'items', 'se'] as const;
type Column = (typeof CLAIM_COLUMNS)[number] | (typeof RESULT_COLUMNS)[number];
const KNOWN: ReadonlySet<string> = new Set([...CLAIM_COLUMNS, ...RESULT_COLUMNS]);

const NOTHING = { attributes: [], providers: [], models: [], offers: [], sources: [] };

/** Claims as a table: these columns in any order, with or without those of results, list members separated by `;`, an empty cell for a member left out. */
export const readClaimsCsv: ClaimFileReader = (text, context) => {
  if (text.trim() === '') return { broken: 'the file is empty' };
  const { records, broken } = readCsv(text);
  const [header, ...lines] = records;
  if (broken !== null || header === undefined) return { broken: `no CSV (RFC 4180): ${broken ?? 'the file has no lines'}` };
  const missing = CLAIM_COLUMNS.filter((column) => !header.cells.includes(column));
  const foreign = header.cells.filter((cell, index) => !KNOWN.has(cell) || header.cells.indexOf(cell) !== index);
  if (missing.length > 0 || foreign.length > 0)
    return {
      broken: `the first line has to name the columns ${CLAIM_COLUMNS.join(',')}, may name ${RESULT_COLUMNS.join(',')}, and no others: ${[
        ...missing.map((column) => `${column} is missing`),
        ...foreign.map((cell) => `${cell.slice(0, 60)} is unknown or there twice`),
      ].join(', ')}`.slice(0, 600),
    };
  const vocabulary = { attributes: context.attributes, sources: new Set(context.sources.keys()) };
  return {
    count: lines.length,
    declared: NOTHING,
    ...readClaimRows(
      lines.map(({ line, cells }) => ({
        row: `line ${line}`,
        json: cells.length === header.cells.length ? claimOf(header.cells, cells, context.attributes) : null,
        at: (path) => locationOf(line, path, cells.length === header.cells.length),
      })),
      vocabulary,
    ),
    faults: [],
  };
};

function claimOf(header: readonly string[], cells: readonly string[], attributes: ReadonlyMap<string, Attribute>): Record<string, unknown> {
  const cell = (column: Column) => {
    const text = cells[header.indexOf(column)] ?? '';
    return text === '' ? undefined : text;
  };
  const source = { kind: cell('source_kind'), title: cell('source_title'), locator: cell('source_locator') };
  const claim = {
    subject: cell('subject'),
    attribute: cell('attribute'),
    value: typedValue(cell('value'), attributes.get(cell('attribute') ?? '')),
    unit: cell('unit'),
    as_of: cell('as_of') ?? null,
    confidence: cell('confidence'),
    conditions: cell('conditions'),
    note: cell('note'),
    source: withoutUndefined(source),
    mode: modeOf(cell),
    items: numberOrText(cell('items')),
    se: numberOrText(cell('se')),
  };
  return withoutUndefined(claim);
}

function modeOf(cell: (column: Column) => string | undefined): Record<string, unknown> | undefined {
  const mode = withoutUndefined({
    thinking: booleanOrText(cell('mode_thinking')),
    effort: cell('mode_effort'),
    tools: booleanOrText(cell('mode_tools')),
    harness: cell('mode_harness'),
  });
  return Object.keys(mode).length === 0 ? undefined : mode;
}

function withoutUndefined(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** The value in the type of its attribute. A text that is not of the type stays a text, and the check of the claim refuses it. */
function typedValue(text: string | undefined, attribute: Attribute | undefined): unknown {
  if (text === undefined || attribute === undefined) return text;
  switch (attribute.type) {
    case 'number':
      return numberOrText(text);
    case 'boolean':
      return booleanOrText(text);
    case 'set':
      return text.split(';').map((member) => member.trim());
    case 'string':
    case 'date':
      return text;
  }
}

function numberOrText(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : text;
}

function booleanOrText(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** `line 3, source_title`; the line alone where its number of cells is wrong. */
function locationOf(line: number, path: Path, whole: boolean): string {
  const column = (path[0] === 'source' || path[0] === 'mode') && path.length > 1 ? path.slice(0, 2).map(String).join('_') : path[0];
  if (!whole) return `line ${line}: not as many cells as the first line`;
  return column === undefined ? `line ${line}` : `line ${line}, ${String(column)}`;
}
