/**
 * A name as it is compared: small letters and digits alone, without accents, so that "Côte d’Ivoire" and "cote d'ivoire" are one.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Codes by the keys of their English names, the long and the short ("United Kingdom", "UK"). Of two codes with one name the first has it.
 * Warning: the names are those of the Unicode CLDR that the runtime ships; a later one may know a country by another name besides.
 */
export function codesByName(type: 'language' | 'region', codes: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, code] of namesOf(type, codes)) {
    const key = nameKey(name);
    if (!found.has(key)) found.set(key, code);
  }
  return found;
}

/** The English names of codes as they are written, each with its code. */
export function namesOf(type: 'language' | 'region', codes: Iterable<string>): (readonly [name: string, code: string])[] {
  const displays = (['long', 'short'] as const).map((style) => new Intl.DisplayNames('en', { type, style, fallback: 'none' }));
  return [...codes].flatMap((code) => displays.flatMap((display) => spellings(display.of(code)).map((name) => [name, code] as const)));
}

/** "Myanmar (Burma)" is two names. */
function spellings(name: string | undefined): string[] {
  if (name === undefined) return [];
  const [, first, second] = /^(.+) \((.+)\)$/.exec(name) ?? [];
  return first && second ? [first, second] : [name];
}
