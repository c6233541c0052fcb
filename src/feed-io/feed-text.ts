/** The largest feed that is read, in bytes after decompression: 25 times the largest of today. */
export const LARGEST_FEED_BYTES = 64 * 1024 * 1024;

/** A feed as it came, or why there is none. */
export type FeedBytes = { readonly bytes: Uint8Array } | { readonly refused: string };

/** The text of a feed, or why there is none. */
export type FeedText = { readonly text: string } | { readonly refused: string };

/** Bytes as text; what is no UTF-8 is damaged and never repaired. */
export function feedText(bytes: Uint8Array): FeedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { refused: 'the content is no UTF-8' };
  }
}

export function tooLarge(limit: number): { readonly refused: string } {
  return { refused: `the feed is larger than ${limit} bytes` };
}
