import { type Path, pointerOf } from '../../catalog/seed/seed-fault.ts';

/** What JSON.parse does not tell: how deep the text is nested, and the JSON pointers of keys that an object has twice (at most 100 of them). */
export type JsonScan = { readonly depth: number; readonly duplicates: readonly string[] };

const MOST_DUPLICATES = 100;

/** One pass over the characters, without recursion and without regular expressions, so that no text can overflow a stack. Never throws. */
export function scanJson(text: string): JsonScan {
  const duplicates: string[] = [];
  /** One entry for every object or list that is open: an object's keys so far, or the index in a list. */
  const open: { readonly keys: Set<string> | null; step: string | number }[] = [];
  let depth = 0;
  let string: { readonly from: number; readonly to: number } | null = null;
  for (let at = 0; at < text.length; at++) {
    const inner = open.at(-1);
    switch (text[at]) {
      case '"': {
        const from = at++;
        while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
        string = { from, to: at };
        break;
      }
      case '{':
      case '[':
        open.push(text[at] === '{' ? { keys: new Set(), step: '' } : { keys: null, step: 0 });
        depth = Math.max(depth, open.length);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (typeof inner?.step === 'number') inner.step += 1;
        break;
      case ':':
        if (inner?.keys && string !== null) {
          inner.step = keyIn(text.slice(string.from, string.to + 1));
          if (inner.keys.has(inner.step) && duplicates.length < MOST_DUPLICATES)
            duplicates.push(pointerOf(open.map(({ step }): Path[number] => step)));
          inner.keys.add(inner.step);
        }
        break;
    }
  }
  return { depth, duplicates };
}

function keyIn(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
