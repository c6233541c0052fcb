import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A server in a process of its own, on a free port of 127.0.0.1. */
export type Server = {
  readonly url: string;
  readonly process: ChildProcess;
  /** From the start of the process to the first 200 of /readyz. */
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
};

export const SERVICE = new URL('../src/main.ts', import.meta.url);
export const BARE = new URL('./bare.ts', import.meta.url);

/** As `npm start` has them; for the bare process too. */
const CACHE = new URL('../node_modules/.cache/choose-if', import.meta.url).pathname;
const FLAGS = ['--max-semi-space-size=16'];

/** The most that a start may take: a bench never waits for good. */
const START_MS = 60_000;

/** A bench that fails leaves nothing running. */
const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill();
});

/** The process ends with this one, if not before. */
export function endingWithThis(child: ChildProcess): ChildProcess {
  started.add(child);
  return child.once('exit', () => started.delete(child));
}

/** `options`: the folder and the Node that it runs with, where they are not those of this process. */
export async function startServer(
  program: URL,
  env: Record<string, string>,
  options: Pick<ForkOptions, 'cwd' | 'execPath'> = {},
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = fork(program, {
    ...options,
    execArgv: [...process.execArgv, ...FLAGS],
    env: { ...process.env, LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: CACHE, ...env, PORT: String(port) },
  });
  endingWithThis(child);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program.pathname} ended with ${child.exitCode} instead of listening`);
    if (performance.now() - began > START_MS) throw new Error(`${program.pathname} was not ready within ${START_MS / 1000} s`);
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) break;
    await wait(2);
  }
  const readyMs = performance.now() - began;
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { url, process: child, readyMs, stop };
}

/** Resident memory in MB, by the kernel's account. */
export function residentMb({ process: { pid } }: Server): number {
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kb === undefined) throw new Error('the kernel says no VmRSS of the process');
  return Number(kb) / 1024;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
