import type { Decision } from './decision.ts';
import { type RecordedEntry, recordedResult } from './recorded-result.ts';

type Cell = string | number | boolean | null | readonly string[];

/**
 * The options of a decision as CSV (RFC 4180, with a header line): ranked ones with the value and contribution of each criterion, then excluded
 * ones with the reason. An unknown value is an empty cell, never 0.
 */
export function decisionTable({ head, result }: Decision): string {
  const { ranking, excluded } = recordedResult(result);
  const criteria = (ranking[0]?.contributions ?? []).map(nameOf);
  const columns = ['rank', 'model', 'offer', 'chosen', 'score', 'failed'];
  const header = [...columns, ...criteria.flatMap((name) => [name, `${name} contribution`])];
  const blank = criteria.flatMap((): Cell[] => [null, null]);
  const isChosen = (option: { model: string; offer: string | null }) =>
    option.model === head.chosen.model && option.offer === head.chosen.offer;
  const ranked = ranking.map((entry): Cell[] => [
    entry.rank,
    entry.model,
    entry.offer,
    isChosen(entry),
    entry.score,
    null,
    ...entry.contributions.flatMap(({ raw, contribution }): Cell[] => [raw, contribution]),
  ]);
  const out = excluded.items.map(({ model, offer, failed }): Cell[] => [
    null,
    model,
    offer,
    false,
    null,
    failed.map(({ attribute, code }) => `${attribute}: ${code}`),
    ...blank,
  ]);
  return [header, ...ranked, ...out].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function nameOf({ criterion, attribute }: RecordedEntry['contributions'][number]): string {
  return attribute === undefined ? criterion : `${criterion}: ${attribute}`;
}

/** An apostrophe keeps a spreadsheet from reading text as a formula (OWASP, CSV injection). Numbers stay numbers. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? cell : cell.join('; ');
  const plain = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
