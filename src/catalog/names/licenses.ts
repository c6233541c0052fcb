import type { Catalog } from '../catalog.ts';
import type { Claim } from '../claim.ts';
import { memoizeWeak } from '../memoize.ts';
import { nameKey } from './english-names.ts';

const LICENSE = 'license';
/** What a source calls the licence of a model. */
const LICENSE_NAME = 'license_name';

/** What a catalog knows licences by: ids as they are written, and ids by the keys of their names. */
type LicenseNames = { readonly ids: ReadonlySet<string>; readonly byKey: ReadonlyMap<string, string> };

/**
 * The id of a licence that is given by its id or by a name: `apache-2.0`, "Apache 2.0" and "Apache License, Version 2.0" are `Apache-2.0`. Names are
 * the titles of the licences and what sources call the licence of a model that they also give an id of. What is no name stays as it is.
 */
export function licenseId(catalog: Catalog, text: string): string {
  const { ids, byKey } = licenseNames(catalog);
  return ids.has(text) ? text : (byKey.get(licenseKey(text)) ?? text);
}

/** A name of a licence as it is compared: without the words that all of them share. */
export function licenseKey(text: string): string {
  const words = text.replace(/^LicenseRef-/i, '').split(/[^\p{L}\p{N}.]+/u);
  const own = words.filter((word) => !/^(?:the|licen[cs]e|agreement|version|community|model|of|use)$/i.test(word));
  return own.map((word) => nameKey(word.replace(/^v(?=\d)/i, '').replace(/\.0$/, ''))).join('');
}

const licenseNames = memoizeWeak((catalog: Catalog): LicenseNames => {
  const claimed = [...(catalog.claimsByAttribute.get(LICENSE) ?? [])];
  const ids = new Set([...catalog.licenses.keys(), ...claimed.flatMap(([, claims]) => valuesOf(claims))]);
  const byKey = new Map<string, string | null>();
  for (const id of ids) name(byKey, id, id);
  for (const { id, title } of catalog.licenses.values()) name(byKey, title, id);
  const called = new Map<string, string | null>();
  for (const [subject, claims] of catalog.claimsByAttribute.get(LICENSE_NAME) ?? []) {
    const own = new Set(valuesOf(catalog.claimsByAttribute.get(LICENSE)?.get(subject) ?? []));
    const [id] = own;
    if (id !== undefined && own.size === 1) for (const text of valuesOf(claims)) name(called, text, id);
  }
  // an id or a title says more than what somebody calls it
  const all = [...called, ...byKey].filter((entry): entry is [string, string] => entry[0] !== '' && entry[1] !== null);
  return { ids, byKey: new Map(all) };
});

/** A name of two licences is a name of neither. */
function name(byKey: Map<string, string | null>, text: string, id: string): void {
  const key = licenseKey(text);
  const before = byKey.get(key);
  byKey.set(key, before === undefined || before === id ? id : null);
}

function valuesOf(claims: readonly Claim[]): string[] {
  return claims.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
