import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { failureText } from '../store/files/storage-advice.ts';

const FAILED = 1;
const BAD_USAGE = 2;

/** What every command does alike: what is wrong in one line on standard error, never a stack, and an exit code that says which kind it is. */
export function commandLine(name: string, usage: string) {
  const end = (reason: string, code: number, more = ''): never => {
    process.stderr.write(`choose-if ${name}: ${reason}\n${more}`);
    return process.exit(code);
  };
  const misused = (reason: string): never => end(reason, BAD_USAGE, usage);
  return {
    /** Ends with code 2 and the usage. */
    misused,
    failed: (error: unknown, code = FAILED): never => end(failureText(error), code),
    words<const T extends ParseArgsConfig>(taken: T) {
      try {
        return parseArgs(taken);
      } catch (error) {
        return misused(failureText(error));
      }
    },
    /** The settings; ends with code 2 where one can't be used. */
    settings(): Config {
      const config = readConfig(process.env);
      if (!('bad' in config)) return config;
      return end(config.bad.map(({ setting, reason }) => `${setting}: ${reason}`).join('; '), BAD_USAGE);
    },
  };
}
