/** No name of ours is longer; a feed's that is can only be an accident or an attack. */
const LONGEST_NAME = 300;
/** Printable ASCII without what only markup or an escape would need. */
const PLAIN_NAME = /^[\x20-\x7e]+$/;
const MARKUP = /[<>"'`\\{}|^]/;

/**
 * The form in which names are compared: NFKC, lower case, every run of other characters than letters and digits one `-`. Null where the
 * name is no plain ASCII then: a letter that only looks like one of ours (Cyrillic `о`) must never stand for it.
 */
export function normalForm(name: string): string | null {
  const plain = plainName(name);
  if (plain === null) return null;
  const form = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return form === '' ? null : form;
}

/** The name as part of an id: as the normal form, but with the dots kept (`glm-4.6`). */
export function slugOf(name: string): string | null {
  const plain = plainName(name);
  if (plain === null) return null;
  const slug = plain
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/[.-]*-[.-]*|\.{2,}/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return slug === '' || slug.length > LONGEST_SLUG ? null : slug;
}

const LONGEST_SLUG = 100;

function plainName(name: string): string | null {
  if (name.length > LONGEST_NAME) return null;
  const folded = name.normalize('NFKC');
  return PLAIN_NAME.test(folded) && !MARKUP.test(folded) ? folded.toLowerCase() : null;
}

/** Control characters, and those that only turn the direction of text or hide in it (Unicode general categories Cc and Cf). */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;

/** Whether a text of a feed could show something else than it holds. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text) || !text.isWellFormed();
}

/** A feed's text as it can be shown to people: nothing unseen in it, no markup, of bounded length. Empty where nothing is left. */
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

const LONGEST_ROW = 600;

/** The place of a row as it can be shown: what can't be seen is escaped, as different places have to stay different. */
export function shownRow(row: string): string {
  const seen = row
    .slice(0, LONGEST_ROW)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return row.length > LONGEST_ROW ? `${seen}... (${row.length} characters)` : seen;
}
