import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { failureText } from '../store/storage-advice.ts';

export type Flags = { readonly force: boolean; readonly json: boolean };
const FAILED = 1;
const BAD_USAGE = 2;

/** Runs a command on one file; `work` gives what is printed. Exit codes: 0 done, 1 failed with one line that says why, 2 usage. */
export async function onOneFile(
  name: string,
  usage: string,
  takesForce: boolean,
  work: (file: string, flags: Flags, config: Config) => Promise<{ readonly text: string; readonly failed?: boolean }>,
): Promise<void> {
  const end = (reason: string, code: number, more = ''): void => {
    process.stderr.write(`choose-if ${name}: ${reason}\n${more}`);
    process.exitCode = code;
  };
  let read: { readonly values: { readonly force?: boolean; readonly json?: boolean }; readonly positionals: readonly string[] };
  try {
    read = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, force: { type: 'boolean' } } });
  } catch (error) {
    return end(failureText(error), BAD_USAGE, usage);
  }
  if (read.values.force && !takesForce) return end('there is nothing to --force', BAD_USAGE, usage);
  const [file, ...rest] = read.positionals;
  if (!file || rest.length > 0) return end('name one file', BAD_USAGE, usage);
  const config = readConfig(process.env);
  if ('bad' in config) return end(config.bad.map(({ setting, reason }) => `${setting}: ${reason}`).join('; '), BAD_USAGE);
  try {
    const { text, failed } = await work(file, { force: read.values.force === true, json: read.values.json === true }, config);
    process.stdout.write(text);
    if (failed) process.exitCode = FAILED;
  } catch (error) {
    end(failureText(error), FAILED);
  }
}
