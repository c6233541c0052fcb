/** No name of ours is longer. A longer one in a feed can only be an accident or an attack. */
const MAX_NAME_LENGTH = 300;
/** Printable ASCII; the characters of markup and escapes are refused beside it. */
const PLAIN_NAME = /^[\x20-\x7e]+$/;
const MARKUP = /[<>"'`\\{}|^]/;

/**
 * The form in which names are compared: NFKC, lower case, every run of other characters than letters and digits one `-`. Null where the
 * result is not plain ASCII: a letter that only looks like a Latin one (Cyrillic `о`) must not match it.
 */
export function normalForm(name: string): string | null {
  const plain = plainName(name);
  if (plain === null) return null;
  const form = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return form === '' ? null : form;
}

/** The name as part of an id: the normal form with its dots kept (`glm-4.6`). Null where nothing is left or it is longer than 100 characters. */
export function slugOf(name: string): string | null {
  const plain = plainName(name);
  if (plain === null) return null;
  const slug = plain
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/[.-]*-[.-]*|\.{2,}/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return slug === '' || slug.length > MAX_SLUG_LENGTH ? null : slug;
}

const MAX_SLUG_LENGTH = 100;

function plainName(name: string): string | null {
  if (name.length > MAX_NAME_LENGTH) return null;
  const folded = name.normalize('NFKC');
  return PLAIN_NAME.test(folded) && !MARKUP.test(folded) ? folded.toLowerCase() : null;
}

/** Control characters, and those that change the direction of text or can't be seen (Unicode general categories Cc, Cf, Cs, Co, Cn). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;

/** Whether a text has characters that can't be seen, so that it would show something else than it holds. */
export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text) || !text.isWellFormed();
}

/** A feed's text made safe to show: no invisible characters, no markup, at most `longest` characters. Empty where nothing is left. */
export function shownText(text: string, longest: number): string {
  return text
    .slice(0, longest * 4)
    .toWellFormed()
    .replaceAll(/<[^<>]{0,200}>/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed()
    .trim();
}

const MAX_ROW_LENGTH = 600;

/** The pointer of a row made safe to show. Invisible characters are escaped and not dropped, as different rows have to stay different. */
export function shownRow(row: string): string {
  const seen = row
    .slice(0, MAX_ROW_LENGTH)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return row.length > MAX_ROW_LENGTH ? `${seen}... (${row.length} characters)` : seen;
}
