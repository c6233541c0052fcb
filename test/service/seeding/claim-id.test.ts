import { expect, test } from 'vitest';
import { ClaimEntry } from '../../../src/catalog/claim.ts';
import { claimContent } from '../../../src/catalog/rows/claim-content.ts';
import { claimId } from '../../../src/service/seeding/read-seed.ts';

const CLAIM: ClaimEntry = {
  attribute: 'context_window',
  value: 131_072,
  value_status: 'stated',
  source: 'meta-card',
  as_of: '2026-10-01',
  confidence: 'high',
};
const OTHERWISE: Required<ClaimEntry> = {
  attribute: 'max_output',
  value: 131_073,
  value_status: 'not_found',
  qualifier: 'at_least',
  source: 'groq-prices',
  as_of: null,
  confidence: 'low',
  conditions: 'on demand',
  when: { from: '2026-01-01' },
  mode: { thinking: true },
  items: 198,
  se: 2.5,
  locator: 'page 2',
  note: 'a note',
  via: 'groq-prices',
  corroborated_by: ['groq-prices'],
  ref: 'vf-0001',
};

const idOf = (claim: ClaimEntry, subject = 'meta/llama-4-scout') => claimId(claimContent(subject, claim));

test('the id is that of the content: written down here, because decision records name it', () => {
  expect(claimContent('meta/llama-4-scout', CLAIM)).toBe(
    '{"as_of":"2026-10-01","attribute":"context_window","confidence":"high","source":"meta-card","subject":"meta/llama-4-scout","value":131072,"value_status":"stated"}',
  );
  expect(idOf(CLAIM)).toBe('clm_9baefa0eddd9be21');
});

test.each(Object.keys(ClaimEntry.shape) as (keyof ClaimEntry)[])('a claim that states another %s has another id', (field) => {
  expect(idOf({ ...CLAIM, [field]: OTHERWISE[field] })).not.toBe(idOf(CLAIM));
});

test('the subject is part of it; the order of keys, the place in the source and the origin are not', () => {
  expect(idOf(CLAIM, 'meta/llama-4-scout@groq')).not.toBe(idOf(CLAIM));
  const reversed = Object.fromEntries(Object.entries({ ...CLAIM, position: 7, origin: 'import', added_in: 3 }).reverse()) as ClaimEntry;
  expect(idOf(reversed)).toBe(idOf(CLAIM));
});
