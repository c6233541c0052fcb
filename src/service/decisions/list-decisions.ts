import type { DriftCode } from '../../decisions/drift/drift-answer.ts';
import { statusOf, supersededBy } from '../../decisions/status.ts';
import type { DecisionFilter, PageEnd, DecisionSummary as StoredSummary } from '../../store/contract/decisions.ts';
import type { Service } from '../deps.ts';
import type { Page, PageAsked } from '../pages/page.ts';
import { todayOf } from '../today.ts';
import type { DecisionSummary } from './decision-answer.ts';
import { driftSince } from './decision-drift.ts';

/** Filters narrow together. Instants are RFC 3339 with any offset. */
export type DecisionsAsked = DecisionFilter & {
  /** Only those of which this has changed since, held against the newest catalog and today. */
  readonly drift?: DriftCode | undefined;
};

/**
 * Records without their results, the newest first. With `drift` a page looks at as many records as its limit says and holds those that fit: it
 * may be short, or empty, and have a next one all the same.
 */
export async function listDecisions(
  service: Pick<Service, 'catalog' | 'catalogAt' | 'clock' | 'decisions'>,
  { drift, created_before, created_after, ...filter }: DecisionsAsked,
  { limit, after }: PageAsked,
): Promise<Page<DecisionSummary>> {
  const wanted = { ...filter, created_before: utc(created_before), created_after: utc(created_after) };
  // One more than is shown tells whether there is a next page.
  const found = await service.decisions.list(wanted, limit + 1, positionIn(after));
  const looked = found.slice(0, limit);
  const last = looked.at(-1);
  const items = drift === undefined ? looked : await drifted(service, looked, drift);
  return { items: items.map(summaryOf), next: !last || found.length === looked.length ? null : positionOf(last) };
}

/** Those of which this has changed; one after the other, so that other requests come in between. */
async function drifted(
  service: Pick<Service, 'catalog' | 'catalogAt' | 'clock' | 'decisions'>,
  summaries: readonly StoredSummary[],
  code: DriftCode,
): Promise<StoredSummary[]> {
  const [newest, today] = [service.catalog(), todayOf(service)];
  const found: StoredSummary[] = [];
  for (const summary of summaries) {
    const decision = await service.decisions.find(summary.head.id);
    const drift = decision && (await driftSince(service, decision, newest, today));
    if (drift?.changes.some((change) => change.code === code)) found.push(summary);
    await new Promise((resume) => setImmediate(resume));
  }
  return found;
}

function summaryOf({ head, sha256, imported, events }: StoredSummary): DecisionSummary {
  const { context: _, request: __, ...shown } = head;
  return { ...shown, sha256, status: statusOf({ events }), superseded_by: supersededBy({ events }), imported };
}

function positionOf({ head }: StoredSummary): string {
  return `${head.created_at} ${head.id}`;
}

function positionIn(text: string | null): PageEnd | null {
  if (text === null) return null;
  const [created_at = '', id = ''] = text.split(' ');
  return { created_at, id };
}

/** As instants stand in records, so that their texts compare as they do. */
function utc(instant: string | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}
