import { backUp } from '../store/files/backup.ts';
import { onOneFile } from './copying.ts';
import { holdingsText } from './holdings-text.ts';

/** `npm run backup`: copies DATABASE_FILE while a service may be writing to it. */
const USAGE = `usage: npm run --silent backup -- FILE [--force] [--json]
Copies DATABASE_FILE, in use or not, into FILE, and looks through the copy. --force replaces a FILE that is there.
`;

await onOneFile('backup', USAGE, true, async (file, { force, json }, { DATABASE_FILE }) => {
  const made = await backUp(DATABASE_FILE, file, { force });
  const { bytes, sha256 } = made;
  return { text: json ? `${JSON.stringify(made)}\n` : `${file}: ${bytes} bytes, sha256 ${sha256}\n${holdingsText(made)}` };
});
