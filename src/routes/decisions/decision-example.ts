import type { RecordHead } from '../../decisions/decision.ts';
import { decisionJson, type ExportedDecision } from '../../decisions/decision-json.ts';
import type { NewDecision } from '../../decisions/new-decision.ts';
import { chained, recordHash } from '../../decisions/record-hash.ts';
import { sha256 } from '../../sha256.ts';
import { RANKING_ANSWER } from '../answer-examples.ts';
import { RANKING_REQUEST } from '../ranking-request.ts';

/** A record of the ranking that the document shows, made as the service makes one. */

export const NEW_DECISION: NewDecision = {
  title: 'Model for the contract assistant',
  owner: 'Platform team',
  context: 'Contracts of up to 150 pages; the weights must be ours to run.',
  tags: ['contracts', 'long-context'],
  ranking: RANKING_REQUEST,
};

const [first] = RANKING_ANSWER.ranking;
const { catalog, engine } = RANKING_ANSWER;
const at = '2026-11-23T09:30:00.000Z';
const head: RecordHead = {
  id: 'dec_4f1c2a9be0d35768a1f04c7be2963d58',
  created_at: at,
  created_by: 'platform-ci',
  title: NEW_DECISION.title,
  owner: NEW_DECISION.owner ?? null,
  context: NEW_DECISION.context ?? null,
  tags: NEW_DECISION.tags ?? [],
  supersedes: null,
  catalog: { revision: catalog.revision, hash: catalog.hash },
  engine,
  request: RANKING_REQUEST,
  chosen: { model: first?.model ?? '', offer: first?.offer ?? null, rank: 1, score: first?.score ?? null, why: null },
};
const result = JSON.stringify(RANKING_ANSWER);
const hash = recordHash(sha256, head, result);
const proposed = chained(sha256, hash, { status: 'proposed', at, by: head.created_by, note: null, superseded_by: null });

export const ACCEPTED = chained(sha256, proposed.sha256, {
  status: 'accepted',
  at: '2026-11-24T14:00:00.000Z',
  by: 'platform-ci',
  note: 'Agreed in the architecture round.',
  superseded_by: null,
});

export const DECISION: ExportedDecision = JSON.parse(decisionJson({ head, result, sha256: hash, imported: null, events: [proposed] }));
