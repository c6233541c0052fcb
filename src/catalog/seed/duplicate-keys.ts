import { walkJson } from '../../json-walk.ts';
import type { Path } from './seed-fault.ts';

/** Keys that an object of this JSON text has twice, which JSON.parse would let the later one win. */
export function duplicateKeys(text: string): Path[] {
  const found: Path[] = [];
  walkJson(text, {
    key: (_key, isRepeated, path) => {
      if (isRepeated) found.push([...path]);
    },
  });
  return found;
}
