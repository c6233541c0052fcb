import { Agent, request as send } from 'node:http';
import type { Request } from './closed-loop.ts';

export type Latencies = { readonly p50: number; readonly p99: number; readonly p999: number; readonly max: number; readonly count: number };

/**
 * Requests that come at a fixed rate whether those before are answered or not, as from many clients. A latency (ms) counts from the moment when
 * its request was due, so that a stall is felt by all who would have come in it (no coordinated omission).
 */
export async function latenciesAt(url: string, requests: readonly Request[], perSecond: number, seconds: number): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const taken: number[] = [];
  const open = new Set<Promise<void>>();
  const began = performance.now();
  const total = Math.floor(perSecond * seconds);
  let failure: Error | null = null;
  await new Promise<void>((resolve) => {
    let sent = 0;
    const tick = () => {
      for (; sent < total && began + (1000 * sent) / perSecond <= performance.now(); sent++) {
        const due = began + (1000 * sent) / perSecond;
        const answered = ask(url, requests[sent % requests.length] as Request, agent)
          .then(() => void taken.push(performance.now() - due))
          .catch((error: Error) => {
            failure ??= error;
          })
          .finally(() => open.delete(answered));
        open.add(answered);
      }
      if (sent < total && !failure) setTimeout(tick, 0);
      else resolve();
    };
    tick();
  });
  await Promise.all(open);
  agent.destroy();
  if (failure) throw failure;
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(share * taken.length))] as number;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1), count: taken.length };
}

/** Resolves with the answer's text where its status is 2xx. */
export function ask(url: string, { method, path, body, headers }: Request, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = send(`${url}${path}`, { method, ...(agent ? { agent } : {}), headers: { ...type, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if ((answer.statusCode ?? 0) < 300) resolve(text);
        else reject(new Error(`${method} ${path} was answered ${answer.statusCode}: ${text.slice(0, 300)}`));
      });
      answer.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
