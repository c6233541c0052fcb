import { fastify } from 'fastify';

/** The least that a Fastify route can do: parse the body, reply with bytes that are ready. */
const answer = process.env.ANSWER ?? '{}';
const app = fastify();
app.post('/v1/rankings', (_request, reply) => reply.type('application/json; charset=utf-8').send(answer));
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }));
