import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { BOOTSTRAP, type Caller, SCOPES, type Scope } from '../caller.ts';
import { type ApiKey, type KeyStore, keyState } from '../store/contract/keys.ts';

/** Names that stand for something else as the author of a revision. */
const RESERVED: readonly string[] = [BOOTSTRAP, 'seed'];
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
/** Compared with where there is no such key, so that an unknown one costs what a known one does. */
const NOBODY = Buffer.alloc(32);

/** Makes a key and gives its secret, this once: only the SHA-256 is kept. Throws one line where the key can't be. */
export async function addKey(
  keys: KeyStore,
  { name, scopes, expires }: { readonly name: string; readonly scopes: readonly Scope[]; readonly expires: Date | null },
  now: Date,
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
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
  if ((await keys.add(key, hash('sha256', secret))) === 'name_taken')
    throw new Error(`there is a key named ${name} already: revoke it first, or take another name`);
  return { key, secret };
}

/**
 * Says whose a secret is; null for one that is unknown, revoked or expired, at the same cost. The store is asked every time: a key that another
 * process has revoked ends with that.
 */
export function keyLookup(keys: KeyStore, bootstrap: string | undefined): (secret: string, now: Date) => Promise<Caller | null> {
  const bootstrapHash = bootstrap === undefined ? NOBODY : hash('sha256', bootstrap, 'buffer');
  return async (secret, now) => {
    const asked = hash('sha256', secret, 'buffer');
    const key = await keys.find(asked.toString('hex'));
    const isBootstrap = timingSafeEqual(asked, bootstrapHash);
    const isKey = timingSafeEqual(asked, key === null ? NOBODY : Buffer.from(key.sha256, 'hex'));
    if (isBootstrap) return { name: BOOTSTRAP, scopes: SCOPES };
    if (!isKey || key === null || keyState(key, now) !== 'live') return null;
    return { name: key.name, scopes: key.scopes };
  };
}
