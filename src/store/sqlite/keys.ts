import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Caller, SCOPES, type Scope } from '../../caller.ts';
import type { Database } from './open.ts';

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

type Row = Omit<ApiKey, 'scopes'> & { readonly scopes: string };

/** The key of the setting BOOTSTRAP_KEY, which is in no table. */
export const BOOTSTRAP = 'bootstrap';
/** Names that stand for something else as the author of a revision. */
const RESERVED: readonly string[] = [BOOTSTRAP, 'seed'];
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const COLUMNS = 'id, name, scopes, created_at, expires_at, revoked_at';
/** Compared with where there is no such key, so that an unknown one costs what a known one does. */
const NOBODY = Buffer.alloc(32);

/** Makes a key and gives its secret, this once: only the SHA-256 is kept. Throws one line where the key can't be. */
export function addKey(
  db: Database,
  { name, scopes, expires }: { readonly name: string; readonly scopes: readonly Scope[]; readonly expires: Date | null },
  now: Date,
): { readonly key: ApiKey; readonly secret: string } {
  if (!NAME.test(name)) throw new Error('a name has 1 to 63 of A-Z a-z 0-9 . _ - and begins with a letter or a digit');
  if (RESERVED.includes(name) || name.startsWith('key_')) throw new Error(`the name ${name} is taken for something else`);
  if (scopes.length === 0) throw new Error(`give at least one scope of: ${SCOPES.join(', ')}`);
  if (expires !== null && expires <= now) throw new Error('the key would have expired already');
  const secret = `cif_${randomBytes(32).toString('base64url')}`;
  const key: ApiKey = {
    id: `key_${randomBytes(8).toString('hex')}`,
    name,
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    created_at: now.toISOString(),
    expires_at: expires?.toISOString() ?? null,
    revoked_at: null,
  };
  const add = db.transaction(() => {
    if (db.prepare('SELECT 1 FROM api_keys WHERE name = ? AND revoked_at IS NULL').get(name) !== undefined)
      throw new Error(`there is a key named ${name} already: revoke it first, or take another name`);
    db.prepare(
      `INSERT INTO api_keys (${COLUMNS}, sha256) VALUES (@id, @name, @scopes, @created_at, @expires_at, @revoked_at, @sha256)`,
    ).run({
      ...key,
      scopes: JSON.stringify(key.scopes),
      sha256: hash('sha256', secret),
    });
  });
  add.immediate();
  return { key, secret };
}

/** Revokes the live key of this name or id, for good; null where there is none. */
export function revokeKey(db: Database, nameOrId: string, now: Date): ApiKey | null {
  const revoke = db.prepare<[string, string, string], Row>(
    `UPDATE api_keys SET revoked_at = ? WHERE revoked_at IS NULL AND (name = ? OR id = ?) RETURNING ${COLUMNS}`,
  );
  const row = revoke.get(now.toISOString(), nameOrId, nameOrId);
  return row === undefined ? null : keyOf(row);
}

/** Every key that ever was, the oldest first. */
export function listKeys(db: Database): ApiKey[] {
  return db.prepare<[], Row>(`SELECT ${COLUMNS} FROM api_keys ORDER BY created_at, id`).all().map(keyOf);
}

export function keyState({ revoked_at, expires_at }: Pick<ApiKey, 'revoked_at' | 'expires_at'>, now: Date): 'live' | 'revoked' | 'expired' {
  if (revoked_at !== null) return 'revoked';
  return expires_at !== null && expires_at <= now.toISOString() ? 'expired' : 'live';
}

/**
 * Says whose a secret is; null for one that is unknown, revoked or expired, at the same cost. The table is asked every time, by its index:
 * a key that another process has revoked ends with that.
 */
export function keyLookup(db: Database, bootstrap: string | undefined): (secret: string, now: Date) => Caller | null {
  const find = db.prepare<[string], Row & { readonly sha256: string }>(`SELECT ${COLUMNS}, sha256 FROM api_keys WHERE sha256 = ?`);
  const bootstrapHash = bootstrap === undefined ? NOBODY : hash('sha256', bootstrap, 'buffer');
  return (secret, now) => {
    const given = hash('sha256', secret, 'buffer');
    const row = find.get(given.toString('hex'));
    const isBootstrap = timingSafeEqual(given, bootstrapHash);
    const isKey = timingSafeEqual(given, row === undefined ? NOBODY : Buffer.from(row.sha256, 'hex'));
    if (isBootstrap) return { name: BOOTSTRAP, scopes: SCOPES };
    if (!isKey || row === undefined) return null;
    const { name, scopes } = keyOf(row);
    return keyState(row, now) === 'live' ? { name, scopes } : null;
  };
}

function keyOf({ id, name, scopes, created_at, expires_at, revoked_at }: Row): ApiKey {
  return { id, name, scopes: JSON.parse(scopes), created_at, expires_at, revoked_at };
}
