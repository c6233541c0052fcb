import { Region } from '../region.ts';
import { codesByName, nameKey, namesOf } from './english-names.ts';

/**
 * The ISO 3166-1 code (or `EU`) of a country that is given by its code in either case or by its English name: `de` and `Germany` are `DE`.
 * Null where it is neither.
 */
export function countryCode(text: string): Region | null {
  const code = Region.safeParse(text.toUpperCase());
  return code.success ? code.data : (codes().get(nameKey(text)) ?? null);
}

/** The English names of countries. */
export function countryNames(): readonly string[] {
  names ??= [...new Set(namesOf('region', Region.options).map(([name]) => name))];
  return names;
}

/** Names that the runtime does not have: former ones, and ones that are said more than written. By `nameKey`. */
const OTHER_NAMES: Readonly<Record<string, Region>> = {
  usa: 'US',
  unitedstatesofamerica: 'US',
  greatbritain: 'GB',
  turkey: 'TR',
  czechrepublic: 'CZ',
  ivorycoast: 'CI',
};

let names: readonly string[] | undefined;
let byName: ReadonlyMap<string, Region> | undefined;

function codes(): ReadonlyMap<string, Region> {
  byName ??= new Map([...Object.entries(OTHER_NAMES), ...(codesByName('region', Region.options) as ReadonlyMap<string, Region>)]);
  return byName;
}
