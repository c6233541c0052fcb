import type { Steps } from '../catalog/steps.ts';

/** How long the event loop is held at a time: a fraction of what a request of some size takes. */
const SLICE_MS = 3;

/** Does the steps a slice at a time; in between the event loop takes what has come in. Rejects, with the work undone, when the signal fires. */
export async function inSlices<T>(steps: Steps<T>, signal: AbortSignal): Promise<T> {
  try {
    for (;;) {
      for (const end = performance.now() + SLICE_MS; performance.now() < end; ) {
        const step = steps.next();
        if (step.done) return step.value;
      }
      await new Promise((resume) => setImmediate(resume));
      signal.throwIfAborted();
    }
  } finally {
    // Of work that is left half done, what stands in its own `finally` is done: a statement that is still open is closed.
    steps.return(undefined as never);
  }
}
