import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

const SRC = new URL('../../../src/', import.meta.url).pathname;

export type Run = { child: ChildProcess; out: () => string; err: () => string; ended: Promise<number | null> };

/** A program of src/ in a process of its own, killed when the test is over. Nothing of this process's environment but PATH is in its own. */
export function run(program: string, env: Record<string, string>, args: readonly string[] = []): Run {
  const settings = { PATH: process.env.PATH ?? '', ...env };
  const child = spawn(process.execPath, [`${SRC}${program}`, ...args], { env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  return { child, out: () => out, err: () => err, ended: once(child, 'close').then(([code]) => code) };
}

/** The port of the service, once it listens. */
export async function portOf({ out, err, child }: Run): Promise<number> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const port = /listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(out())?.[1];
    if (port) return Number(port);
    if (child.exitCode !== null) break;
    await wait(20);
  }
  throw new Error(`not listening: ${err()}`);
}
