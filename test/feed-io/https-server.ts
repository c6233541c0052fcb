import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

export type TestServer = { readonly host: string; readonly url: string; readonly ca: string };

/** A real https server on the loopback, with a certificate of its own for `localhost` and 127.0.0.1. */
export async function httpsServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<TestServer> {
  const folder = temporaryFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', certificate, ...subject], { stdio: 'ignore' });
  const ca = readFileSync(certificate, 'utf8');
  const server = createServer({ key: readFileSync(key), cert: ca }, answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `https://${host}/feed.json`, ca };
}
