/** How late the event loop is, in ms, and the end of watching it. */
export type EventLoopWatch = { readonly lateMs: () => number; readonly close: () => void };

const EVERY_MS = 50;

/**
 * Watches the event loop by a timer that should come every 50 ms. It is late both while the timer is overdue (what a stall has piled up is read
 * from the sockets before timers run) and until the next time it comes, so that all who queued up in a stall are seen as late.
 */
export function watchEventLoop(now: () => number = () => performance.now()): EventLoopWatch {
  let due = now() + EVERY_MS;
  let last = 0;
  const timer = setInterval(() => {
    last = Math.max(0, now() - due);
    due = now() + EVERY_MS;
  }, EVERY_MS);
  timer.unref();
  return { lateMs: () => Math.max(last, now() - due), close: () => clearInterval(timer) };
}
