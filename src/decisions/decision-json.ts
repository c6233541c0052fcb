import { z } from 'zod';
import { type Decision, DecisionEvent, DecisionId, DecisionStatus, Imported, RecordHead, Sha256 } from './decision.ts';
import { canonicalText } from './record-hash.ts';
import { RecordedResult } from './recorded-result.ts';
import { statusOf, supersededBy } from './status.ts';

const LIFE = {
  sha256: Sha256.meta({ description: 'Over the members up to `result`, in their order, as JSON without white space.' }),
  status: DecisionStatus.meta({ description: 'What the last event made of it.' }),
  superseded_by: DecisionId.nullable().meta({ description: 'The decision that took its place; null while none has.' }),
  imported: Imported,
  events: z.array(DecisionEvent).min(1).max(1000).meta({ description: 'What became of it, from `proposed` on.' }),
};

/** The members of an answer that are not part of the record's hash. */
export const DECISION_LIFE = LIFE;

/** A whole record as JSON: first what its hash is over, then its status and events. Another service can import it as it is. */
export function decisionJson({ head, result, sha256, imported, events }: Decision): string {
  const life = { sha256, status: statusOf({ events }), superseded_by: supersededBy({ events }), imported, events };
  return `${canonicalText(head, result).slice(0, -1)},${JSON.stringify(life).slice(1)}`;
}

/** A record as another service exported it. */
export const ExportedDecision = z
  .strictObject({
    ...RecordHead.shape,
    result: RecordedResult.meta({ description: 'The answer of the ranking, as it was given.' }),
    ...LIFE,
  })
  .meta({ id: 'ExportedDecision', description: 'A decision record as GET /v1/decisions/{id} gives it.' });
export type ExportedDecision = z.infer<typeof ExportedDecision>;
