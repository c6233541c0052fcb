import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { isIP } from 'node:net';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { checkedLookup } from './checked-lookup.ts';
import { type FeedBytes, type FeedText, feedText, LARGEST_FEED_BYTES, tooLarge } from './feed-text.ts';
import { isPublicAddress } from './public-address.ts';

export type FetchRules = {
  /** The hosts that may be asked, also after a redirect: `host` for port 443, or `host:port`. */
  readonly hosts: readonly string[];
  /** Whether a connection to this address is allowed. */
  readonly allowsAddress: (address: string) => boolean;
  readonly largestBytes: number;
  readonly timeoutMs: number;
  readonly mostRedirects: number;
  /** Certificates to trust in place of the usual ones. */
  readonly ca?: string;
  /** Breaks the fetch off. Left out: nothing does but the time. */
  readonly stop?: AbortSignal;
};

/** The rules that ship, but for the hosts: those are for the caller to say. */
export const FETCH_RULES: Omit<FetchRules, 'hosts'> = {
  allowsAddress: isPublicAddress,
  largestBytes: LARGEST_FEED_BYTES,
  timeoutMs: 60_000,
  mostRedirects: 3,
};

const REDIRECTS: readonly (number | undefined)[] = [301, 302, 303, 307, 308];

/** Fetches the text of a feed under the rules, whole or not at all; every refusal says why. */
export async function fetchFeed(address: string, rules: FetchRules): Promise<FeedText> {
  const fetched = await fetchFeedBytes(address, rules);
  return 'refused' in fetched ? fetched : feedText(fetched.bytes);
}

/** The same as bytes, for who reads them elsewhere. */
export async function fetchFeedBytes(address: string, rules: FetchRules): Promise<FeedBytes> {
  const timeout = AbortSignal.timeout(rules.timeoutMs);
  const signal = rules.stop === undefined ? timeout : AbortSignal.any([timeout, rules.stop]);
  try {
    let url = address;
    for (let redirects = 0; redirects <= rules.mostRedirects; redirects++) {
      const target = targetOf(url, rules);
      if ('refused' in target) return target;
      const response = await ask(target.url, rules, signal);
      if (!REDIRECTS.includes(response.statusCode)) return await contentOf(response, rules, signal);
      response.destroy();
      const { location } = response.headers;
      if (location === undefined || !URL.canParse(location, target.url)) return { refused: 'the answer redirects to nowhere' };
      url = new URL(location, target.url).href;
    }
    return { refused: `more than ${rules.mostRedirects} redirects` };
  } catch (error) {
    if (timeout.aborted) return { refused: `no complete answer within ${rules.timeoutMs} ms` };
    return { refused: `the feed can't be fetched: ${(error as Error).message}` };
  }
}

function targetOf(address: string, rules: FetchRules): { readonly url: URL } | { readonly refused: string } {
  if (!URL.canParse(address)) return { refused: 'this is no URL' };
  const url = new URL(address);
  if (url.protocol !== 'https:') return { refused: `only https is fetched, not ${url.protocol.slice(0, -1)}` };
  if (url.username !== '' || url.password !== '') return { refused: 'a URL with a user name or a password is not fetched' };
  // URL leaves the port empty where it is 443
  if (!rules.hosts.includes(url.host)) return { refused: `${url.host} is not on the list of hosts (FEED_HOSTS)` };
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !rules.allowsAddress(literal)) return { refused: `${literal} is not a public address` };
  return { url };
}

function ask(url: URL, rules: FetchRules, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    agent: false,
    lookup: checkedLookup(rules.allowsAddress),
    signal,
    headers: { accept: 'application/json, text/csv;q=0.9, */*;q=0.1', 'accept-encoding': 'gzip', 'user-agent': 'choose-if' },
    ...(rules.ca === undefined ? {} : { ca: rules.ca }),
  };
  return new Promise((done, fail) => {
    request(url, options, done).on('error', fail).end();
  });
}

async function contentOf(response: IncomingMessage, rules: FetchRules, signal: AbortSignal): Promise<FeedBytes> {
  const refuse = (refused: FeedBytes) => {
    response.destroy();
    return refused;
  };
  if (response.statusCode !== 200) return refuse({ refused: `the answer has the status ${response.statusCode}` });
  const announced = response.headers['content-length'];
  if (announced !== undefined && Number(announced) > rules.largestBytes) return refuse(tooLarge(rules.largestBytes));
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    return refuse({ refused: `the content is encoded as ${encoding}, which was not asked for` });

  const chunks: Uint8Array[] = [];
  let decoded = 0;
  let received = 0;
  response.on('data', (chunk: Uint8Array) => {
    received += chunk.length;
  });
  const sink = new Writable({
    write(chunk: Uint8Array, _encoding, next) {
      decoded += chunk.length;
      chunks.push(chunk);
      next(decoded > rules.largestBytes ? new Error(`the feed is larger than ${rules.largestBytes} bytes`) : null);
    },
  });
  if (encoding === 'gzip') await pipeline(response, createGunzip(), sink, { signal });
  else await pipeline(response, sink, { signal });
  if (!response.complete || (announced !== undefined && Number(announced) !== received)) return { refused: 'the answer was cut off' };
  return { bytes: Buffer.concat(chunks) };
}
