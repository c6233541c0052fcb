import type { ClaimValue, SeedClaim, Source } from '../../catalog/claim.ts';
import type { Model, Offer, Provider } from '../../catalog/entries.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { FeedFormat } from '../formats/market-feeds.ts';
import type { Disagreement } from './disagreements.ts';

export type RejectedRow = { readonly row: string; readonly code: string; readonly detail: string };
export type ParkedEntry = RejectedRow & { readonly name: string; readonly provider: string | null };
/** A parked row as it is kept until the next file of its format. */
export type ParkedFeedRow = ParkedEntry & { readonly format: FeedFormat };
export type NewRow = { readonly row: string; readonly subject: string; readonly statements: number };
export type ValueChange = { readonly attribute: string; readonly before: ClaimValue | null; readonly after: ClaimValue | null };
export type ChangedRow = { readonly row: string; readonly subject: string; readonly changes: readonly ValueChange[] };
/** What a sanity check found: the claim is marked, or the whole row parked. */
export type PlannedDoubt = {
  readonly check: string;
  readonly row: string;
  readonly subject: string;
  readonly attribute: string;
  readonly detail: string;
  readonly effect: 'parked' | 'caveat';
};
/** `row` is its pointer in the file that it came from. */
export type GoneRow = { readonly row: string; readonly subject: string };

/** What an import adds and retires, and what became of each row: rows = accepted + parked + rejected. */
export type ChangePlan = {
  readonly rows: number;
  readonly accepted: number;
  readonly parked: readonly ParkedEntry[];
  readonly rejected: readonly RejectedRow[];
  /** accepted = new + changed + confirmed + unchanged. */
  readonly new: readonly NewRow[];
  readonly changed: readonly ChangedRow[];
  /** Rows that say the same as before, on a later day. */
  readonly confirmed: number;
  readonly unchanged: number;
  readonly gone: readonly GoneRow[];
  readonly disagreements: readonly Disagreement[];
  readonly doubts: readonly PlannedDoubt[];
  readonly add: {
    readonly attributes: readonly Attribute[];
    readonly sources: readonly Source[];
    readonly providers: readonly Provider[];
    readonly models: readonly Model[];
    readonly offers: readonly Offer[];
    readonly claims: readonly SeedClaim[];
  };
  readonly retire: { readonly offers: readonly string[]; readonly claims: readonly string[] };
};

/** Why an import changes nothing: the file is not of its format, or would change what no sound file of the feed does. */
export type ImportRefusal = {
  readonly refused: {
    readonly code: 'broken_feed' | 'faulty_declarations' | 'shrunk' | 'unknown_source' | 'busy';
    readonly detail: string;
  };
};

export function isRefused<T extends object>(outcome: T | ImportRefusal): outcome is ImportRefusal {
  return 'refused' in outcome;
}

/** Whether the plan would change the catalog at all. */
export function changesCatalog({ add, retire }: ChangePlan): boolean {
  return [...Object.values(add), ...Object.values(retire)].some((rows) => rows.length > 0);
}
