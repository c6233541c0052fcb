import type { App } from '../deps.ts';

/** What a route says of itself beside its schema. */
export type Config = NonNullable<Parameters<App['route']>[0]['config']>;

/** Of an OpenAPI document, the members that are completed here. */
export type Document = {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
export type Content = Readonly<Record<string, object>>;
export type Parameter = { readonly name?: string; readonly in?: string; readonly example?: unknown; readonly $ref?: string };
export type Response = { readonly description?: string; readonly content?: Content };
export type Operation = {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses?: Readonly<Record<string, Response>>;
};
