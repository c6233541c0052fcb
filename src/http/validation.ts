import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { badRequest } from '../problems.ts';
import { faultsOf, inBody, inParameters } from '../service/faults.ts';

/** Validates with the route's zod schema and refuses with every fault at once. Fastify calls it for the params, the body and the query. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const locate = httpPart === 'body' ? inBody : inParameters;
  return (data) => {
    const read = schema.safeParse(data, { reportInput: true });
    return read.success ? { value: read.data } : { error: badRequest(faultsOf(schema, read.error.issues, locate)) };
  };
};

/** For bodies that the handler reads beside the catalog, so that unknown names are refused together with wrong types. Parameters are read here. */
export const bodyInHandler = (part: { readonly httpPart?: string }) =>
  part.httpPart === 'body' ? (value: unknown) => ({ value }) : validatorCompiler(part as never);

/** Replies are built to their schema; tests hold every route to it. Parsing them again on the way out would cost more than the rest. */
export const serializerCompiler = () => (data: unknown) => JSON.stringify(data);
