import type { ClaimEntry, Source, SourceEntry } from '../../catalog/claim.ts';
import type { Model, Offer, Provider } from '../../catalog/entries.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { BrokenFeed } from '../rows/parsed-feed.ts';

/** One fault of a file. `pointer` is a JSON pointer into it; for CSV `line N` and the column. */
export type ClaimFault = {
  readonly pointer: string;
  readonly code:
    | 'malformed'
    | 'unknown_attribute'
    | 'unknown_source'
    | 'bad_value'
    | 'bad_unit'
    | 'bad_period'
    | 'duplicate'
    | 'already_declared';
  readonly detail: string;
};

/** One claim of the file that is sound in itself. Whether its subject exists is not checked yet. */
export type ClaimRow = {
  /** A JSON pointer, or `line N` of the CSV. */
  readonly row: string;
  readonly subject: string;
  readonly entry: Omit<ClaimEntry, 'source'>;
  /** The id of a source of the catalog or the file, or the source itself. */
  readonly source: string | SourceEntry;
};

/** A row that can't be used, with all its faults. */
export type ClaimRejection = { readonly row: string; readonly faults: readonly ClaimFault[] };

/** The subjects, attributes and sources that the file adds for its claims. */
export type Declared = {
  readonly attributes: readonly Attribute[];
  readonly providers: readonly Provider[];
  readonly models: readonly Model[];
  readonly offers: readonly Offer[];
  readonly sources: readonly Source[];
};

/** `count` is the number of claims in the file: every one is in `rows` or in `rejected`. `faults` are those of the declarations. */
export type ParsedClaims = {
  readonly count: number;
  readonly declared: Declared;
  readonly rows: readonly ClaimRow[];
  readonly rejected: readonly ClaimRejection[];
  readonly faults: readonly ClaimFault[];
};

/** What a claim is checked against: the attributes and sources of the catalog. */
export type ClaimContext = { readonly attributes: ReadonlyMap<string, Attribute>; readonly sources: ReadonlyMap<string, Source> };

export type ClaimFileReader = (text: string, context: ClaimContext) => ParsedClaims | BrokenFeed;
