import { CalendarDate } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Completeness, completenessOf } from '../catalog/completeness/completeness.ts';
import { indexCatalog } from '../catalog/derived/index-catalog.ts';
import { seedFromFolder } from '../service/seeding/seed.ts';
import { openStore } from '../store/sqlite/store.ts';
import { commandLine } from './command-line.ts';
import { completenessText } from './completeness-text.ts';

/** `npm run completeness`: how much is known of the leading models and providers, against the floors of db/seed/completeness.json. */
const USAGE = `usage: npm run --silent completeness -- [--on YYYY-MM-DD] [--database] [--json]

  --on        the day that ages are counted to; left out: the day that each floor names
  --database  of the newest revision in DATABASE_FILE; left out: of the seed

Exit code 0: every floor is met; 1: one is not; 2: usage.
`;

const BELOW = 1;

/** The catalog of a database, or the one that the seed makes. */
async function catalogIn(database: string): Promise<Catalog> {
  const store = openStore(database, new Date());
  try {
    await seedFromFolder(store.catalog, new Date());
    return indexCatalog(await store.catalog.read());
  } finally {
    await store.close();
  }
}

async function run(): Promise<number> {
  const { on, json, database, help } = line.words({
    options: {
      on: { type: 'string' },
      json: { type: 'boolean' },
      database: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (on !== undefined && !CalendarDate.safeParse(on).success) return line.misused('--on takes a day that exists, YYYY-MM-DD');
  const found: Completeness = completenessOf(await catalogIn(database ? line.settings().DATABASE_FILE : ':memory:'), on);
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : completenessText(found));
  return found.met ? 0 : BELOW;
}

const line = commandLine('completeness', USAGE);
try {
  process.exitCode = await run();
} catch (error) {
  line.failed(error);
}
