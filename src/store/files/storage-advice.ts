/** What the operator can do, by what SQLite or the system says; the first that fits. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/SQLITE_FULL|ENOSPC|EDQUOT|EFBIG|database or disk is full/, 'make room on the disk, then try again'],
  [/SQLITE_NOTADB|file is not a database/, 'set DATABASE_FILE to a database of this service, or restore a backup (npm run restore)'],
  [
    /SQLITE_CORRUPT|database disk image is malformed/,
    'the file is damaged: restore a backup (npm run restore); npm run verify says what is wrong',
  ],
  [/SQLITE_READONLY|EACCES|EPERM|EROFS|attempt to write a readonly database/, 'let this user write to the file and to its folder'],
  [
    /SQLITE_CANTOPEN|unable to open database file|ENOTDIR|EISDIR|directory does not exist/,
    'set DATABASE_FILE to a file in a folder that this user can write to',
  ],
  [/SQLITE_BUSY|database is locked/, 'another process holds the database: end it, or wait until it is done'],
  [/SQLITE_IOERR/, 'the disk or the file system failed: look at the system log, and at npm run verify'],
  [/EADDRINUSE/, 'another process listens there: end it, or set PORT'],
  [/EADDRNOTAVAIL|ENOTFOUND/, 'set HOST to an address of this machine'],
  [/newer schema/, 'run the release that made it, or restore a backup of before'],
];

/** An error in one line, with what there is to do about it where that is known. Never a stack. */
export function failureText(error: unknown): string {
  const said: string[] = [];
  const codes: string[] = [];
  for (let at: unknown = error; at !== undefined && said.length < 5; at = at instanceof Error ? at.cause : undefined) {
    const message = at instanceof Error ? at.message : String(at);
    if (!said.some((one) => one.includes(message))) said.push(message);
    if (at instanceof Error && 'code' in at) codes.push(String(at.code));
  }
  const line = said.join(': ').replaceAll(/\s*\n\s*/g, ' ');
  const advice = ADVICE.find(([pattern]) => pattern.test(`${codes.join(' ')} ${line}`))?.[1];
  return advice === undefined ? line : `${line}; ${advice}`;
}
