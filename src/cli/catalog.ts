import { userInfo } from 'node:os';
import { ANY_FEED } from '../catalog/alias.ts';
import { CalendarDate } from '../catalog/calendar-date.ts';
import type { Config } from '../config.ts';
import { FETCH_RULES, fetchFeed } from '../feed-io/fetch-feed.ts';
import { readFeedFile } from '../feed-io/read-feed-file.ts';
import { FEED_FORMATS, type FeedFormat, MARKET_HOSTS, needsDay } from '../feeds/formats/market-feeds.ts';
import { isRefused } from '../feeds/plan/change-plan.ts';
import { shownRow } from '../feeds/plan/normal-form.ts';
import { type AliasResult, addAlias, removeAlias } from '../service/imports/aliases.ts';
import { importFeed } from '../service/imports/import-feed.ts';
import { seedFromFolder } from '../service/seeding/seed.ts';
import type { CatalogLog } from '../store/contract/catalog-log.ts';
import { openStore } from '../store/sqlite/store.ts';
import { commandLine } from './command-line.ts';
import { gapsText } from './gaps.ts';
import { importText } from './import-text.ts';

const USAGE = `usage: npm run catalog -- COMMAND

  import FORMAT FILE --as-of YYYY-MM-DD [--dry-run] [--json] [--accept-gone] [--author NAME]
  import FORMAT URL [--as-of YYYY-MM-DD] [--dry-run] [--json] [--accept-gone] [--author NAME]
  parked [FORMAT] [--json]
  alias add FEED|any SPELLING MODEL[:VARIANT] [--author NAME]
  alias add FEED|any SPELLING PROVIDER --provider [--author NAME]
  alias remove FEED|any SPELLING [--provider] [--author NAME]
  alias list [FEED|any] [--json]
  gaps [--limit N] [--out FILE.json|FILE.csv] [--json]
  formats

--as-of is the day that the file was published or fetched: a file of a feed does not say it, and its prices are as old as it is. A URL is
of today. Files of claims (claims-json, claims-csv) say a day with each claim and need none.

The database is DATABASE_FILE, made and seeded where there is none. Exit codes: 0 done, 1 refused and nothing changed, 2 usage.
`;

const OK = 0;
const REFUSED = 1;

type Flags = {
  readonly 'dry-run'?: boolean;
  readonly json?: boolean;
  readonly 'accept-gone'?: boolean;
  readonly provider?: boolean;
  readonly 'as-of'?: string;
  readonly limit?: string;
  readonly out?: string;
  readonly author?: string;
};
type Usage = { readonly usage: string };
type Command = (log: CatalogLog, flags: Flags, config: Config) => Promise<number> | number;

/** The command that the words name; checked before the database is touched. */
function commandOf(words: readonly string[], flags: Flags): Command | Usage {
  const [noun, ...rest] = words;
  if (noun === 'import') return importCommand(rest, flags);
  if (noun === 'parked') return parkedCommand(rest);
  if (noun === 'alias') return aliasCommand(rest);
  if (noun === 'gaps' && rest.length === 0) return gapsCommand(flags);
  if (noun === 'formats' && rest.length === 0) return formatsCommand;
  return { usage: noun === undefined ? 'a command is missing' : `there is no command ${shownRow(words.join(' '))}` };
}

function formatOf(name: string | undefined): FeedFormat | null {
  return FEED_FORMATS.find((format) => format === name) ?? null;
}

function importCommand([name, from, ...rest]: readonly string[], flags: Flags): Command | Usage {
  const format = formatOf(name);
  if (format === null) return { usage: `import takes a format: ${FEED_FORMATS.join(', ')}` };
  if (from === undefined || rest.length > 0) return { usage: 'import takes one file or URL' };
  const { 'as-of': day, 'dry-run': dryRun = false, 'accept-gone': acceptGone = false, json = false } = flags;
  if (day !== undefined && !CalendarDate.safeParse(day).success) return { usage: '--as-of takes a day that exists, YYYY-MM-DD' };
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(from);
  if (day === undefined && !isUrl && needsDay(format))
    return {
      usage: 'a file of a feed needs its day: add --as-of YYYY-MM-DD, the day that it was published or fetched (a URL is of today)',
    };
  return async (log, _flags, { FEED_HOSTS }) => {
    const now = new Date();
    const read = await (isUrl ? fetchFeed(from, { ...FETCH_RULES, hosts: [...MARKET_HOSTS, ...FEED_HOSTS] }) : readFeedFile(from));
    if ('refused' in read) return refuse(read.refused);
    const asOf = day ?? now.toISOString().slice(0, 10);
    const outcome = await importFeed(log, format, { text: read.text, asOf, acceptGone, dryRun, author: authorOf(flags), now });
    if (isRefused(outcome)) return refuse(`${outcome.refused.code}: ${outcome.refused.detail}`);
    return say(json ? `${JSON.stringify(outcome)}\n` : importText(outcome, dryRun));
  };
}

function parkedCommand([name, ...rest]: readonly string[]): Command | Usage {
  const format = formatOf(name);
  if (rest.length > 0 || (name !== undefined && format === null))
    return { usage: `parked takes one format at most: ${FEED_FORMATS.join(', ')}` };
  return async (log, { json }) => {
    const rows = await log.parked(format ?? undefined);
    if (json) return say(`${JSON.stringify(rows)}\n`);
    return say(rows.map((row) => `${row.format}  ${row.code}  ${row.provider ?? ''}  ${row.name}  ${row.detail}  (${row.row})\n`).join(''));
  };
}

function aliasCommand([verb, feed, spelling, target, ...rest]: readonly string[]): Command | Usage {
  const isFeed = feed === ANY_FEED || formatOf(feed) !== null;
  if (feed !== undefined && !isFeed) return { usage: `an alias is of a format or of any: ${[ANY_FEED, ...FEED_FORMATS].join(', ')}` };
  if (verb === 'list' && spelling === undefined) return (log, { json }) => listAliases(log, feed, json === true);
  const change = (flags: Flags) => {
    const kind = flags.provider === true ? ('provider' as const) : ('model' as const);
    return { which: { feed: feed ?? ANY_FEED, kind, spelling: spelling ?? '' }, by: { author: authorOf(flags), now: new Date() } };
  };
  const answer = (outcome: AliasResult) => {
    if ('refused' in outcome) return refuse(outcome.refused);
    return say(outcome.revision === null ? 'Nothing changed: no new revision.\n' : `Revision ${outcome.revision}.\n`);
  };
  if (verb === 'add' && feed !== undefined && spelling !== undefined && target !== undefined && rest.length === 0)
    return async (log, flags) => answer(await addAlias(log, change(flags).which, target, change(flags).by));
  if (verb === 'remove' && feed !== undefined && spelling !== undefined && target === undefined)
    return async (log, flags) => answer(await removeAlias(log, change(flags).which, change(flags).by));
  return { usage: 'alias takes add FEED SPELLING MODEL[:VARIANT], remove FEED SPELLING, or list' };
}

async function listAliases(log: CatalogLog, feed: string | undefined, json: boolean): Promise<number> {
  const aliases = (await log.read()).aliases.filter((alias) => feed === undefined || (alias.feed ?? ANY_FEED) === feed);
  if (json) return say(`${JSON.stringify(aliases)}\n`);
  const lines = aliases.map(({ feed: of, kind, spelling, target, variant }) => {
    const means = variant === null ? target : `${target}:${variant}`;
    return `${of ?? ANY_FEED}  ${kind}  ${spelling} = ${means}\n`;
  });
  return say(lines.join(''));
}

function gapsCommand({ limit = '50', out, json = false }: Flags): Command | Usage {
  if (!/^[1-9]\d{0,3}$/.test(limit)) return { usage: '--limit takes a whole number from 1 to 9999' };
  if (out === '') return { usage: '--out takes a file' };
  const on = new Date().toISOString().slice(0, 10);
  return async (log) => say(await gapsText(log, { on, limit: Number(limit), out, json }));
}

const formatsCommand: Command = () => say(FEED_FORMATS.map((format) => `${format}\n`).join(''));

/** Who changes the catalog: as said, or the user of this machine. */
function authorOf({ author }: Flags): string {
  return author ?? userInfo().username;
}

function say(text: string): number {
  process.stdout.write(text);
  return OK;
}

/** One line on standard error: what it says is what there is to do. */
function refuse(reason: string): number {
  process.stderr.write(`choose-if catalog: ${reason.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  return REFUSED;
}

async function run(): Promise<number> {
  const { misused, words, settings } = line;
  const { values, positionals } = words({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      'accept-gone': { type: 'boolean' },
      provider: { type: 'boolean' },
      'as-of': { type: 'string' },
      limit: { type: 'string' },
      out: { type: 'string' },
      author: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return say(USAGE);
  if (values.author === '') return misused('--author takes a name');
  const command = commandOf(positionals, values);
  if ('usage' in command) return misused(command.usage);
  const config = settings();
  const store = openStore(config.DATABASE_FILE, new Date());
  try {
    await seedFromFolder(store.catalog, new Date());
    return await command(store.catalog, values, config);
  } finally {
    await store.close();
  }
}

const line = commandLine('catalog', USAGE);
try {
  process.exitCode = await run();
} catch (error) {
  line.failed(error);
}
