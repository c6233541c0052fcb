import type { FeedStatement } from './parsed-feed.ts';
import { type StatementDetails, stated } from './statement.ts';

/** Our words for the feeds' kinds of input and output. */
const OUR_WORDS: ReadonlyMap<string, string> = new Map([
  ['text', 'text'],
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['pdf', 'pdf'],
  // OpenRouter's word for documents
  ['file', 'pdf'],
]);

/** The kinds in the order of our vocabulary. A kind without a word of ours is left out; the list is marked `at_least` then. */
export function modalities(
  attribute: 'modalities_in' | 'modalities_out',
  named: readonly string[],
  details: StatementDetails = {},
): FeedStatement[] {
  const inOurs = (name: string) => {
    const word = OUR_WORDS.get(name.toLowerCase());
    // the vocabulary has no documents as output
    return word === 'pdf' && attribute === 'modalities_out' ? undefined : word;
  };
  const ours = [...new Set(OUR_WORDS.values())].filter((word) => named.some((name) => inOurs(name) === word));
  const foreign = named.filter((name) => inOurs(name) === undefined);
  if (ours.length === 0) return [];
  return stated(attribute, ours, foreign.length === 0 ? details : { ...details, qualifier: 'at_least' });
}
