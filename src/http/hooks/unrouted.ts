import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../../problems.ts';
import { allowMethods } from '../cors.ts';
import type { KnownPaths } from '../known-paths.ts';
import { sendError } from '../replies.ts';

/** 405 with Allow on a path that has other methods, 204 with Allow for its OPTIONS, 404 on any other. */
export function answerUnrouted(paths: KnownPaths, request: FastifyRequest, reply: FastifyReply): void {
  const allowed = paths.allowed(new URL(request.url, 'http://any').pathname)?.join(', ');
  if (allowed === undefined) sendError(refusal('not-found'), request, reply);
  else if (request.method === 'OPTIONS') {
    allowMethods(reply, allowed);
    reply.code(204).header('allow', allowed).send();
  } else sendError(refusal('method-not-allowed', { headers: { allow: allowed } }), request, reply);
}
