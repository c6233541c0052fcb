import type { BrokenFeed } from './parsed-feed.ts';
import { scanJson } from './scan-json.ts';

/** Far more levels than any feed has (at most 11); a deeper text is an attack on whoever walks the value. */
const DEEPEST = 64;

export type ReadJson = { readonly json: unknown; readonly duplicates: readonly string[] };

/** The value of a JSON text with the pointers of keys that an object has twice, or what the text is instead of JSON. */
export function readJson(text: string): ReadJson | BrokenFeed {
  const start = text.slice(0, 200).trimStart();
  if (text.trim() === '') return { broken: 'the file is empty' };
  if (start.startsWith('<')) return { broken: 'the file is HTML or XML, not JSON' };
  const { depth, duplicates } = scanJson(text);
  if (depth > DEEPEST) return { broken: `the JSON is nested ${depth} levels deep; no feed goes beyond ${DEEPEST}` };
  try {
    return { json: JSON.parse(text), duplicates };
  } catch {
    return { broken: 'the file is no valid JSON: it is cut off or damaged' };
  }
}
