import { codesByName, nameKey, namesOf } from './english-names.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Languages that ISO 639-1 has no two letters for, and varieties that people ask for by name. */
const FURTHER = ['fil', 'yue', 'ceb', 'haw', 'hmn', 'kok', 'mai', 'bho', 'sat', 'mni', 'ckb', 'pt-BR', 'pt-PT', 'en-GB', 'en-US', 'en-AU'];
const VARIETIES = ['en-CA', 'es-ES', 'es-MX', 'es-419', 'fr-CA', 'fr-CH', 'de-AT', 'de-CH', 'zh-Hans', 'zh-Hant'];

/** Names that the runtime does not have. By `nameKey`. */
const OTHER_NAMES: Readonly<Record<string, string>> = { farsi: 'fa', mandarin: 'zh', flemish: 'nl' };

/**
 * The canonical tag (BCP 47) of a language that is given by its tag or its English name: `EN-us` -> `en-US`, `German` -> `de`. Null where it is
 * neither. What is written as a tag is taken for one, whether or not anybody speaks it; no language has a code of more than three letters.
 */
export function languageTag(text: string): string | null {
  const canonical = canonicalTag(text);
  if (canonical !== null && /^[a-z]{2,3}(?:-|$)/i.test(canonical)) return canonical;
  return tagsByName().get(nameKey(text)) ?? null;
}

/** The English names of languages. */
export function languageNames(): readonly string[] {
  names ??= [...new Set(namesOf('language', codes()).map(([name]) => name))];
  return names;
}

let names: readonly string[] | undefined;
let tags: ReadonlyMap<string, string> | undefined;

/** Made when somebody first asks for a language by its name: it takes some milliseconds. */
function tagsByName(): ReadonlyMap<string, string> {
  tags ??= new Map([...Object.entries(OTHER_NAMES), ...codesByName('language', codes())]);
  return tags;
}

/** `iw` is `he` in an older hand: only codes that are their own canonical form count. */
function codes(): string[] {
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) => canonicalTag(code) === code);
  return [...pairs, ...FURTHER, ...VARIETIES];
}

function canonicalTag(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}
