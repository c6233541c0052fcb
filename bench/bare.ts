import Sqlite from 'better-sqlite3';
import { fastify } from 'fastify';
import { z } from 'zod';

/**
 * The least that a Fastify service can do on the same stack: a database is opened and asked, bodies are parsed, and every path is answered with
 * bytes that are ready; with 304 where the caller has them. What to answer comes from the parent process.
 */
type Answer = { readonly path: string; readonly body: string; readonly etag: string };

const db = new Sqlite(process.env.DATABASE_FILE ?? ':memory:');
db.prepare('SELECT 1').get();
z.strictObject({ PORT: z.string().optional() }).parse({ PORT: process.env.PORT });
const answers = new Map<string, Answer>();
process.on('message', (answer: Answer) => {
  answers.set(answer.path, answer);
  process.send?.('known');
});

const JSON_TYPE = 'application/json; charset=utf-8';
const app = fastify({ forceCloseConnections: true });
app.get('/readyz', () => ({ status: 'ready' }));
app.post('*', (request, reply) => reply.type(JSON_TYPE).send(answers.get(request.url)?.body ?? '{}'));
app.get('*', (request, reply) => {
  // of another day it answers what it was told for today: as many bytes, less a few
  const { body = '{}', etag = '""' } = answers.get(request.url) ?? answers.get(request.url.split('?', 1)[0] ?? '') ?? {};
  reply.header('etag', etag);
  return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.type(JSON_TYPE).send(body);
});
await app.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' });
