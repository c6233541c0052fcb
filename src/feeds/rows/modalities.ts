import type { FeedStatement } from './parsed-feed.ts';
import { type StatementDetails, stated } from './statement.ts';

/** The words of the feeds for what goes in or comes out, in ours. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['text', 'text'],
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['pdf', 'pdf'],
  // OpenRouter's word for documents
  ['file', 'pdf'],
]);

/** The kinds in the order of our vocabulary. A kind that we have no word for is left out, and the list then is no longer complete. */
export function modalities(
  attribute: 'modalities_in' | 'modalities_out',
  named: readonly string[],
  details: StatementDetails = {},
): FeedStatement[] {
  const inOurs = (name: string) => {
    const word = WORDS.get(name.toLowerCase());
    // nothing of ours puts documents out
    return word === 'pdf' && attribute === 'modalities_out' ? undefined : word;
  };
  const ours = [...new Set(WORDS.values())].filter((word) => named.some((name) => inOurs(name) === word));
  const foreign = named.filter((name) => inOurs(name) === undefined);
  if (ours.length === 0) return [];
  return stated(attribute, ours, foreign.length === 0 ? details : { ...details, qualifier: 'at_least' });
}
