import { fileHash } from '../store/files/file-hash.ts';
import { found } from '../store/files/same-file.ts';
import { verifyFile } from '../store/files/verify.ts';
import { onOneFile } from './copying.ts';
import { holdingsText } from './holdings-text.ts';

/** `npm run verify`: looks through a database or a backup, reading only. */
const USAGE = `usage: npm run --silent verify -- FILE [--json]
Reads every page, row reference, migration, the newest revision and every decision of FILE. Exit code 1: it has faults.
`;

await onOneFile('verify', USAGE, false, async (file, { json }) => {
  const bytes = found(file)?.size;
  if (bytes === undefined) throw new Error(`there is no file ${file}`);
  const verified = verifyFile(file);
  const failed = verified.faults.length > 0;
  const sha256 = await fileHash(file);
  if (json) return { text: `${JSON.stringify({ ...verified, file, bytes, sha256 })}\n`, failed };
  const faults = verified.faults.map((fault) => `fault: ${fault}\n`).join('');
  return { text: `${file}: ${bytes} bytes, sha256 ${sha256}\n${failed ? faults : holdingsText(verified)}`, failed };
});
