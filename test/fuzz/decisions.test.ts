import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RUNS, SEED } from './runs.ts';
import { KEY, wholeApp } from './whole-app.ts';

/** Random sequences of requests on decision records, each answer held to a model of what has become of every record so far. */

let service: Awaited<ReturnType<typeof wholeApp>>;
beforeAll(async () => {
  service = await wholeApp();
}, 60_000);
afterAll(() => service.close());

type Status = 'proposed' | 'accepted' | 'withdrawn' | 'superseded';
type Kept = { readonly id: string; status: Status; readonly body: string; readonly watched: Map<string, string> };
type Model = { readonly kept: Kept[]; readonly byKey: Map<string, { readonly sent: string; readonly id: string }> };
type Step = fc.AsyncCommand<Model, null>;

const URLS = ['https://hooks.example.com/a', 'https://hooks.example.com/b'];
/** Sequences share one database: keys of one are not those of another. */
let sequence = 0;

async function send(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, headers: Record<string, string> = {}) {
  const answer = await service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${KEY}`, ...headers },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, text: answer.body, body: JSON.parse(answer.body), headers: answer.headers };
}

const isOpen = ({ status }: Kept) => status === 'proposed' || status === 'accepted';
const pick = ({ kept }: Model, which: number) => kept[which % kept.length] as Kept;
const some = ({ kept }: Readonly<Model>) => kept.length > 0;
const step = (name: string, run: (model: Model) => Promise<void>, check: (model: Readonly<Model>) => boolean = some): Step => ({
  check,
  run,
  toString: () => name,
});

const newDecision = (criterion: string, supersedes?: string) => ({
  title: `By ${criterion}`,
  ranking: { prefer: { weights: { [criterion]: 1 } } },
  ...(supersedes && { supersedes }),
});

function save(criterion: string, key: string | null): Step {
  return step(
    `save ${criterion} ${key}`,
    async (model) => {
      const sent = newDecision(criterion);
      const before = key === null ? undefined : model.byKey.get(key);
      const answer = await send('POST', '/v1/decisions', sent, key === null ? {} : { 'idempotency-key': `"${sequence}-${key}"` });
      if (before && before.sent !== JSON.stringify(sent)) return expect(answer.body.type).toBe('/problems/idempotency-key-reused');
      expect([answer.status, answer.headers['idempotency-replayed']]).toEqual([201, before && 'true']);
      if (before) return expect(answer.body.id).toBe(before.id);
      model.kept.push({ id: answer.body.id, status: 'proposed', body: JSON.stringify(answer.body.result), watched: new Map() });
      if (key !== null) model.byKey.set(key, { sent: JSON.stringify(sent), id: answer.body.id });
    },
    () => true,
  );
}

function supersede(which: number): Step {
  return step(`supersede ${which}`, async (model) => {
    const old = pick(model, which);
    const { status, body } = await send('POST', '/v1/decisions', newDecision('price_output', old.id));
    expect(status).toBe(isOpen(old) ? 201 : 409);
    if (status !== 201) return;
    old.status = 'superseded';
    model.kept.push({ id: body.id, status: 'proposed', body: JSON.stringify(body.result), watched: new Map() });
  });
}

function event(which: number, status: 'accepted' | 'withdrawn'): Step {
  return step(`${status} ${which}`, async (model) => {
    const kept = pick(model, which);
    const allowed = status === 'accepted' ? kept.status === 'proposed' : isOpen(kept);
    expect((await send('POST', `/v1/decisions/${kept.id}/events`, { status })).status).toBe(allowed ? 201 : 409);
    if (allowed) kept.status = status;
  });
}

function look(which: number): Step {
  return step(`look ${which}`, async (model) => {
    const kept = pick(model, which);
    const { body } = await send('GET', `/v1/decisions/${kept.id}`);
    expect([body.status, JSON.stringify(body.result)]).toEqual([kept.status, kept.body]);
    const listed = (await send('GET', `/v1/decisions?status=${kept.status}&limit=100`)).body.items.map(({ id }: { id: string }) => id);
    expect(listed).toContain(kept.id);
    const replay = await send('POST', `/v1/decisions/${kept.id}/replay`, { against: 'recorded' });
    expect([replay.body.identical, JSON.stringify(replay.body.result)]).toEqual([true, kept.body]);
    expect((await send('GET', `/v1/decisions/${kept.id}/drift`)).body).toMatchObject({ changed: false, changes: [] });
  });
}

function watch(which: number, url: string): Step {
  return step(`watch ${which} ${url}`, async (model) => {
    const kept = pick(model, which);
    const { status, body } = await send('POST', `/v1/decisions/${kept.id}/watches`, { url });
    expect(status).toBe(isOpen(kept) && !kept.watched.has(url) ? 201 : 409);
    if (status === 201) kept.watched.set(url, body.id);
  });
}

function unwatch(which: number, url: string): Step {
  return step(`end ${which} ${url}`, async (model) => {
    const kept = pick(model, which);
    const id = kept.watched.get(url);
    const { status } = await send('DELETE', `/v1/decisions/${kept.id}/watches/${id ?? 'wat_none'}`);
    expect(status).toBe(id === undefined ? 404 : 200);
    kept.watched.delete(url);
  });
}

test('whatever is done to decisions in whatever order, they are what was done to them', async () => {
  // few to choose from, so that steps meet on one record
  const which = fc.nat(2);
  const url = fc.constantFrom(...URLS);
  const criterion = fc.constantFrom('price_output', 'swe_bench_pro', 'gpqa_diamond');
  const steps = fc.commands(
    [
      fc.tuple(criterion, fc.constantFrom(null, 'k1', 'k2')).map(([name, key]) => save(name, key)),
      which.map(supersede),
      fc.tuple(which, fc.constantFrom('accepted' as const, 'withdrawn' as const)).map(([one, status]) => event(one, status)),
      which.map(look),
      fc.tuple(which, url).map(([one, to]) => watch(one, to)),
      fc.tuple(which, url).map(([one, to]) => unwatch(one, to)),
    ] as fc.Arbitrary<Step>[],
    { maxCommands: 30, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (sequenceOfSteps) => {
      sequence++;
      await fc.asyncModelRun(() => ({ model: { kept: [], byKey: new Map() }, real: null }), sequenceOfSteps);
    }),
    { numRuns: RUNS * 4, seed: SEED },
  );
}, 900_000);

test('retries of one save at the same time make one record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 6 }), async (times) => {
      sequence++;
      const retries = Array.from({ length: times }, () =>
        send('POST', '/v1/decisions', newDecision('price_output'), { 'idempotency-key': `"at-once-${sequence}"` }),
      );
      const answers = await Promise.all(retries);
      // what came while the first was still at work is told so
      for (const { status } of answers) expect([201, 409]).toContain(status);
      expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
