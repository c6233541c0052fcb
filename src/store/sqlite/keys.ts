import type { ApiKey, KeyStore } from '../contract/keys.ts';
import type { Database } from './open.ts';
import { type Statements, statementsOn } from './statements.ts';
import { inWriteTransaction } from './write.ts';

type Row = Omit<ApiKey, 'scopes'> & { readonly scopes: string };

const COLUMNS = 'id, name, scopes, created_at, expires_at, revoked_at';

/** API keys in a database. `writer` is a connection that does not wait (`openWriter`), or the same one. */
export function keyStore(db: Database, writer: Database): KeyStore {
  const [read, write] = [statementsOn(db), statementsOn(writer)];
  return {
    add: (key, sha256) => inWriteTransaction(writer, () => addKey(write, key, sha256)),
    revoke: (nameOrId, now) => inWriteTransaction(writer, () => revokeKey(write, nameOrId, now)),
    list: async () => (read(`SELECT ${COLUMNS} FROM api_keys ORDER BY created_at, id`).all() as Row[]).map(keyOf),
    find: async (sha256) => findKey(read, sha256),
  };
}

function addKey(write: Statements, key: ApiKey, sha256: string): 'added' | 'name_taken' {
  if (write('SELECT 1 FROM api_keys WHERE name = ? AND revoked_at IS NULL').get(key.name) !== undefined) return 'name_taken';
  write(`INSERT INTO api_keys (${COLUMNS}, sha256) VALUES (@id, @name, @scopes, @created_at, @expires_at, @revoked_at, @sha256)`).run({
    ...key,
    scopes: JSON.stringify(key.scopes),
    sha256,
  });
  return 'added';
}

function revokeKey(write: Statements, nameOrId: string, now: Date): ApiKey | null {
  const row = write(`UPDATE api_keys SET revoked_at = ? WHERE revoked_at IS NULL AND (name = ? OR id = ?) RETURNING ${COLUMNS}`).get(
    now.toISOString(),
    nameOrId,
    nameOrId,
  ) as Row | undefined;
  return row === undefined ? null : keyOf(row);
}

function findKey(read: Statements, sha256: string): (ApiKey & { readonly sha256: string }) | null {
  const row = read(`SELECT ${COLUMNS}, sha256 FROM api_keys WHERE sha256 = ?`).get(sha256) as
    | (Row & { readonly sha256: string })
    | undefined;
  return row === undefined ? null : { ...keyOf(row), sha256: row.sha256 };
}

function keyOf({ id, name, scopes, created_at, expires_at, revoked_at }: Row): ApiKey {
  return { id, name, scopes: JSON.parse(scopes), created_at, expires_at, revoked_at };
}
