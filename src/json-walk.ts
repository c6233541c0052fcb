/** The steps from the whole text to what is at hand: keys of objects and indexes of lists. Only valid during the call: the walk goes on in it. */
export type JsonPath = readonly (string | number)[];

/** What a walk over the text of a JSON value tells. */
export type JsonVisitor = {
  /** An object or a list begins, `depth` levels deep (1: the outermost); the path is that of the object or list. False ends the walk. */
  readonly open?: (depth: number, path: JsonPath) => boolean;
  /** A key, which is the last step of the path; `isRepeated`: its object had the same one before. */
  readonly key?: (key: string, isRepeated: boolean, path: JsonPath) => void;
  /** A string, keys included, after `key`. */
  readonly string?: (value: string, path: JsonPath) => void;
  /** A number as it is written. */
  readonly number?: (literal: string, path: JsonPath) => void;
};

type Level = { readonly keys: Set<string> | null };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Walks JSON text and tells what `JSON.parse` keeps to itself: it lets the last of two equal keys win, makes 1e400 infinite and takes any depth
 * (RFC 8259 sections 4, 6 and 9). One pass without recursion, so that no text overflows a stack. Never throws: of text that is not JSON it
 * tells something, and it is for `JSON.parse` to refuse it.
 */
export function walkJson(text: string, visitor: JsonVisitor): void {
  const levels: Level[] = [];
  const path: (string | number)[] = [];
  let isKeyNext = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      const end = endOfString(text, at);
      const keys = isKeyNext ? levels.at(-1)?.keys : null;
      if (keys) visitKey(stringIn(text, at, end), keys, path, visitor);
      if (visitor.string) visitor.string(stringIn(text, at, end), path);
      isKeyNext = false;
      at = end;
    } else if (character === 0x7b || character === 0x5b) {
      if (visitor.open?.(levels.length + 1, path) === false) return;
      isKeyNext = character === 0x7b;
      levels.push({ keys: isKeyNext ? new Set() : null });
      path.push(isKeyNext ? '' : 0);
    } else if (character === 0x7d || character === 0x5d) {
      levels.pop();
      path.pop();
      isKeyNext = false;
    } else if (character === 0x2c) {
      isKeyNext = levels.at(-1)?.keys != null;
      const index = path.at(-1);
      if (typeof index === 'number') path[path.length - 1] = index + 1;
    } else if (visitor.number && (character === 0x2d || (character >= 0x30 && character <= 0x39))) {
      const end = endOfNumber(text, at);
      visitor.number(text.slice(at, end), path);
      at = end - 1;
    }
  }
}

function visitKey(key: string, keys: Set<string>, path: (string | number)[], { key: visit }: JsonVisitor): void {
  path[path.length - 1] = key;
  visit?.(key, keys.has(key), path);
  keys.add(key);
}

/** The index of the closing quotation mark; of a string that is cut off, the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && '+-.0123456789eE'.includes(text.charAt(at))) at++;
  return at;
}

/** What a string in the text says; of one with a broken escape, its characters as they are. */
function stringIn(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}
