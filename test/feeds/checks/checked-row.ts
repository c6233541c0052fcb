import type { ClaimEntry } from '../../../src/catalog/claim.ts';
import type { CheckedRow, SaidElsewhere } from '../../../src/feeds/checks/sanity-check.ts';

export const entry = (attribute: string, value: ClaimEntry['value'], over: Partial<ClaimEntry> = {}): ClaimEntry => ({
  attribute,
  value,
  value_status: 'stated',
  source: 'feed',
  as_of: '2026-11-01',
  confidence: 'medium',
  ...over,
});

type Beside = {
  readonly others?: Readonly<Record<string, SaidElsewhere['value']>>;
  readonly vendor?: Readonly<Record<string, number>>;
  readonly rivals?: readonly number[];
};

/** A row of 2026-11-01 with these claims; beside it one other source, the vendor's page and other sellers. */
export function rowOf(entries: readonly ClaimEntry[], { others = {}, vendor = {}, rivals = [] }: Beside = {}): CheckedRow {
  const of = (said: Readonly<Record<string, SaidElsewhere['value']>>, source: string) => (attribute: string) => {
    const value = said[attribute];
    return value === undefined ? null : { value, source };
  };
  return {
    candidate: { id: 'lab/one@host', model: 'lab/one', family: null, offer: 'lab/one@host', provider: 'host' },
    entries,
    asOf: '2026-11-01',
    others: (attribute) => [of(others, 'other')(attribute)].filter((said) => said !== null),
    vendorPrice: of(vendor, 'vendor-page'),
    rivalPrices: () => rivals,
  };
}
