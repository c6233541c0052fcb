import type { Config } from '../config.ts';
import { commandLine } from './command-line.ts';

export type Flags = { readonly force: boolean; readonly json: boolean };
const FAILED = 1;

/** Runs a command on one file; `work` gives what is printed. Exit codes: 0 done, 1 failed with one line that says why, 2 usage. */
export async function onOneFile(
  name: string,
  usage: string,
  takesForce: boolean,
  work: (file: string, flags: Flags, config: Config) => Promise<{ readonly text: string; readonly failed?: boolean }>,
): Promise<void> {
  const { misused, failed, words, settings } = commandLine(name, usage);
  const { values, positionals } = words({ allowPositionals: true, options: { json: { type: 'boolean' }, force: { type: 'boolean' } } });
  if (values.force && !takesForce) return misused('there is nothing to --force');
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0) return misused('name one file');
  const config = settings();
  try {
    const done = await work(file, { force: values.force === true, json: values.json === true }, config);
    process.stdout.write(done.text);
    if (done.failed) process.exitCode = FAILED;
  } catch (error) {
    failed(error);
  }
}
