import type { Path } from './seed-fault.ts';

/** Keys that an object of this JSON text has twice, which JSON.parse would let the later one win. The text has to be valid JSON. */
export function duplicateKeys(text: string): Path[] {
  const found: Path[] = [];
  /** One entry for every object or list that is open: an object's keys so far, or the index in a list. */
  const open: { readonly keys: Set<string> | null; step: string | number }[] = [];
  for (const { 0: token } of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (token === '{') open.push({ keys: new Set(), step: '' });
    else if (token === '[') open.push({ keys: null, step: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (inner !== undefined && typeof inner.step === 'number') inner.step += 1;
    } else if (token.endsWith(':') && inner?.keys) {
      const key = JSON.parse(token.slice(0, -1)) as string;
      inner.step = key;
      if (inner.keys.has(key)) found.push(open.map(({ step }) => step));
      inner.keys.add(key);
    }
  }
  return found;
}

/** Brackets, commas, and strings with the colon that makes them keys; the colon of a key is the only one outside a string. */
const TOKEN = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\],]/g;
