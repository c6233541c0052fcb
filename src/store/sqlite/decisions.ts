import { randomUUID } from 'node:crypto';
import type { Decision, RecordHead } from '../../decisions/decision.ts';
import { chained, recordHash } from '../../decisions/record-hash.ts';
import { sha256 } from '../../sha256.ts';
import type { DecisionStore, Done, NotDone, Writing } from '../contract/decisions.ts';
import { appendEvent, findDecision, insertDecision, listDecisions } from './decision-rows.ts';
import { answeredBefore, rememberAnswer } from './idempotency.ts';
import type { Database } from './open.ts';
import { type Statements, statementsOn } from './statements.ts';
import { writeQueue } from './write.ts';

/** Decision records in a database. `writer` is a connection that does not wait (`openWriter`), or the same one. */
export function decisionStore(db: Database, writer: Database): DecisionStore {
  const [read, write] = [statementsOn(db), statementsOn(writer)];
  const queued = writeQueue(writer);
  const once = (writing: Writing, work: Work) => queued(() => doOnce(write, writing, work));
  return {
    find: async (id) => findDecision(read, id),
    list: async (filter, limit, after) => listDecisions(read, filter, limit, after),
    before: async (key, now) => answeredBefore(read, key, now),
    save(content, result, writing) {
      const decision = newDecision(content, result, writing);
      return once(writing, () => saveDecision(write, decision));
    },
    adopt(record, writing) {
      const decision: Decision = { ...record, imported: { at: writing.now.toISOString(), by: writing.by } };
      return once(writing, () => adoptDecision(write, decision));
    },
    append(id, { status, note }, writing) {
      const event = { status, at: writing.now.toISOString(), by: writing.by, note, superseded_by: null };
      return once(writing, () => {
        const refused = appendEvent(write, id, event);
        return refused ?? { status: 201, decision: findDecision(write, id) as Decision };
      });
    },
  };
}

/** What a write does, within its transaction. */
type Work = () => Pick<Done, 'status' | 'decision'> | NotDone;

/** What the key did before, or the work and the key with it. Within one transaction. */
function doOnce(write: Statements, { once, now }: Writing, work: Work): Done | NotDone {
  const before = once && answeredBefore(write, once, now);
  if (before) return before;
  const done = work();
  if ('refused' in done) return done;
  if (once) rememberAnswer(write, once, done, now);
  return { ...done, replayed: false };
}

function newDecision(content: Omit<RecordHead, 'id' | 'created_at' | 'created_by'>, result: string, { by, now }: Writing): Decision {
  const at = now.toISOString();
  const head: RecordHead = { id: newId(), created_at: at, created_by: by, ...content };
  const hash = recordHash(sha256, head, result);
  const proposed = chained(sha256, hash, { status: 'proposed', at, by, note: null, superseded_by: null });
  return { head, result, sha256: hash, imported: null, events: [proposed] };
}

/** 122 random bits; Node makes those of UUIDs by the batch. */
function newId(): string {
  return `dec_${randomUUID().replaceAll('-', '')}`;
}

function saveDecision(write: Statements, decision: Decision): ReturnType<Work> {
  const { id, supersedes, created_at: at, created_by: by } = decision.head;
  if (supersedes !== null) {
    const refused = appendEvent(write, supersedes, { status: 'superseded', at, by, note: null, superseded_by: id });
    if (refused) return refused;
  }
  insertDecision(write, decision);
  return { status: 201, decision };
}

function adoptDecision(write: Statements, decision: Decision): ReturnType<Work> {
  const here = findDecision(write, decision.head.id);
  if (here) return here.sha256 === decision.sha256 ? { status: 200, decision: here } : { refused: 'differs' };
  insertDecision(write, decision);
  return { status: 201, decision };
}
