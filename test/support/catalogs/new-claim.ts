import { randomBytes } from 'node:crypto';
import type { Claim } from '../../../src/catalog/claim.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { addEntries } from './in-database.ts';

/** Adds a revision with one claim more, as an operator would; answers its number. */
export function newClaim(
  db: Database,
  given: Pick<Claim, 'subject' | 'attribute' | 'value' | 'source'> & Partial<Pick<Claim, 'as_of' | 'when'>>,
  now: Date,
): number {
  const claim = {
    value_status: 'stated' as const,
    as_of: '2026-11-24',
    confidence: 'high' as const,
    position: 1,
    ...given,
    id: `clm_${randomBytes(8).toString('hex')}`,
  };
  return addEntries(db, { claims: [claim] }, now).number;
}
