/** What a key may do: read the catalog and have decisions worked out, keep decision records, change the catalog. None includes another. */
export const SCOPES = ['read', 'decisions:write', 'catalog:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whose key a request carries: the name goes into the log and into what is written. */
export type Caller = { readonly name: string; readonly scopes: readonly Scope[] };

/** The caller of the key in the setting BOOTSTRAP_KEY, which no store holds. */
export const BOOTSTRAP = 'bootstrap';
