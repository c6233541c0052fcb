import { isUtf8 } from 'node:buffer';
import { type JsonPath, walkJson } from '../json-walk.ts';
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

/** What one reader may understand otherwise than another, in text that `JSON.parse` has taken. */
function ambiguities(text: string): Fault[] {
  const faults: Fault[] = [];
  const report = (path: JsonPath, code: string, detail: string) => faults.push({ ...inBody(path), code, detail });
  walkJson(text, {
    open: (depth, path) => {
      if (depth > MAX_DEPTH) report(path, 'too_deep', `Nesting deeper than ${MAX_DEPTH} levels.`);
      return depth <= MAX_DEPTH;
    },
    key: (key, isRepeated, path) => {
      if (key === '__proto__') report(path, 'forbidden_key', 'A key may not be __proto__.');
      if (isRepeated) report(path, 'duplicate_key', 'The key stands twice in one object.');
    },
    string: (value, path) => {
      if (!value.isWellFormed()) report(path, 'lone_surrogate', 'Half of a surrogate pair is no character.');
    },
    number: (literal, path) => {
      if (!Number.isFinite(Number(literal))) report(path, 'not_finite', 'The number is beyond what a double can hold.');
    },
  });
  return faults;
}
