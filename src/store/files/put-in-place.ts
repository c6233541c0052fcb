import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const PARTIAL = '.partial-';

/** Where a file is made before it gets its name; in the same folder, so that the rename is one step. Clears away what killed processes left. */
export function partialOf(file: string): string {
  const prefix = `${basename(file)}${PARTIAL}`;
  for (const name of readdirSync(dirname(file))) {
    const pid = Number(/^\d+(?=$|-)/.exec(name.startsWith(prefix) ? name.slice(prefix.length) : '')?.[0]);
    if (pid > 0 && !runs(pid)) rmSync(join(dirname(file), name), { force: true });
  }
  return `${file}${PARTIAL}${process.pid}`;
}

/** Removes a partial file with what SQLite lays beside a database while it is read. */
export function removePartial(partial: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${partial}${suffix}`, { force: true });
}

/** Gives a finished file its name: whoever looks finds what was there before or all of the new one, after a power cut too. */
export function putInPlace(partial: string, file: string): void {
  sync(partial);
  renameSync(partial, file);
  sync(dirname(file));
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function runs(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
