import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedDataIsMissing, sharedFile, WHERE } from '../test/feeds/shared-data.ts';
import { ANALYSES } from './questions.ts';
import { randomAnalyses } from './same-answers/analyses.ts';
import { askChanges, askImports } from './same-answers/changes.ts';
import { bothOf, type Checkout, checkoutAt, type Pair, serve } from './same-answers/checkout.ts';
import { runBoth } from './same-answers/commands.ts';
import { askDecisions } from './same-answers/decisions.ts';
import { askDocument } from './same-answers/document.ts';
import { findings } from './same-answers/findings.ts';
import { askMalformed, brokenBodies } from './same-answers/malformed.ts';
import { askLists, askPages, askRevisions, DAY, spread, type Words } from './same-answers/pages.ts';
import { randomComparisons, randomRankings } from './same-answers/requests.ts';
import { type Question, type Session, session } from './same-answers/session.ts';
import {
  benchesAsked,
  caseRequests,
  casesAsked,
  fuzzAsked,
  posting,
  profilesAsked,
  rankings,
  verdictsAsked,
} from './same-answers/stored.ts';

/**
 * `npm run bench:same-answers -- BEFORE AFTER [--requests 500] [--seed 1]`: whether two checkouts answer the same, to the byte. Both run as
 * their users run them, a service and commands, each on databases of its own; whatever lies where in src/ makes no difference. Exit code 1
 * on any difference.
 */
const USAGE = 'usage: npm run bench:same-answers -- CHECKOUT-BEFORE CHECKOUT-AFTER [--requests 500] [--seed 1]';
/** The most that it all may take. */
const DEADLINE_MS = 60 * 60_000;
/** Of each, those that are broken, or saved as a decision. */
const BROKEN = 100;
const SAVED = 24;
/** Questions between two starts of the services. */
const IN_A_PART = 600;
const FEEDS = ['models-dev-models', 'models-dev', 'litellm', 'openrouter', 'genai-prices'] as const;
const CATALOGS = { seed: [], market: FEEDS } as const;

type Options = { readonly requests: number; readonly seed: number };

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
setTimeout(() => giveUp(`not done within ${DEADLINE_MS / 60_000} minutes`, 1), DEADLINE_MS).unref();

const { checkouts, options } = asked();
const folder = mkdtempSync(join(tmpdir(), 'choose-if-same-answers-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const answered = findings();
for (const [catalog, feeds] of Object.entries(CATALOGS)) {
  if (feeds.length > 0 && sharedDataIsMissing) console.log(`NOT ASKED: the catalog of the market ${WHERE}`);
  else await askOver(catalog, feeds).catch(endedEarly);
}
answered.print();
console.log(
  'Taken out of records, revisions, changes and what commands say: instants, ids of records, hashes over both (which are checked).',
);
console.log(`${answered.different()} different; requests ${options.requests}, seed ${options.seed}`);
process.exit(answered.different() === 0 ? 0 : 1);

function asked(): { checkouts: Pair<Checkout>; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { requests: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
    });
    const [before, after, ...rest] = positionals;
    const [requests, seed] = [Number(values.requests), Number(values.seed)];
    if (before === undefined || after === undefined || rest.length > 0) throw new Error('two checkouts are expected');
    if (!(Number.isSafeInteger(requests) && requests > 0 && Number.isSafeInteger(seed))) throw new Error('whole numbers are expected');
    return { checkouts: [checkoutAt(before), checkoutAt(after)], options: { requests, seed } };
  } catch (error) {
    return giveUp(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2);
  }
}

/** A service that dies or hangs is a difference too: what was asked until then is shown before the reason. */
function endedEarly(error: unknown): never {
  answered.print();
  return giveUp(`ENDED EARLY: ${error instanceof Error ? error.message : error}`, 1);
}

/** Ends with one line; the exit of this process ends those that it started. */
function giveUp(reason: string, code: number): never {
  console.error(reason);
  process.exit(code);
}

/** Every question over one catalog, on two databases that are made for it. */
async function askOver(catalog: string, feeds: readonly (typeof FEEDS)[number][]): Promise<void> {
  const databases = [join(folder, `${catalog}-before.sqlite`), join(folder, `${catalog}-after.sqlite`)] as const;
  const run = (...words: [string, ...string[]]) => runBoth({ catalog, checkouts, databases, answered }, words);
  for (const feed of feeds) await run('catalog', 'import', feed, sharedFile(feed), '--as-of', DAY, '--author', 'same', '--json');
  const names = [new Map<string, string>(), new Map<string, string>()] as const;
  // started again for each part: what a service keeps in memory of one does not add to the next
  await askAll(async (ask) => {
    const servers = await bothOf([0, 1] as const, (i) => serve(checkouts[i], databases[i]));
    const asked = await ask(session(catalog, answered, servers, names));
    await bothOf(servers, ({ stop }) => stop());
    return asked;
  });
  for (const words of commandsOf(feeds)) await run(...words);
  for (const file of databases) rmSync(file);
}

/** What the commands say of it all afterwards, and how they are misused. */
function commandsOf([feed = 'openrouter']: readonly string[]): [string, ...string[]][] {
  const again = ['catalog', 'import', feed, sharedFile(feed as (typeof FEEDS)[number])] as const;
  return [
    ...(sharedDataIsMissing ? [] : [[...again, '--as-of', DAY, '--dry-run'] as [string, ...string[]]]),
    ['catalog', 'parked', '--json'],
    ['catalog', 'alias', 'list'],
    ['catalog', 'alias', 'add', 'any', 'same-answers', 'meta/llama-4-scout', '--author', 'same'],
    ['catalog', 'alias', 'add', 'any', 'same-answers', 'meta/none'],
    ['catalog', 'formats'],
    ['catalog', '--help'],
    ['catalog', 'import', 'none', '/none'],
    ['catalog', 'import', 'claims-json', '/none'],
    ['decisions', 'list'],
    ['decisions', 'check', '--as-of', DAY],
    ['decisions', 'check', '--as-of', DAY, '--severity', 'info', '--json'],
    ['keys', 'list'],
    ...['catalog', 'decisions', 'keys', 'backup', 'restore', 'verify', 'doctor'].map((name): [string, string] => [name, '--none']),
  ];
}

type Part = <T>(ask: (both: Session) => Promise<T>) => Promise<T>;

/** Reads first, then what is saved, then what changes the catalog. */
async function askAll(part: Part): Promise<void> {
  const words = await part(async (both) => {
    const read = await askLists(both);
    await askPages(both, read);
    return read;
  });
  await part(askRevisions);
  const { requests, seed } = options;
  const asked = randomRankings(words, requests, seed);
  const questions = questionsOf(words, asked);
  for (let at = 0; at < questions.length; at += IN_A_PART)
    await part(async (both) => {
      for (const question of questions.slice(at, at + IN_A_PART)) await both.ask(question);
    });
  await part(async (both) => {
    await askMalformed(both);
    await askDocument(both, words, seed);
  });
  const chosen = [...spread(caseRequests(), SAVED / 2), ...asked.slice(0, SAVED / 2)];
  const saved = await part((both) => askDecisions(both, chosen));
  await part(askImports);
  await part(async (both) => {
    await askChanges(both, saved, rankings('', spread(asked, SAVED)));
    await both.ask({ kind: 'names of metrics', method: 'GET', path: '/metrics', settled: true });
  });
}

/** Bodies that something is worked out for. */
function questionsOf(words: Words, asked: readonly object[]): Question[] {
  const { requests, seed } = options;
  const compared = randomComparisons(words, requests, seed);
  const analysed = randomAnalyses(requests, seed);
  return [
    ...casesAsked(),
    ...profilesAsked(words),
    ...verdictsAsked(words),
    ...fuzzAsked(words),
    ...benchesAsked(),
    ...rankings('random rankings', asked),
    ...compared.map((body) => posting('random comparisons', '/v1/comparisons', body)),
    ...analysed.map((body) => posting('random analyses', '/v1/analyses', body)),
    ...ANALYSES.slice(0, 20).map((request) => ({ kind: 'analyses of the benches', ...request })),
    ...brokenBodies({ rankings: asked, comparisons: compared, analyses: analysed }, BROKEN, seed),
  ];
}
