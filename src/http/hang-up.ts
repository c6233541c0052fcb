import type { EventEmitter } from 'node:events';
import type { Stop } from '../service/analysis-pool.ts';

/** Fires when the client hangs up. The signal is made when it is asked for: most answers need none. */
export function hangUp(client: EventEmitter): Stop {
  let hungUp: AbortController | undefined;
  return () => {
    if (hungUp) return hungUp.signal;
    const controller = new AbortController();
    hungUp = controller;
    client.once('close', () => controller.abort());
    return controller.signal;
  };
}
