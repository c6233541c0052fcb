import { pointerTo } from '../words/request-fault.ts';

/** JSON Pointers of the members in which two JSON values differ, in the order of the first value; at most `limit` of them. */
export function differences(before: unknown, after: unknown, limit: number): string[] {
  const found: string[] = [];
  compare(before, after, [], (path) => {
    found.push(pointerTo(path));
    return found.length < limit;
  });
  return found;
}

/** Reports every difference until `report` returns false; returns false then. */
function compare(
  before: unknown,
  after: unknown,
  path: readonly PropertyKey[],
  report: (path: readonly PropertyKey[]) => boolean,
): boolean {
  if (!isComposite(before) || !isComposite(after) || Array.isArray(before) !== Array.isArray(after))
    return Object.is(before, after) || report(path);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.every((name) => {
    const step = [...path, name];
    if (!Object.hasOwn(before, name) || !Object.hasOwn(after, name)) return report(step);
    return compare(before[name], after[name], step, report);
  });
}

function isComposite(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
