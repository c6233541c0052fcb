import { writeFileSync } from 'node:fs';
import { type Gap, gapsOf } from '../catalog/completeness/gaps.ts';
import { indexCatalog } from '../catalog/derived/index-catalog.ts';
import { claimsToFill } from '../feeds/claims/claims-to-fill.ts';
import type { CatalogLog } from '../store/contract/catalog-log.ts';

export type GapsWanted = {
  /** YYYY-MM-DD. */
  readonly on: string;
  /** How many at most. */
  readonly limit: number;
  /** The file to write; left out: none. One that ends in .csv is of claims-csv, any other of claims-json. */
  readonly out?: string | undefined;
  readonly json: boolean;
};

/** What is worth finding next, as text; written to a file to fill in where one is named. Throws where that file is there already. */
export async function gapsText(log: CatalogLog, { on, limit, out, json }: GapsWanted): Promise<string> {
  const all = gapsOf(indexCatalog(await log.read()), on);
  const gaps = all.slice(0, limit);
  // what somebody has begun to fill in is not written over
  if (out !== undefined) writeFileSync(out, claimsToFill(formatOf(out), gaps), { flag: 'wx' });
  if (json) return `${JSON.stringify(gaps.map(({ attribute, ...gap }) => ({ ...gap, attribute: attribute.id })))}\n`;
  const written =
    out === undefined
      ? []
      : [`Written to ${out}: fill in value, as_of and source, then`, `npm run catalog -- import ${formatOf(out)} ${out}`];
  return [...gaps.map(lineOf), '', `${gaps.length} of ${all.length} gaps.`, ...written, ''].join('\n');
}

function formatOf(out: string): 'claims-csv' | 'claims-json' {
  return out.endsWith('.csv') ? 'claims-csv' : 'claims-json';
}

function lineOf({ weight, attribute, subject }: Gap): string {
  const { id, type, unit, values, title } = attribute;
  const form = values === undefined ? type : values.join('|');
  return `${weight.toFixed(3).padStart(7)}  ${id.padEnd(28)} ${subject}  (${title}: ${form}${unit === null ? '' : `, ${unit}`})`;
}
