import { isIP } from 'node:net';
import { isPublicAddress } from '../feed-io/public-address.ts';

/**
 * Where messages may go, as WEBHOOK_HOSTS lists it: `host` or `host:port` for https, `*` for any host with a public address, and
 * `http://127.0.0.1:port` for a receiver on this machine, in tests.
 */
export type WebhookHosts = readonly string[];

const HOST = /^(?:\*|[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?|http:\/\/127\.0\.0\.1:\d{1,5})$/;

/** The entries of a list apart by commas; null where one of them is none. */
export function webhookHosts(list: string): WebhookHosts | null {
  const entries = list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  return entries.every((entry) => HOST.test(entry)) ? entries : null;
}

/** Whether this is a receiver on this machine that the list names outright. */
export function isLocalReceiver({ protocol, host }: URL, hosts: WebhookHosts): boolean {
  return protocol === 'http:' && hosts.includes(`http://${host}`);
}

/** Why nothing may be posted to a URL, for a person; null where it may. The addresses that its name leads to are checked when it is posted to. */
export function webhookFault(address: string, hosts: WebhookHosts): string | null {
  if (!URL.canParse(address)) return 'This is no URL.';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return 'A URL with a user name or a password is not posted to.';
  if (url.hash !== '') return 'A fragment is never sent: leave it out.';
  if (isLocalReceiver(url, hosts)) return null;
  if (url.protocol !== 'https:') return 'Messages are posted by https only.';
  // URL leaves the port empty where it is 443
  if (!hosts.includes('*') && !hosts.includes(url.host)) return 'The operator of this service has not listed the host in WEBHOOK_HOSTS.';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) return 'The address is none of the public internet.';
  return null;
}
