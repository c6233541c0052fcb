import type { Source } from '../../../src/catalog/claim.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import type { ClaimContext, ParsedClaims } from '../../../src/feeds/claims/parsed-claims.ts';

const WORD = {
  title: 'A word',
  description: 'Of the tests.',
  unit: null,
  better: 'none',
  nature: 'decided',
  scope: 'model',
  scale: null,
  scale_reason: 'None.',
  stale_after_days: null,
} as const;
export const PRICE: Attribute = { ...WORD, id: 'price_input', category: 'price', type: 'number', unit: 'USD per 1M tokens' };
const words: readonly Attribute[] = [
  PRICE,
  { ...WORD, id: 'open_weights', category: 'licence', type: 'boolean' },
  { ...WORD, id: 'modalities_in', category: 'modality', type: 'set', values: ['text', 'image', 'audio'] },
  { ...WORD, id: 'release_date', category: 'lifecycle', type: 'date' },
  { ...WORD, id: 'gpqa_diamond', category: 'benchmark_reasoning', type: 'number', unit: 'percent', nature: 'measured', items: 198 },
  { ...WORD, id: 'license', category: 'licence', type: 'string', format: 'spdx' },
];
export const CONTRACT: Source = {
  id: 'our-contract',
  kind: 'operator',
  title: 'Contract',
  locator: 'drawer 3',
  license: null,
  retrieved: null,
};

/** Attributes of each type, and one source. */
export const CONTEXT: ClaimContext = {
  attributes: new Map(words.map((word) => [word.id, word])),
  sources: new Map([[CONTRACT.id, CONTRACT]]),
};

/** Every fault of a reading as `pointer code`. */
export function faultsOf(reading: ParsedClaims | { readonly broken: string }): string[] {
  if ('broken' in reading) throw new Error(reading.broken);
  return [...reading.faults, ...reading.rejected.flatMap(({ faults }) => faults)].map(({ pointer, code }) => `${pointer} ${code}`);
}
