import type { Attribute } from '../../catalog/vocabulary.ts';
import type { ClaimFormat } from '../formats/market-feeds.ts';
import { CLAIM_COLUMNS } from './claims-csv.ts';

/** A claim that somebody is asked to find. */
export type WantedClaim = { readonly subject: string; readonly attribute: Attribute };

/**
 * A file of claims to be filled in, with value, day and source left empty; it is read by the import of its format. A row that was not filled in
 * is rejected there and the others are taken.
 */
export function claimsToFill(format: ClaimFormat, wanted: readonly WantedClaim[]): string {
  return format === 'claims-csv' ? csvToFill(wanted) : jsonToFill(wanted);
}

function jsonToFill(wanted: readonly WantedClaim[]): string {
  const claims = wanted.map(({ subject, attribute }) => ({
    subject,
    attribute: attribute.id,
    value: null,
    ...(attribute.unit === null ? {} : { unit: attribute.unit }),
    as_of: null,
    confidence: 'medium',
    source: { kind: sourceKind(attribute), title: '', locator: '' },
  }));
  return `${JSON.stringify({ claims }, null, 2)}\n`;
}

function csvToFill(wanted: readonly WantedClaim[]): string {
  const rows = wanted.map(({ subject, attribute }) => {
    const cells: Readonly<Record<string, string>> = {
      subject,
      attribute: attribute.id,
      unit: attribute.unit ?? '',
      source_kind: sourceKind(attribute),
      confidence: 'medium',
    };
    return CLAIM_COLUMNS.map((column) => quoted(cells[column] ?? ''));
  });
  return [CLAIM_COLUMNS, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

/** Who mostly says it: the vendor what it decides itself, others what is measured. `operator`, which would beat all others, is never proposed. */
function sourceKind({ nature }: Attribute): 'vendor' | 'independent' {
  return nature === 'decided' ? 'vendor' : 'independent';
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
