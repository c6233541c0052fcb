import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endingWithThis, type Server, startServer } from '../processes.ts';

/** The two that are held against each other: what is of the first comes first. */
export type Pair<T> = readonly [before: T, after: T];

/** A folder with the code, and the Node that its packages bring. Of what lies in it, only src/main.ts and src/cli/ are known. */
export type Checkout = { readonly root: string; readonly node: string };

/** The key that may change the catalog of either. */
export const KEY = 'bootstrap-key-of-same-answers';
/** No limit of rate or load turns a question away, and nobody is posted to. */
const SETTINGS = { BOOTSTRAP_KEY: KEY, AUTH: 'open', RATE_LIMIT_PER_MINUTE: '0', MAX_EVENT_LOOP_DELAY_MS: '0', WEBHOOK_HOSTS: '' };
/** The most that a command may take. */
const COMMAND_MS = 120_000;

export function bothOf<T, U>([before, after]: Pair<T>, of: (one: T) => Promise<U>): Promise<Pair<U>> {
  return Promise.all([of(before), of(after)]);
}

export function checkoutAt(folder: string): Checkout {
  const root = resolve(folder);
  const node = resolve(root, 'node_modules/.bin/node');
  for (const file of [resolve(root, 'src/main.ts'), node])
    if (!existsSync(file)) throw new Error(`${file} is not there: a checkout with its packages is expected`);
  return { root, node };
}

/** Its service on a database, as `npm start` runs it. */
export function serve({ root, node }: Checkout, database: string): Promise<Server> {
  const main = pathToFileURL(resolve(root, 'src/main.ts'));
  return startServer(main, { ...SETTINGS, DATABASE_FILE: database }, { cwd: root, execPath: node });
}

export type Ended = { readonly code: number; readonly said: string };

/** One of its commands (`catalog import ...`) on a database, to its end: what it said on both outputs, with its own folder and file left out. */
export function command({ root, node }: Checkout, database: string, [name, ...words]: readonly [string, ...string[]]): Promise<Ended> {
  const child = spawn(node, [resolve(root, `src/cli/${name}.ts`), ...words], {
    cwd: root,
    env: { ...process.env, DATABASE_FILE: database },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: COMMAND_MS,
  });
  endingWithThis(child);
  let [said, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complained += text;
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => {
      if (code === null) failed(new Error(`${name} ${words.join(' ')} in ${root} was ended by ${signal}`));
      else done({ code, said: `${said}\n${complained}`.replaceAll(database, '{database}').replaceAll(root, '{checkout}') });
    });
  });
}
