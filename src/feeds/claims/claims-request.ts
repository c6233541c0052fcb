import type { Catalog } from '../../catalog/catalog.ts';
import type { ParsedClaims } from './parsed-claims.ts';

/** One thing wrong with what an operator sends, and where. */
export type ClaimsFault = { readonly pointer: string; readonly code: string; readonly detail: string };

export type ClaimsRequest = {
  readonly catalog: Catalog;
  readonly parsed: ParsedClaims;
  /** Ids of claims to retire. */
  readonly retire: readonly string[];
  readonly today: string;
  readonly claimId: (content: string) => string;
};
