import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { App } from './deps.ts';

/** RFC 3986 §3.2.2: an IP literal or a registered name, with a port. */
const HOST = /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(?::[0-9]*)?$/;

/** What Node's parser lets pass and RFC 9112 does not: no Host or a second one, a Host that is none, other versions, chunks under HTTP/1.0. */
export function protocolFault(request: FastifyRequest['raw']): 'malformed-request' | 'http-version-not-supported' | null {
  let hosts = 0;
  for (let i = 0; i < request.rawHeaders.length; i += 2) if (request.rawHeaders[i]?.toLowerCase() === 'host') hosts++;
  const { host } = request.headers;
  if (hosts > 1 || (host !== undefined && !HOST.test(host)) || request.httpVersion === '0.9') return 'malformed-request';
  if (host === undefined && request.httpVersion === '1.1') return 'malformed-request';
  if (request.httpVersion !== '1.1' && request.httpVersion !== '1.0') return 'http-version-not-supported';
  return request.httpVersion === '1.0' && request.headers['transfer-encoding'] ? 'malformed-request' : null;
}

/** Bodies are JSON in UTF-8 as they are: a charset or coding that would be ignored is not plain (RFC 9110 §15.5.16). */
export function bodyIsPlain(headers: IncomingHttpHeaders): boolean {
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') return false;
  const type = headers['content-type'];
  if (type === undefined || type === 'application/json') return true;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}

/** CONNECT never reaches the router; Node would just drop the connection. */
export function refuseConnect(app: App): void {
  app.server.on('connect', (_request, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
}
