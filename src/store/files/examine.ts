import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { BOOTSTRAP } from '../../caller.ts';
import { type Catalog, compileCatalog } from '../../catalog/catalog.ts';
import { staleByAttribute, staleClaims } from '../../catalog/facts/stale-claims.ts';
import { keyState } from '../contract/keys.ts';
import type { Store } from '../contract/store.ts';
import { openReader } from '../sqlite/open.ts';
import { storeOn } from '../sqlite/store.ts';
import { found } from './same-file.ts';
import { failureText } from './storage-advice.ts';
import { verifyFile } from './verify.ts';

export type Finding = {
  readonly check:
    | 'settings'
    | 'database'
    | 'disk'
    | 'integrity'
    | 'schema'
    | 'keys'
    | 'seed'
    | 'catalog'
    | 'staleness'
    | 'imports'
    | 'feeds'
    | 'watches';
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
};

/** Attributes with stale claims that are named. */
const MOST_ATTRIBUTES = 3;
/** Less room than this is a warning: a large import and its log take about a fifth of it. */
const LEAST_FREE_BYTES = 500_000_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A feed that is so many times as old as it may become is late: no service refreshes it. */
const LATE = 2;
/** A catalog of prices that nobody has touched for so long has probably changed outside. */
const OLD_DAYS = 30;

export type Examined = {
  readonly database: string;
  readonly authRequired: boolean;
  readonly bootstrap: boolean;
  readonly now: Date;
  /** The feeds that the service refreshes, and how old one may become in hours; 0: it refreshes none. */
  readonly feeds: readonly string[];
  readonly refreshHours: number;
  /** The fingerprint of this release's seed; asked only where a database could have it. */
  readonly seedFingerprint: () => string;
};

/** What is to be said of a database file and of what it holds. Reads only; a file that is not there yet is no fault. */
export async function examine({ database, ...about }: Examined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const say = (check: Finding['check'], state: Finding['state'], detail: string) => void findings.push({ check, state, detail });
  if (about.bootstrap)
    say('keys', 'warn', `BOOTSTRAP_KEY is set: anybody who knows it may do everything as ${BOOTSTRAP}; make keys, then unset it`);
  examineFeedSettings(about, say);
  if (found(database) === null) {
    say('database', 'warn', `there is no ${database} yet: the first start makes it`);
    return findings;
  }
  examineDisk(database, say);
  const { faults, pending, holds } = verifyFile(database);
  for (const fault of faults) say('integrity', 'fail', fault);
  if (faults.length > 0) return findings;
  say('integrity', 'ok', 'every page, reference and hash is right');
  say(
    'schema',
    pending > 0 ? 'warn' : 'ok',
    pending > 0 ? `the next start applies ${pending} migrations: make a backup first` : 'up to date',
  );
  if (pending > 0 || holds === null) return findings;
  const store = storeOn(openReader(database));
  try {
    await examineContents(store, about, say);
  } catch (error) {
    say('database', 'fail', failureText(error));
  } finally {
    await store.close();
  }
  return findings;
}

type Say = (check: Finding['check'], state: Finding['state'], detail: string) => void;

function examineDisk(database: string, say: Say): void {
  for (const path of [database, dirname(database)]) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch {
      say('database', 'fail', `this user can't read and write ${path}`);
    }
  }
  const { bavail, bsize } = statfsSync(dirname(database));
  const free = bavail * bsize;
  const size = found(database)?.size ?? 0;
  const enough = free >= Math.max(LEAST_FREE_BYTES, size);
  say('disk', enough ? 'ok' : 'warn', `${mb(free)} free where ${database} is, which takes ${mb(size)}`);
}

async function examineContents(
  store: Store,
  { authRequired, bootstrap, now, seedFingerprint, feeds, refreshHours }: Omit<Examined, 'database'>,
  say: Say,
): Promise<void> {
  const catalog = compileCatalog(await store.catalog.read());
  const isApplied = (await store.catalog.seedApplied()) === seedFingerprint();
  say('seed', isApplied ? 'ok' : 'warn', isApplied ? 'this release’s seed is applied' : 'the next start applies this release’s seed');
  const days = Math.floor((now.getTime() - Date.parse(catalog.createdAt)) / DAY_MS);
  const { revision, claimCount, models, offers } = catalog;
  say(
    'catalog',
    days > OLD_DAYS || days < 0 ? 'warn' : 'ok',
    `revision ${revision}, ${days} days old: ${models.size} models, ${offers.size} offers, ${claimCount} claims${days < 0 ? '; the clock stands before it' : ''}`,
  );
  examineStaleness(catalog, now, say);
  const live = (await store.keys.list()).filter((key) => keyState(key, now) === 'live');
  if (authRequired && live.length === 0 && !bootstrap) say('keys', 'fail', 'AUTH=required and no key stands: make one with npm run keys');
  else say('keys', 'ok', `${live.length} keys stand`);
  const parked = await store.catalog.parked();
  say('imports', 'ok', `${parked.length} rows are parked: npm run catalog -- parked FORMAT lists them`);
  if (refreshHours > 0) await examineFeeds(store, feeds, { now, refreshHours }, say);
  const { waiting, givenUp } = await store.watches.outbox();
  say('watches', givenUp > 0 ? 'warn' : 'ok', `${waiting} messages wait, ${givenUp} were given up`);
}

function examineFeedSettings({ feeds, refreshHours }: Pick<Examined, 'feeds' | 'refreshHours'>, say: Say): void {
  if (feeds.length > 0 && refreshHours === 0) say('feeds', 'warn', 'FEEDS is set but FEED_REFRESH_HOURS is 0: no feed is refreshed');
  if (feeds.length === 0 && refreshHours > 0) say('feeds', 'warn', 'FEED_REFRESH_HOURS is set but FEEDS names none: no feed is refreshed');
  if (feeds.length === 0 && refreshHours === 0)
    say('feeds', 'ok', 'the service refreshes no feed: imports are up to you, or set FEEDS and FEED_REFRESH_HOURS');
}

async function examineFeeds(
  { refreshes }: Store,
  feeds: readonly string[],
  { now, refreshHours }: Pick<Examined, 'now' | 'refreshHours'>,
  say: Say,
): Promise<void> {
  const states = new Map((await refreshes.states()).map((state) => [state.feed, state]));
  for (const feed of feeds) {
    const state = states.get(feed);
    const hours = state?.succeeded_at ? (now.getTime() - Date.parse(state.succeeded_at)) / HOUR_MS : null;
    const age = hours === null ? 'never refreshed' : `refreshed ${Math.round(hours)} hours ago`;
    const running = state?.leased_until && state.leased_until > now.toISOString() ? '; being refreshed now' : '';
    const failures =
      state !== undefined && state.failures > 0
        ? `; failed ${state.failures === 1 ? 'once' : `${state.failures} times`} since, at last: ${state.last_error}`
        : '';
    const late = hours !== null && hours > LATE * refreshHours;
    say('feeds', failures !== '' || late ? 'warn' : 'ok', `${feed}: ${age}${running}${failures}`);
  }
}

function examineStaleness(catalog: Catalog, now: Date, say: Say): void {
  const today = now.toISOString().slice(0, 10);
  const stale = staleClaims(catalog, today);
  const most = staleByAttribute(catalog, today)
    .slice(0, MOST_ATTRIBUTES)
    .map(([attribute, own]) => `${attribute} ${own}`);
  say(
    'staleness',
    stale > catalog.claimCount / 2 ? 'warn' : 'ok',
    `${stale} of ${catalog.claimCount} claims are older than their attribute allows${most.length > 0 ? `, most of ${most.join(', ')}` : ''}`,
  );
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
