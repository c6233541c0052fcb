import { readConfig } from '../config.ts';
import { readSeedFolder } from '../service/seeding/read-seed.ts';
import { examine, type Finding } from '../store/files/examine.ts';
import { failureText } from '../store/files/storage-advice.ts';
import { commandLine } from './command-line.ts';

/** `npm run doctor`: looks at the settings and at DATABASE_FILE, and says what there is to do. Changes nothing. */
const USAGE = `usage: npm run --silent doctor -- [--json]
One line a check: ok, warn or fail. Exit code 0: nothing failed; 1: something did; 2: usage.
`;

async function findingsOf(): Promise<Finding[]> {
  const config = readConfig(process.env);
  if ('bad' in config)
    return config.bad.map(({ setting, reason }) => ({ check: 'settings', state: 'fail', detail: `${setting}: ${reason}` }));
  const settings: Finding = { check: 'settings', state: 'ok', detail: 'every setting can be used' };
  const { DATABASE_FILE, AUTH, BOOTSTRAP_KEY, FEEDS, FEED_REFRESH_HOURS } = config;
  try {
    const bootstrap = BOOTSTRAP_KEY !== undefined;
    const examined = {
      database: DATABASE_FILE,
      authRequired: AUTH === 'required',
      bootstrap,
      now: new Date(),
      feeds: FEEDS,
      refreshHours: FEED_REFRESH_HOURS,
      seedFingerprint: () => readSeedFolder().fingerprint,
    };
    return [settings, ...(await examine(examined))];
  } catch (error) {
    return [settings, { check: 'database', state: 'fail', detail: failureText(error) }];
  }
}

const { json } = commandLine('doctor', USAGE).words({ options: { json: { type: 'boolean' } } }).values;
const findings = await findingsOf();
if (json) process.stdout.write(`${JSON.stringify({ findings })}\n`);
else for (const { check, state, detail } of findings) process.stdout.write(`${state.padEnd(5)}${check.padEnd(11)}${detail}\n`);
process.exitCode = findings.some(({ state }) => state === 'fail') ? 1 : 0;
