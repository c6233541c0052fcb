import { randomBytes } from 'node:crypto';
import type { Claim } from '../../../src/catalog/claim.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { addRevision } from '../../../src/store/sqlite/revisions.ts';
import { rowWriter } from '../../../src/store/sqlite/rows.ts';
import { TABLES } from '../../../src/store/sqlite/tables.ts';

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
  const added = addRevision(db, { origin: 'operator', author: 'a test', now }, (revision) => {
    const rows = rowWriter(db, TABLES.claims, revision);
    rows.identify(claim.id);
    rows.open(TABLES.claims.encode(claim), 'operator');
    return { changed: true, note: null };
  });
  if (!added) throw new Error('no revision was added');
  return added.number;
}
