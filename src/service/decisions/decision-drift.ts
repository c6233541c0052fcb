import type { Catalog } from '../../catalog/catalog.ts';
import type { Decision } from '../../decisions/decision.ts';
import { driftOf, recordedOf } from '../../decisions/drift/drift.ts';
import type { Drift } from '../../decisions/drift/drift-answer.ts';
import type { Deps } from '../../http/deps.ts';

/** What has drifted of a decision; null where the catalog that it rests on is not here, by number and hash: it was made elsewhere. */
export async function decisionDrift(
  decision: Decision,
  catalogAt: Deps['catalogAt'],
  against: Catalog,
  today: string,
): Promise<Drift | null> {
  const { revision, hash } = decision.head.catalog;
  const then = await catalogAt(revision);
  return then?.hash === hash ? driftOf(recordedOf(decision), then, against, today) : null;
}
