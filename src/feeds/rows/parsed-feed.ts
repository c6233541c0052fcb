import type { ClaimEntry } from '../../catalog/claim.ts';

/** The feeds of the market: files of others that are read for offers and models. */
export const MARKET_FORMATS = ['models-dev', 'models-dev-models', 'litellm', 'openrouter', 'genai-prices'] as const;
/** Our own formats: claims whose subjects are named as the catalog names them. */
export const CLAIM_FORMATS = ['claims-json', 'claims-csv'] as const;
export type MarketFormat = (typeof MARKET_FORMATS)[number];
export type ClaimFormat = (typeof CLAIM_FORMATS)[number];
export type FeedFormat = MarketFormat | ClaimFormat;

/** One thing that a row states, in the words of our vocabulary. What the feed leaves out is no statement: unknown stays unknown. */
export type FeedStatement = Pick<ClaimEntry, 'attribute' | 'value' | 'value_status'> &
  Partial<Pick<ClaimEntry, 'qualifier' | 'when' | 'conditions' | 'note'>>;

/** A row about a model or an offer, before anybody has looked which of ours it is. */
export type FeedRow = {
  /**
   * Where it stands in the file: a JSON pointer (RFC 6901), unique in the file and the same whenever the row is there. A member of a list is
   * named by its `id` in place of its index, which would change with what stands before it.
   */
  readonly row: string;
  readonly about: 'model' | 'offer';
  /** As the feed spells it, or the service where the feed puts two under one name; null about a model as such. */
  readonly provider: string | null;
  /** What the feed calls the model, as it stands there. */
  readonly name: string;
  /** The name for people, if there is one. Never used to find the model. */
  readonly title: string | null;
  /** Further exact names that the row itself gives to the same model: a canonical slug, a Hugging Face id. */
  readonly spellings: readonly string[];
  /** The region, or the edition (`free`, `batch` ...), that the feed marks in its own explicit way; null where it marks none. */
  readonly variant: string | null;
  readonly statements: readonly FeedStatement[];
};

/** A row that can't be used: what is wrong with it, and where. */
export type FeedRejection = {
  readonly row: string;
  readonly code: 'malformed' | 'out_of_bounds' | 'not_a_model' | 'other_mode' | 'duplicate' | 'alias_of_another';
  readonly detail: string;
};

/** `count` is the number of rows in the file: every row is in `rows` or in `rejected`, none in both. */
export type ParsedFeed = { readonly count: number; readonly rows: readonly FeedRow[]; readonly rejected: readonly FeedRejection[] };

/** A file that is not of its format at all: nothing of it can be trusted. */
export type BrokenFeed = { readonly broken: string };

export type MarketFeed = {
  readonly format: MarketFormat;
  /** The id of the source (in the seed) whose claims the rows become. */
  readonly source: string;
  /** Raised when the same text would be read into something else. */
  readonly parserVersion: number;
  readonly read: (text: string) => ParsedFeed | BrokenFeed;
};

/** A row that nothing of the catalog could be found for, as it is kept until the next file of its format. */
export type ParkedFeedRow = {
  readonly format: FeedFormat;
  readonly row: string;
  readonly code: string;
  readonly detail: string;
  readonly name: string;
  readonly provider: string | null;
};
