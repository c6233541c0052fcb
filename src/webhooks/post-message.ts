import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { checkedLookup } from '../feed-io/checked-lookup.ts';
import { isPublicAddress } from '../feed-io/public-address.ts';
import { isLocalReceiver, type WebhookHosts, webhookFault } from './webhook-host.ts';

/** How long a receiver may take to answer. */
const TIMEOUT_MS = 10_000;

export type Posted = { readonly status: number } | { readonly failed: string };

export type PostRules = {
  readonly hosts: WebhookHosts;
  readonly timeoutMs?: number;
  /** Certificates to trust in place of the usual ones. */
  readonly ca?: string;
  /** Whether a connection to this address is allowed; left out: public ones are. */
  readonly allowsAddress?: (address: string) => boolean;
};

/**
 * Posts a body and says the status, or why there is none. Redirects are not followed: a receiver that moved is a watch to be made anew. The
 * answer's body is of no interest and not read.
 */
export async function postMessage(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  rules: PostRules,
  stop: AbortSignal,
): Promise<Posted> {
  const fault = webhookFault(address, rules.hosts);
  if (fault !== null) return { failed: fault };
  const url = new URL(address);
  const timeout = AbortSignal.timeout(rules.timeoutMs ?? TIMEOUT_MS);
  const isLocal = isLocalReceiver(url, rules.hosts);
  const options: RequestOptions & { ca?: string } = {
    method: 'POST',
    agent: false,
    signal: AbortSignal.any([timeout, stop]),
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'choose-if',
    },
    ...(isLocal ? {} : { lookup: checkedLookup(rules.allowsAddress ?? isPublicAddress) }),
    ...(rules.ca === undefined ? {} : { ca: rules.ca }),
  };
  try {
    const send = isLocal ? requestPlain : requestSecure;
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      send(url, options, done).on('error', fail).end(body);
    });
    const status = answer.statusCode ?? 0;
    answer.destroy();
    return { status };
  } catch (error) {
    return { failed: timeout.aborted ? 'no answer in time' : error instanceof Error ? error.message : String(error) };
  }
}
