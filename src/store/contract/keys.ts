import type { Scope } from '../../caller.ts';

/** A key as it can be shown: its secret is known only to whom it was given. Times are RFC 3339 UTC. */
export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly created_at: string;
  /** From then on it is refused; null: never. */
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
};

/** API keys: of a secret only the SHA-256 is kept, in hexadecimal digits. */
export type KeyStore = {
  /** Adds a live key, unless a live key has its name. Rejects where another key has its id or its SHA-256. */
  readonly add: (key: ApiKey, sha256: string) => Promise<'added' | 'name_taken'>;
  /** Revokes the live key of this name or id, for good, and answers it as it is then; null where there is none. */
  readonly revoke: (nameOrId: string, now: Date) => Promise<ApiKey | null>;
  /** Every key that ever was, the oldest first; of one instant, by id. */
  readonly list: () => Promise<readonly ApiKey[]>;
  /**
   * The key of a secret, live or not; null where there is none. Asked with each request that carries a key, and never out of a cache: a key
   * that another process has revoked ends with that. The SHA-256 it was found by comes with it, to be compared in constant time.
   */
  readonly find: (sha256: string) => Promise<(ApiKey & { readonly sha256: string }) | null>;
};

/** Whether a key opens anything at an instant. */
export function keyState({ revoked_at, expires_at }: Pick<ApiKey, 'revoked_at' | 'expires_at'>, now: Date): 'live' | 'revoked' | 'expired' {
  if (revoked_at !== null) return 'revoked';
  return expires_at !== null && expires_at <= now.toISOString() ? 'expired' : 'live';
}
