import { setTimeout as wait } from 'node:timers/promises';
import { DAY } from './pages.ts';
import type { Answer, Question, Session } from './session.ts';
import { hashesOf } from './settled.ts';
import { posting } from './stored.ts';

/** Decision records: saved by both, and one that was made elsewhere taken in by both. */

type Record_ = { readonly id: string; readonly chosen: { readonly model: string; readonly offer: string | null } } & Parameters<
  typeof hashesOf
>[0];

const KIND = 'decisions';
const LATER = '2027-06-01';
/** An id that neither gives. */
const ELSEWHERE = `dec_${'5a'.repeat(16)}`;

export type Saved = { readonly name: string; readonly model: string; readonly offer: string | null };

/** Saves a decision for each ranking that chooses something, and asks for all that there is of it. */
export async function askDecisions(session: Session, rankings: readonly object[]): Promise<Saved[]> {
  const saved: Saved[] = [];
  for (const [i, ranking] of rankings.entries()) {
    const made = await save(session, `decision-${i}`, { title: `Of the ${i}th ranking`, owner: `team-${i % 3}`, tags: ['same'], ranking });
    if (made) saved.push(made);
  }
  for (const [i, { name, model }] of saved.entries()) await live(session, name, model, i);
  await supersede(session, saved, rankings);
  await adopt(session, saved);
  for (const { name } of saved) await read(session, name);
  const filters = ['status=accepted', 'status=superseded', 'tag=same', 'owner=team-1', 'catalog_revision=1', 'drift=no_such', 'owner='];
  for (const filter of filters) await session.ask(getting(`/v1/decisions?limit=100&${filter}`));
  return saved;
}

const getting = (path: string, headers: Question['headers'] = {}): Question => ({
  kind: KIND,
  method: 'GET',
  path,
  headers,
  settled: true,
});
const sending = (path: string, body: unknown, headers: Question['headers'] = {}): Question => ({
  kind: KIND,
  method: 'POST',
  path,
  body: JSON.stringify(body),
  headers,
  settled: true,
});
const bodyOf = (answer: Answer) => JSON.parse(answer.body.toString());

async function save({ ask, name: called }: Session, name: string, body: object): Promise<Saved | null> {
  // records of one millisecond would be listed in the order of their random ids
  await wait(2);
  const answers = await ask(sending('/v1/decisions', body, { 'idempotency-key': `"same-answers-${name}"` }));
  if (!answers.every(({ status }) => status === 201)) return null;
  const [before, after] = answers.map((answer) => bodyOf(answer) as Record_) as [Record_, Record_];
  called(name, [before.id, after.id]);
  return { name, ...before.chosen };
}

/** What becomes of it: accepted, withdrawn, both, or nothing; and its retries. */
async function live({ ask }: Session, name: string, model: string, i: number): Promise<void> {
  const events = [[], ['accepted'], ['withdrawn'], ['accepted', 'withdrawn', 'accepted']][i % 4] as string[];
  for (const status of events) await ask(sending(`/v1/decisions/{${name}}/events`, { status, note: `It is ${status}.` }));
  await ask(getting(`/v1/decisions?limit=100&model=${model}`));
}

/** All that can be read of it. Replay and drift tell no time and no id. */
export async function read({ ask }: Session, name: string): Promise<void> {
  const path = `/v1/decisions/{${name}}`;
  for (const accept of ['application/json', 'text/markdown', 'text/csv', 'image/png']) await ask(getting(path, { accept }));
  for (const against of ['recorded', 'current', 'neither']) await ask(posting('replays', `${path}/replay`, { against }));
  for (const query of [`as_of=${DAY}`, `as_of=${LATER}`, `against=1&as_of=${DAY}`, 'against=999'])
    await ask({ kind: 'drifts', method: 'GET', path: `${path}/drift?${query}` });
}

async function supersede(session: Session, saved: Saved[], rankings: readonly object[]): Promise<void> {
  for (const [i, { name }] of saved.slice(0, 4).entries()) {
    const body = { title: 'In its place', context: 'A later look.', ranking: rankings[i], supersedes: `{${name}}` };
    const made = await save(session, `successor-${i}`, body);
    if (made) saved.push(made);
  }
  const again = { title: 'Of the 0th ranking', owner: 'team-0', tags: ['same'], ranking: rankings[0] };
  const key = { 'idempotency-key': '"same-answers-decision-0"' };
  for (const body of [again, { ...again, title: 'Another' }, { ...again, chosen: { model: 'meta/none', why: 'So.' } }, { title: 'Only' }])
    await session.ask(sending('/v1/decisions', body, key));
  await session.ask(sending('/v1/decisions', { ...again, chosen: { model: 'meta/none' } }));
  await session.ask(sending('/v1/decisions', { ...again, supersedes: 'dec_none', title: '' }));
}

/** A record with an id, a time and hashes that are the same for both; and the same with something changed, which is refused. */
async function adopt({ ask, name: called }: Session, saved: Saved[]): Promise<void> {
  const [first] = saved;
  if (!first) return;
  const [answer] = await ask(getting(`/v1/decisions/{${first.name}}`, { accept: 'application/json' }));
  const record = remade(bodyOf(answer) as Record_);
  const path = '/v1/decisions/imports';
  for (const body of [record, record, { ...record, title: 'Changed' }, { ...record, id: 'none' }, {}]) await ask(sending(path, body));
  called('adopted', [ELSEWHERE, ELSEWHERE]);
  saved.push({ ...first, name: 'adopted' });
}

function remade(record: Record_): Record_ {
  const created_at = `${DAY}T12:00:00.000Z`;
  const events = record.events.slice(0, 1).map((event) => ({ ...event, at: created_at }));
  const whole = { ...record, id: ELSEWHERE, created_at, status: 'proposed', superseded_by: null, imported: null, events };
  const { own } = hashesOf(whole);
  const hashes = hashesOf({ ...whole, sha256: own }).events;
  return { ...whole, sha256: own, events: events.map((event, i) => ({ ...event, sha256: hashes[i] as string })) };
}
