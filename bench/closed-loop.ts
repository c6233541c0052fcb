import autocannon from 'autocannon';

export type Request = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
};

/** As few as can all wait for the one thread that analyses have on two cores. */
const CONNECTIONS = 8;

/** Requests in turn over a few connections, each asking again as soon as it is answered: how many are answered in a second. */
export async function rateOf(url: string, requests: readonly Request[], seconds: number, expected: '2xx' | '3xx' = '2xx'): Promise<number> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: requests.map(({ headers, ...request }) => ({
      ...request,
      headers: { ...(request.body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      // a key of its own for each, so that no saving is taken for a retry
      ...(headers?.['idempotency-key'] === undefined ? {} : { setupRequest: withFreshKey }),
    })),
  });
  const other = result.requests.total - result[expected];
  if (other > CONNECTIONS || result.errors > 0) throw new Error(`${other} answers other than ${expected}, ${result.errors} errors`);
  return result.requests.average;
}

let keys = 0;

function withFreshKey(request: autocannon.Request): autocannon.Request {
  return { ...request, headers: { ...request.headers, 'idempotency-key': `"bench-${process.pid}-${keys++}"` } };
}
