import type { ClaimEntry } from '../../catalog/claim.ts';
import type { Naming } from './naming.ts';

/** One thing that a row states, in the words of our vocabulary. What the feed leaves out is not a statement: unknown stays unknown. */
export type FeedStatement = Pick<ClaimEntry, 'attribute' | 'value' | 'value_status'> &
  Partial<Pick<ClaimEntry, 'qualifier' | 'when' | 'conditions' | 'mode' | 'items' | 'se' | 'note'>>;

/** A row about a model or an offer, before it is matched with one of ours. */
export type FeedRow = {
  /**
   * A JSON pointer (RFC 6901) to the row, unique in the file and the same in every file that has the row. A member of a list is named by its
   * `id` and not by its index, which changes with the rows before it.
   */
  readonly row: string;
  readonly about: 'model' | 'offer';
  /** The provider as the feed spells it, or the service where the feed lists two under one name; null in a row about a model. */
  readonly provider: string | null;
  /** The feed's own name of the model, unchanged. */
  readonly name: string;
  /** What the name stands for. A name that moves on or is routed never makes a model. */
  readonly naming: Naming;
  /** The name for people, if the feed has one. It is never used to find the model. */
  readonly title: string | null;
  /** Further exact names that the row gives to the same model: a canonical slug, a Hugging Face id, what an alias points to. */
  readonly spellings: readonly string[];
  /** The region or edition (`free`, `batch` ...) that the feed marks explicitly; null where it marks none. */
  readonly variant: string | null;
  readonly statements: readonly FeedStatement[];
  /**
   * Of a row about an offer: what it says of the model wherever it is served. It becomes claims on the model, where all rows of the file that
   * speak of the model agree.
   */
  readonly ofModel: readonly FeedStatement[];
};

/** A row that can't be used, with the reason. */
export type FeedRejection = {
  readonly row: string;
  readonly code: 'malformed' | 'out_of_bounds' | 'not_a_model' | 'duplicate';
  readonly detail: string;
};

/** `count` is the number of rows in the file: every row is in `rows` or in `rejected`, none in both. */
export type ParsedFeed = { readonly count: number; readonly rows: readonly FeedRow[]; readonly rejected: readonly FeedRejection[] };

/** A file that is not of its format at all, with the reason: none of its rows is used. */
export type BrokenFeed = { readonly broken: string };

/** A public catalog that is read for models and offers. */
export type MarketFeed<Format extends string = string> = {
  readonly format: Format;
  /** The URL (https) that it is published at; null where it is published as no single file, and has to be put together first. */
  readonly address: string | null;
  /** The id of the source (in db/seed/sources.json) that the claims made from its rows name. */
  readonly source: string;
  /** Recorded with each import. Raise it when the same text would be parsed into something else. */
  readonly parserVersion: number;
  readonly read: (text: string) => ParsedFeed | BrokenFeed;
};
