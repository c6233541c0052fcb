import { isIP } from 'node:net';
import { z } from 'zod';
import { PUBLISHED_FORMATS, type PublishedFormat } from './feeds/formats/market-feeds.ts';
import { webhookHosts } from './webhooks/webhook-host.ts';

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `expected a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.int().min(least, `expected ${least} or more`).max(most, `expected ${most} or less`));

const listOf = (isMember: (member: string) => boolean, expected: string) =>
  z
    .string()
    .max(4096)
    .transform((list) => list.split(',').map((member) => member.trim()))
    .refine((members) => members.every(isMember), expected)
    .default([]);

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  return (
    version !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}

/** The environment, whole: every setting, its default and its bounds. An empty value counts as not set. */
const Environment = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'expected an address or a host name')
    .default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8080),
  DATABASE_FILE: z.string().max(4096).default('data/choose-if.sqlite'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'expected fatal, error, warn, info, debug, trace or silent')
    .default('info'),
  /** Requests of one key, or of one address without a key; 0: no limit. */
  RATE_LIMIT_PER_MINUTE: whole(0, 1_000_000).default(0),
  /** Proxies in front, whose X-Forwarded-For says who asks: addresses and networks (10.0.0.0/8), separated by commas. */
  TRUSTED_PROXIES: listOf(isAddressOrNetwork, 'expected addresses or networks such as 10.0.0.0/8, separated by commas'),
  /** Origins whose pages may read answers, separated by commas, or `*` for any; empty: none. */
  CORS_ORIGINS: listOf(
    (origin) => origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin),
    'expected origins such as https://tools.example.com, separated by commas, or *',
  ),
  /** How late the event loop may be before requests are turned away with 503; 0: never. */
  MAX_EVENT_LOOP_DELAY_MS: whole(0, 60_000).default(1000),
  /** A key with every scope, for first set-up. */
  BOOTSTRAP_KEY: z
    .string()
    .min(16, 'expected 16 characters or more')
    .max(512, 'expected 512 characters or less')
    .regex(/^[A-Za-z0-9._~+/-]+=*$/, 'expected what can be sent as a bearer token: A-Z a-z 0-9 . _ ~ + / -')
    .optional(),
  /** `open`: only changing the catalog needs a key. `required`: everything does but health and documents. */
  AUTH: z.enum(['open', 'required'], 'expected open or required').default('open'),
  /** Hosts besides the known ones that `npm run catalog -- import FORMAT URL` may fetch from: `host` or `host:port`, separated by commas. */
  FEED_HOSTS: z
    .string()
    .max(4096)
    .regex(/^[a-z0-9.-]+(?::\d{1,5})?(?:,[a-z0-9.-]+(?::\d{1,5})?)*$/, 'expected host names in lower case, separated by commas')
    .transform((hosts) => hosts.split(','))
    .default([]),
  /** Feeds that a running service refreshes from their addresses, in this order, separated by commas; empty: none. */
  FEEDS: listOf(
    (feed) => PUBLISHED_FORMATS.some((format) => format === feed),
    `expected feeds (${PUBLISHED_FORMATS.join(', ')}), separated by commas`,
  ).transform((feeds) => [...new Set(feeds)] as PublishedFormat[]),
  /** How old a feed may become before it is refreshed; 0: the service refreshes none. */
  FEED_REFRESH_HOURS: whole(0, 8760).default(0),
  /** Whom messages on watched decisions may be posted to; empty: nobody. */
  WEBHOOK_HOSTS: z
    .string()
    .max(4000)
    .refine(
      (list) => webhookHosts(list) !== null,
      'expected hosts apart by commas: host, host:port, * for any public one, or http://127.0.0.1:port for tests',
    )
    .transform((list) => webhookHosts(list) ?? [])
    .default([]),
  /** How long in-flight requests may take after SIGTERM before the process ends anyway. */
  SHUTDOWN_TIMEOUT_MS: whole(100, 600_000).default(10_000),
  /** How long /readyz says 503 before connections are refused, for a balancer that has to notice. */
  SHUTDOWN_DELAY_MS: whole(0, 600_000).default(0),
});
export type Config = Readonly<z.infer<typeof Environment>>;
export type ConfigKey = keyof Config;
export const CONFIG_KEYS = Object.keys(Environment.shape) as readonly ConfigKey[];

/** Never holds the values: one of them is a key. */
export type BadSetting = { readonly setting: string; readonly reason: string };

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config | { readonly bad: readonly BadSetting[] } {
  const given = Object.fromEntries(CONFIG_KEYS.map((key) => [key, env[key] === '' ? undefined : env[key]]));
  const read = Environment.safeParse(given);
  if (read.success) return Object.freeze(read.data);
  return { bad: read.error.issues.map((issue) => ({ setting: issue.path.join('.'), reason: issue.message })) };
}
