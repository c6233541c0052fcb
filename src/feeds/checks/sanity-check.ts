import type { ClaimEntry } from '../../catalog/claim.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';

/** What others than the feed say of a number or a date, and who. */
export type SaidElsewhere = { readonly value: number | string; readonly source: string };

/** The claims of one row, and what is known beside them. */
export type CheckedRow = {
  readonly candidate: Candidate;
  readonly entries: readonly ClaimEntry[];
  /** The day of the file, YYYY-MM-DD. */
  readonly asOf: string;
  /** What other sources than this feed say of the candidate, without articles and without claims on tiers. */
  readonly others: (attribute: string) => readonly SaidElsewhere[];
  /** The price that the model's own vendor asks for it: by another source, else by this file. Null where nobody says, and for its own offer. */
  readonly vendorPrice: (attribute: string) => SaidElsewhere | null;
  /** What others than the vendor and this provider ask for the model: by other sources, and by this file. */
  readonly rivalPrices: (attribute: string) => readonly number[];
};

/** A claim that can't well be so. `amend` is what the claim gets beside a note; null: the whole row is parked. */
export type Doubt = {
  readonly entry: ClaimEntry;
  readonly detail: string;
  readonly amend: Pick<ClaimEntry, 'qualifier'> | Pick<ClaimEntry, 'confidence'> | null;
};

/** A look at what a feed states that finds what is probably wrong. It corrects nothing: it parks the row, or marks the claim. */
export type SanityCheck = {
  readonly id: string;
  /** What it finds, as the title of a list. */
  readonly title: string;
  readonly find: (row: CheckedRow) => readonly Doubt[];
};

/** The one claim on an attribute that holds without a condition on tokens, hours or days. */
export function plainEntry(entries: readonly ClaimEntry[], attribute: string): ClaimEntry | null {
  return entries.find((entry) => entry.attribute === attribute && entry.when === undefined && entry.value !== null) ?? null;
}
