import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import { walkJson } from '../../json-walk.ts';

/** How deep a JSON text is nested, and the JSON pointers of keys that an object has twice (at most 100 of them). */
export type JsonScan = { readonly depth: number; readonly duplicates: readonly string[] };

const MOST_DUPLICATES = 100;

/** Never throws, whatever the text. */
export function scanJson(text: string): JsonScan {
  const duplicates: string[] = [];
  let deepest = 0;
  walkJson(text, {
    open: (depth) => {
      deepest = Math.max(deepest, depth);
      return true;
    },
    key: (_key, isRepeated, path) => {
      if (isRepeated && duplicates.length < MOST_DUPLICATES) duplicates.push(pointerOf([...path]));
    },
  });
  return { depth: deepest, duplicates };
}
