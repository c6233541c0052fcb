import type { CatalogData } from '../../catalog/catalog-data.ts';
import type { Contents, Member } from '../../catalog/kinds.ts';
import type { Origin, Revision } from '../../catalog/revision.ts';
import type { Change } from '../../catalog/rows/change.ts';
import type { LiveRows } from '../../catalog/rows/live-rows.ts';
import type { FeedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ParkedEntry, ParkedFeedRow } from '../../feeds/plan/change-plan.ts';

/** Entries to add, and ids of entries to retire. An id that is in both is changed. */
export type CatalogChange = {
  readonly add: Partial<Contents>;
  readonly retire: { readonly [M in Member]?: readonly string[] };
};

export type ChangeRecord = {
  readonly origin: Origin;
  readonly author: string;
  readonly now: Date;
  readonly note: string;
  /** The number of the revision that the change was worked out on; 0 where there was none. */
  readonly basis: number;
};

/** The file that a change was read from. */
export type FeedFile = {
  readonly format: FeedFormat;
  /** Of its text, in hexadecimal digits. */
  readonly sha256: string;
  /** The version of the parser that read it. */
  readonly parserVersion: number;
  /** Rows of which nothing is known; where two say the same row, the first counts. */
  readonly parked: readonly ParkedEntry[];
};

/** What is kept in the transaction of a change, also where the change is none. */
export type Beside = {
  /** Takes the place of the last file of the format, with its parked rows. */
  readonly feed?: FeedFile;
  /** The fingerprint of the seed that is applied whole with this; null: the seed is of no files, and those are to be read next time. */
  readonly seed?: string | null;
};

/** `stale`: another revision has come meanwhile, nothing is written, and the change has to be worked out anew. `revision` null: nothing changed. */
export type Applied = { readonly stale: true } | { readonly stale: false; readonly revision: Revision | null };

/** The last file of a format that was imported whole. */
export type AppliedFeed = Omit<FeedFile, 'parked'> & {
  /** The newest revision when it was imported: its own, if it changed anything. */
  readonly revision: number;
  readonly author: string;
  /** RFC 3339 UTC. */
  readonly applied_at: string;
};

/** Revisions as they were added, and what they hold. Nothing in it is overwritten. */
export type CatalogLog = {
  /** The newest revision; null before the first. Asked every second: one step in an index. */
  readonly newest: () => Promise<Revision | null>;
  /** The revision of this number; null where there is none, for numbers that no revision can have too. */
  readonly revision: (number: number) => Promise<Revision | null>;
  /** All revisions, the newest first. Their numbers are 1, 2, 3 and so on, without a gap. */
  readonly revisions: () => Promise<readonly Revision[]>;
  /**
   * A revision whole (left out: the newest), every list in order of id by UTF-8 bytes, as it was when it was the newest: what is committed
   * meanwhile is not seen. Claims that were retired up to it are there with their end; one that came back is there once, as it is last. Gives
   * other work its turn. Rejects where there is no such revision, and with the reason of `signal` when that fires.
   */
  readonly read: (number?: number, signal?: AbortSignal) => Promise<CatalogData>;
  /**
   * What sets a revision apart from an earlier one (0: from nothing), in order of id. Only the two ends count: what came and went in between,
   * or went and came back as it was, is no change. Empty where a number is of no revision. Gives other work its turn.
   */
  readonly changes: (since: number, revision: number) => Promise<readonly Change[]>;
  /** The rows of the newest revision with their origins, all as of one moment, in no order; without any before the first revision. */
  readonly liveRows: () => Promise<LiveRows>;
  /** Ids of the claims that nothing holds now because an operator or an import retired them. */
  readonly claimsTakenBack: () => Promise<ReadonlySet<string>>;
  /** Ids of the offers of the newest revision that imports have made. */
  readonly importedOffers: () => Promise<ReadonlySet<string>>;
  /**
   * Makes a change the next revision, whole or not at all, with what is kept beside it. A change of nothing adds no revision, but keeps what
   * is beside it. Of two at once on one basis, one is applied and the other is stale. Rejects where the change contradicts itself or the
   * catalog: an id to add that is held already and not retired, an id to retire that is not held, a name of nothing.
   */
  readonly apply: (change: CatalogChange, record: ChangeRecord, beside?: Beside) => Promise<Applied>;
  /** The fingerprint of the seed that was applied last; null where none was, or one of no files. */
  readonly seedApplied: () => Promise<string | null>;
  /** The last file of a format that was imported whole; null where none was. */
  readonly feedApplied: (format: FeedFormat) => Promise<AppliedFeed | null>;
  /** Rows of the last file of each format (or of one) that nothing was known of, by format and row in order of UTF-8 bytes. */
  readonly parked: (format?: FeedFormat) => Promise<readonly ParkedFeedRow[]>;
};
