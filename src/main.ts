import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { BaseLogger } from 'pino';
import { buildApp } from './app.ts';
import { assemble } from './assembly.ts';
import { indexCatalog } from './catalog/derived/index-catalog.ts';
import { type Config, readConfig } from './config.ts';
import { watchEventLoop } from './http/event-loop.ts';
import { createLogger } from './logging.ts';
import { keyLookup } from './service/api-keys.ts';
import { refreshFeeds } from './service/refreshing/refresh-feeds.ts';
import { seedFromFolder } from './service/seeding/seed.ts';
import { type KeyStore, keyState } from './store/contract/keys.ts';
import { failureText } from './store/files/storage-advice.ts';
import { openStore } from './store/sqlite/store.ts';
import { watchDecisions } from './webhooks/watch-decisions.ts';
import { webhookFault } from './webhooks/webhook-host.ts';

/** A setting that cannot be used. */
const BAD_SETTING = 2;

/** One line on standard error, never a stack: what it says is what there is to do. */
function giveUp(reason: string, code: number): never {
  process.stderr.write(`choose-if: ${reason}\n`);
  process.exit(code);
}

async function start(config: Config): Promise<void> {
  const logger = createLogger(config.LOG_LEVEL);
  const store = openStore(config.DATABASE_FILE, new Date());
  const { catalog, decisions, watches, keys, refreshes } = store;
  const seeded = await seedFromFolder(catalog, new Date());
  const clock = () => new Date();
  let ready = true;
  const first = indexCatalog(await catalog.read());
  const assembly = assemble(store, first, {
    database: config.DATABASE_FILE,
    clock,
    swapped: ({ revision, claimCount: claims }, ms) => {
      logger.info({ revision, claims, ms: Math.round(ms) }, 'catalog changed');
      watching.check();
    },
    failed: (err, revision) => logger.error({ err, revision }, 'the next revision cannot be loaded; the one before stays'),
  });
  const whose = keyLookup(keys, config.BOOTSTRAP_KEY);
  const access = { auth: config.AUTH, callerOf: (secret: string) => whose(secret, clock()) };
  const watching = watchDecisions({ watches, decisions, live: assembly.live, clock, logger, hosts: config.WEBHOOK_HOSTS });
  const refresher = refreshFeeds({
    feeds: config.FEEDS,
    everyHours: config.FEED_REFRESH_HOURS,
    hosts: config.FEED_HOSTS,
    refreshes,
    changes: assembly.deps.changes,
    clock,
    logger,
  });
  const loop = watchEventLoop();
  const app = buildApp({
    ...assembly.deps,
    ready: () => ready,
    access,
    edge: {
      perMinute: config.RATE_LIMIT_PER_MINUTE,
      origins: config.CORS_ORIGINS,
      proxies: config.TRUSTED_PROXIES,
      isLate: () => config.MAX_EVENT_LOOP_DELAY_MS > 0 && loop.lateMs() > config.MAX_EVENT_LOOP_DELAY_MS,
    },
    watching: { watches, urlFault: (url) => webhookFault(url, config.WEBHOOK_HOSTS), check: watching.check },
    refreshing: { feeds: config.FEED_REFRESH_HOURS > 0 ? config.FEEDS : [], states: refreshes.states },
    logger,
  });
  await warnOfKeys(config, keys, logger);
  const { revision, claimCount: claims } = first;
  logger.info({ revision, claims, seeded: seeded !== null, ms: Math.round(performance.now()) }, 'catalog loaded');

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (!ready) process.exit(1);
    ready = false;
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error('requests were still running at the end of SHUTDOWN_TIMEOUT_MS');
      process.exit(1);
    }, config.SHUTDOWN_DELAY_MS + config.SHUTDOWN_TIMEOUT_MS).unref();
    await wait(config.SHUTDOWN_DELAY_MS);
    await app.close();
    await watching.close();
    // an import that is under way ends with the thread of the assembly
    const refreshed = refresher.close();
    await assembly.close();
    await refreshed;
    await store.close();
    logger.info('stopped');
    process.exit(0);
  }
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await app.listen({ host: config.HOST, port: config.PORT });
  watching.check();
  refresher.check();
}

/** Says where nobody can get in, or anybody with the key of the first set-up. */
async function warnOfKeys({ BOOTSTRAP_KEY, AUTH }: Config, keys: KeyStore, logger: BaseLogger): Promise<void> {
  if (BOOTSTRAP_KEY !== undefined) logger.warn('BOOTSTRAP_KEY is set: make keys with `npm run keys`, then unset it');
  else if (AUTH === 'required' && (await keys.list()).every((key) => keyState(key, new Date()) !== 'live'))
    logger.warn('AUTH=required and no key stands: make one with `npm run keys`');
}

const config = readConfig(process.env);
if ('bad' in config) giveUp(config.bad.map(({ setting, reason }) => `${setting}: ${reason}`).join('; '), BAD_SETTING);
try {
  await start(config);
} catch (error) {
  giveUp(failureText(error), 1);
}
