import type { Catalog } from '../catalog.ts';
import { type Attribute, isArea, isCountry } from '../vocabulary.ts';
import { countryCode } from './countries.ts';
import { languageTag } from './languages.ts';
import { licenseId } from './licenses.ts';

/**
 * A value of a text attribute as the catalog writes it, whether it is given by its code or by its English name: languages, countries, areas and
 * licences. Null where it is no language or no country at all; every other text stays as it is.
 */
export function canonicalValue(catalog: Catalog, attribute: Attribute, text: string): string | null {
  if (isCountry(attribute)) return countryCode(text);
  if (isArea(attribute)) return countryCode(text)?.toLowerCase() ?? text;
  if (attribute.format === 'bcp47') return languageTag(text);
  return attribute.format === 'spdx' ? licenseId(catalog, text) : text;
}
