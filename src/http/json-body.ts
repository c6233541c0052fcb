import { isUtf8 } from 'node:buffer';
import { type Fault, inBody } from '../service/faults.ts';

const MAX_DEPTH = 32;

export type Read = { readonly value: unknown } | { readonly detail: string; readonly errors?: readonly Fault[] };

/**
 * JSON of which every consumer reads the same: UTF-8, no key twice in an object, no `__proto__`, no number beyond
 * double range, no half of a character (I-JSON, RFC 7493 §2).
 */
export function readJson(body: Buffer): Read {
  if (body.length === 0) return { detail: 'The body is empty; JSON is expected.' };
  if (!isUtf8(body)) return { detail: 'The body is not UTF-8.' };
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8's message quotes the body: only the place is taken from it.
    const at = / at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(String(error))?.[1];
    return { detail: at === undefined ? 'The body is not valid JSON.' : `The body is not valid JSON: see character ${Number(at) + 1}.` };
  }
  const errors = ambiguities(text);
  return errors.length === 0 ? { value } : { detail: 'The body is JSON that not every reader understands alike.', errors };
}

/**
 * Walks text that JSON.parse took already, so that only strings, brackets and numbers matter. JSON.parse itself lets the last of
 * two equal keys win, makes 1e400 infinite and takes any depth (RFC 8259 §4, §6, §9).
 */
function ambiguities(text: string): Fault[] {
  const faults: Fault[] = [];
  const path: (string | number)[] = [];
  const keys: (Set<string> | null)[] = [];
  const report = (code: string, detail: string) => faults.push({ ...inBody(path), code, detail });
  let expectKey = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      const end = endOfString(text, i);
      const raw = text.slice(i + 1, end);
      const string: string = raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
      const seen = keys.at(-1);
      if (expectKey && seen) {
        path[path.length - 1] = string;
        if (string === '__proto__') report('forbidden_key', 'A key may not be __proto__.');
        if (seen.has(string)) report('duplicate_key', 'The key stands twice in one object.');
        seen.add(string);
        expectKey = false;
      }
      if (!string.isWellFormed()) report('lone_surrogate', 'Half of a surrogate pair is no character.');
      i = end;
    } else if (c === 0x7b || c === 0x5b) {
      const isObject = c === 0x7b;
      if (keys.length === MAX_DEPTH) {
        report('too_deep', `Nesting deeper than ${MAX_DEPTH} levels.`);
        return faults;
      }
      keys.push(isObject ? new Set() : null);
      path.push(isObject ? '' : 0);
      expectKey = isObject;
    } else if (c === 0x7d || c === 0x5d) {
      keys.pop();
      path.pop();
      expectKey = false;
    } else if (c === 0x2c) {
      expectKey = keys.at(-1) !== null;
      const index = path.at(-1);
      if (typeof index === 'number') path[path.length - 1] = index + 1;
    } else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      const end = endOfNumber(text, i);
      if (!Number.isFinite(Number(text.slice(i, end)))) report('not_finite', 'The number is beyond what a double can hold.');
      i = end - 1;
    }
  }
  return faults;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}

function endOfNumber(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && '+-.0123456789eE'.includes(text.charAt(i))) i++;
  return i;
}
