import type { Claim, SourceKind } from '../claim.ts';
import { type ItemsOfClaims, resultReader } from './result-of-claim.ts';

/** A model's result on an item, of all claims that state one: their median, and what it rests on. */
export type OwnResult = {
  readonly item: string;
  readonly value: number;
  /** Ids of the claims, in order. */
  readonly basis: readonly string[];
  /** Whether only the model's vendor says so. */
  readonly self_reported: boolean;
};

/** Of one model's claims those that are results of it as it is meant to be used, one for each item, in order of items. */
export function ownResultReader(
  calibration: ItemsOfClaims,
  kindOf: (source: string) => SourceKind | undefined,
): (claims: readonly Claim[]) => OwnResult[] {
  const read = resultReader(calibration);
  return (claims) => {
    const results = claims.flatMap((claim) => {
      const result = read(claim);
      return result === null || result.setting !== null ? [] : [{ ...result, claim }];
    });
    const byItem = Map.groupBy(results, ({ item }) => item);
    return [...byItem]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, own]) => ({
        item,
        value: middle(own.map(({ value }) => value)),
        basis: own.map(({ claim }) => claim.id).sort(),
        self_reported: own.every(({ claim }) => kindOf(claim.source) === 'vendor'),
      }));
  };
}

/** The share of results that only vendors report; null without any. */
export function selfReportedShare(results: readonly OwnResult[]): number | null {
  return results.length === 0 ? null : results.filter(({ self_reported }) => self_reported).length / results.length;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
