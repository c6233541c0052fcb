import { calibrateAgain, calibrateOn } from '../service/calibrating/files.ts';
import { checksOf, reportText } from '../service/calibrating/report.ts';
import { commandLine } from './command-line.ts';

/** `npm run calibrate`: fits the items of abilities to all results that are kept, and measures how wrong it is. */
const USAGE = `usage: npm run --silent calibrate -- --check | --date DAY
--check      fits the newest kept results again, prints how wrong estimates are on results held out, and writes nothing.
--date DAY   takes the claims of the seed as they are, and writes db/calibration/results-DAY.json and db/seed/calibration/DAY.json.
Exit code 0: good enough; 1: not; 2: usage.
`;

const line = commandLine('calibrate', USAGE);
const { check, date } = line.words({ options: { check: { type: 'boolean' }, date: { type: 'string' } } }).values;
if ((check === true) === (date !== undefined)) line.misused('one of --check and --date is needed');
if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(date)) line.misused(`--date: ${date} is no day`);
try {
  const { day, entry } = date === undefined ? calibrateAgain() : calibrateOn(date);
  process.stdout.write(reportText(day, entry));
  process.exitCode = checksOf(entry.fit).every(({ holds }) => holds) ? 0 : 1;
} catch (error) {
  line.failed(error);
}
