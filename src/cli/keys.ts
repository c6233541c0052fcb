import { z } from 'zod';
import { SCOPES, type Scope } from '../caller.ts';
import { addKey } from '../service/api-keys.ts';
import { type ApiKey, type KeyStore, keyState } from '../store/contract/keys.ts';
import { openStore } from '../store/sqlite/store.ts';
import { commandLine } from './command-line.ts';

/** `npm run keys`: makes, revokes and lists API keys in DATABASE_FILE. A running service takes notice with the next request. */
const USAGE = `usage: npm run --silent keys -- add NAME --scope SCOPE [--scope SCOPE ...] [--expires DATE]
       npm run --silent keys -- revoke NAME|ID
       npm run --silent keys -- list
SCOPE: ${SCOPES.join(', ')}. DATE: YYYY-MM-DD or a UTC time, from which on (for a day: its beginning, UTC) the key is refused.
`;
const { misused, failed, words, settings } = commandLine('keys', USAGE);

function scopeNamed(name: string): Scope {
  return SCOPES.find((scope) => scope === name) ?? misused(`there is no scope ${name}`);
}

function expiryOf(text: string): Date {
  const read = z.union([z.iso.date(), z.iso.datetime()]).safeParse(text);
  return read.success ? new Date(read.data) : misused(`${text} is no day and no UTC time`);
}

/** One line a key, its members apart by tabs. */
function shown(key: ApiKey, now: Date): string {
  const { id, name, scopes, created_at, expires_at, revoked_at } = key;
  return `${[id, name, keyState(key, now), scopes.join(' '), created_at, expires_at ?? '-', revoked_at ?? '-'].join('\t')}\n`;
}

async function run(keys: KeyStore, now: Date): Promise<void> {
  const { values, positionals } = words({
    allowPositionals: true,
    options: { scope: { type: 'string', multiple: true }, expires: { type: 'string' } },
  });
  const [command, name, ...rest] = positionals;
  const hasOptions = values.scope !== undefined || values.expires !== undefined;
  if (command === 'add' && name !== undefined && rest.length === 0) {
    const expires = values.expires === undefined ? null : expiryOf(values.expires);
    const { key, secret } = await addKey(keys, { name, scopes: (values.scope ?? []).map(scopeNamed), expires }, now);
    process.stdout.write(`${secret}\n`);
    process.stderr.write(`${key.id} (${key.name}): the secret above is shown this once and can't be found again\n`);
  } else if (command === 'revoke' && name !== undefined && rest.length === 0 && !hasOptions) {
    const revoked = await keys.revoke(name, now);
    if (revoked === null) throw new Error(`there is no live key ${name}`);
    process.stdout.write(shown(revoked, now));
  } else if (command === 'list' && name === undefined && !hasOptions) {
    process.stdout.write('id\tname\tstate\tscopes\tcreated\texpires\trevoked\n');
    for (const key of await keys.list()) process.stdout.write(shown(key, now));
  } else misused(command === undefined ? 'nothing to do' : 'not understood');
}

const { DATABASE_FILE } = settings();
try {
  const now = new Date();
  const store = openStore(DATABASE_FILE, now);
  await run(store.keys, now);
  await store.close();
} catch (error) {
  failed(error);
}
