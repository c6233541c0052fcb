import { restore } from '../store/files/restore.ts';
import { onOneFile } from './copying.ts';
import { holdingsText } from './holdings-text.ts';

/** `npm run restore`: puts a backup in the place of DATABASE_FILE, which nobody may have open. */
const USAGE = `usage: npm run --silent restore -- FILE [--force] [--json]
Looks through FILE and makes a copy of it DATABASE_FILE. --force puts a database that is there aside; nothing is deleted.
`;

await onOneFile('restore', USAGE, true, async (file, { force, json }, { DATABASE_FILE }) => {
  const made = await restore(file, DATABASE_FILE, { force, now: new Date() });
  const kept = made.kept === null ? '' : `the one before is ${made.kept}\n`;
  return { text: json ? `${JSON.stringify(made)}\n` : `${DATABASE_FILE}: sha256 ${made.sha256}\n${holdingsText(made)}${kept}` };
});
