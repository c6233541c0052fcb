import type { Decision } from './decision.ts';
import type { ExportedDecision } from './decision-json.ts';
import { type Hash, isChain, recordHash } from './record-hash.ts';
import type { RecordedResult } from './recorded-result.ts';
import { isLife, statusOf, supersededBy } from './status.ts';

export type ImportFault = { readonly path: readonly string[]; readonly code: string; readonly detail: string };

/**
 * A record of another service as it will be stored, or the faults that show that it was changed. The record has passed its schema already;
 * `received` has its members in the order in which they came, since the hash is over that.
 */
export function importedRecord(
  hash: Hash,
  { sha256, status, superseded_by, events, imported: _, result: read, ...head }: ExportedDecision,
  received: { readonly request: unknown; readonly result: unknown },
): Omit<Decision, 'imported'> | { readonly faults: readonly ImportFault[] } {
  const faults: ImportFault[] = [];
  const fault = (path: string[], code: string, detail: string) => faults.push({ path, code, detail });
  const result = JSON.stringify(received.result);
  const whole = { ...head, request: received.request as typeof head.request };
  if (recordHash(hash, whole, result) !== sha256) fault(['sha256'], 'hash_differs', 'The record is not the one that this hash is over.');
  if (!isChain(hash, sha256, events)) fault(['events'], 'hash_differs', 'An event is not the one that its hash is over.');
  if (!isLife(events)) fault(['events'], 'contradiction', 'Events begin with `proposed`, and nothing follows `superseded` or `withdrawn`.');
  if (status !== statusOf({ events })) fault(['status'], 'contradiction', 'The last event says otherwise.');
  if (superseded_by !== supersededBy({ events })) fault(['superseded_by'], 'contradiction', 'The last event says otherwise.');
  if (!isResultOf(head, read))
    fault(['result'], 'contradiction', 'The result is of another catalog or engine, or has not what was chosen.');
  return faults.length > 0 ? { faults } : { head: whole, result, sha256, events };
}

function isResultOf({ catalog, engine, chosen }: Decision['head'], result: RecordedResult): boolean {
  return (
    result.catalog.revision === catalog.revision &&
    result.catalog.hash === catalog.hash &&
    result.engine === engine &&
    result.ranking.some(({ model, offer, rank }) => model === chosen.model && offer === chosen.offer && rank === chosen.rank)
  );
}
