import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { AnalysisReply } from '../scoring/analysis/reply.ts';
import type { AnalysisRequest } from '../scoring/analysis/request.ts';
import { unavailable } from './unavailable.ts';

/** `lost`: threads that died, mostly because an analysis took more memory than a thread has. */
export type PoolLoad = { readonly waiting: number; readonly running: number; readonly lost: number };

export type AnalysisPool = {
  /** Rejects with an AbortError when the signal fires: the thread is stopped, not waited for. */
  readonly run: (request: AnalysisRequest, signal: AbortSignal) => Promise<AnalysisReply>;
  /** True when the queue is full: another request would wait longer than its caller does. */
  readonly full: () => boolean;
  readonly load: () => PoolLoad;
  readonly close: () => Promise<void>;
};

const WAITING_PER_THREAD = 8;
const IDLE_MS = 30_000;
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
/** Memory of a thread: many times what the largest analysis within the work budget takes. A thread that needs more ends alone. */
const MAX_MB = 512;

/** Threads for analyses, so that none holds up the event loop. One core is left to it; threads start with the first request. */
export function analysisPool(maxMb: number = MAX_MB): AnalysisPool {
  const threads = Math.max(1, availableParallelism() - 1);
  const waiting = threads * WAITING_PER_THREAD;
  let running = 0;
  let lost = 0;
  let pool: Piscina<AnalysisRequest, AnalysisReply> | null = null;
  const started = (): Piscina<AnalysisRequest, AnalysisReply> => {
    if (pool) return pool;
    pool = new Piscina<AnalysisRequest, AnalysisReply>({
      filename: new URL('../scoring/analysis/reply.ts', import.meta.url).href,
      name: 'replyTo',
      // not 0: after a thread was stopped, one has to start for the requests that wait
      minThreads: 1,
      maxThreads: threads,
      maxQueue: waiting,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: maxMb },
    });
    // a thread that dies while it has nothing to do: without a listener that would end the process
    pool.on('error', () => lost++);
    return pool;
  };
  return {
    run: async (request, signal) => {
      running++;
      try {
        return await started().run(request, { signal });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === OUT_OF_MEMORY) lost++;
        throw error;
      } finally {
        running--;
      }
    },
    full: () => pool !== null && pool.queueSize >= waiting,
    load: () => ({ waiting: pool?.queueSize ?? 0, running: Math.max(0, running - (pool?.queueSize ?? 0)), lost }),
    close: async () => {
      await pool?.destroy();
    },
  };
}

/** When the caller stops waiting. Called only where work goes to another thread, so that most answers need no signal. */
export type Stop = () => AbortSignal;

/** The largest request within the work budget takes about a sixth of this on the machine that the budget was measured on. */
const LONGEST_MS = 60_000;

/** Answers in another thread, for as long as the caller waits. Throws `busy` where the queue is full, and where it was stopped. */
export async function offTheLoop(pool: AnalysisPool, request: AnalysisRequest, stop: Stop): Promise<AnalysisReply> {
  if (pool.full()) throw unavailable('busy', 'Too many analyses are already waiting; try again shortly.');
  const signal = AbortSignal.any([stop(), AbortSignal.timeout(LONGEST_MS)]);
  return pool.run(request, signal).catch((error: unknown) => {
    throw signal.aborted ? unavailable('busy', 'The analysis was stopped before it was done.') : error;
  });
}
