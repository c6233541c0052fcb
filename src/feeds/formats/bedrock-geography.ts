import type { FeedStatement } from '../rows/parsed-feed.ts';
import { stated } from '../rows/statement.ts';

/**
 * Amazon Bedrock names its cross-region inference profiles by a prefix (AWS, "Supported Regions and models for inference profiles"): requests
 * stay within that geography, or with `global` go anywhere. Codes as data_residency has them.
 */
const GEOGRAPHIES: ReadonlyMap<string, string> = new Map([
  ['us', 'us'],
  ['us-gov', 'us'],
  ['eu', 'eu'],
  ['apac', 'apac'],
  ['jp', 'jp'],
  ['au', 'au'],
  ['ca', 'ca'],
  ['global', 'global'],
]);

export type Geography = { readonly prefix: string; readonly model: string; readonly statements: readonly FeedStatement[] };

/** The geography that the key names, the key without it, and what it says of where requests are processed; null without a prefix. */
export function bedrockGeography(key: string): Geography | null {
  const dot = key.indexOf('.');
  const prefix = key.slice(0, dot);
  const area = GEOGRAPHIES.get(prefix);
  // a geography stands before vendor and model: `eu.anthropic.claude-...`
  if (area === undefined || !key.slice(dot + 1).includes('.')) return null;
  return {
    prefix,
    model: key.slice(dot + 1),
    statements: stated('data_residency', [area], { conditions: `inference profile of the geography ${prefix}, by its name` }),
  };
}
