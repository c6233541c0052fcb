import type { Catalog } from '../../catalog/catalog.ts';
import type { Decision } from '../../decisions/decision.ts';
import { driftOf, recordedOf } from '../../decisions/drift/drift.ts';
import type { Drift } from '../../decisions/drift/drift-answer.ts';
import type { Service } from '../deps.ts';
import { isRefused, meaningless, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { findDecision } from './find-decision.ts';
import { notHere, recordedCatalog } from './recorded-catalog.ts';

/** What a decision is held against. Left out: the newest revision, and today. */
export type DriftAsked = {
  /** The number of a catalog revision. */
  readonly against?: number | undefined;
  /** The day that ages, retirements and dated prices are reckoned from, YYYY-MM-DD. */
  readonly as_of?: string | undefined;
};

/** What has changed since a decision, of that which it used. */
export async function decisionDrift(
  service: Pick<Service, 'catalog' | 'catalogAt' | 'clock' | 'decisions'>,
  id: string,
  { against, as_of: asOf }: DriftAsked,
): Promise<{ readonly drift: Drift } | Refused> {
  const decision = await findDecision(service, id);
  if (isRefused(decision)) return decision;
  const other = against === undefined ? service.catalog() : await service.catalogAt(against);
  if (!other)
    return meaningless([{ parameter: 'against', code: 'unknown_revision', detail: 'The catalog has no revision of this number.' }]);
  const drift = await driftSince(service, decision, other, asOf ?? todayOf(service));
  return drift ? { drift } : meaningless([{ parameter: 'id', ...notHere(decision) }]);
}

/** The same of a record at hand; null where the catalog that it rests on is not here. */
export async function driftSince(
  service: Pick<Service, 'catalogAt'>,
  decision: Decision,
  against: Catalog,
  today: string,
): Promise<Drift | null> {
  const then = await recordedCatalog(service, decision);
  return then && driftOf(recordedOf(decision), then, against, today);
}
