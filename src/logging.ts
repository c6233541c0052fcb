import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

const SECRETS = ['authorization', 'cookie', 'x-api-key', 'set-cookie'];

/** JSON lines. No body, header or query is ever logged on purpose; redaction is for the day somebody does. */
export function createLogger(level: Config['LOG_LEVEL'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: SECRETS.flatMap((name) => [`["${name}"]`, `headers["${name}"]`, `req.headers["${name}"]`, `res.headers["${name}"]`]),
      censor: '[redacted]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
