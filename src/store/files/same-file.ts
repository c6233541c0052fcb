import { type Stats, statSync } from 'node:fs';

/** What lies under a path; null where nothing does. */
export function found(file: string): Stats | null {
  return statSync(file, { throwIfNoEntry: false }) ?? null;
}

/** Whether two paths are one file, by whatever links. */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [found(a), found(b)];
  return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;
}
