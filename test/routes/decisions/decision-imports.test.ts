import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExportedDecision } from '../../../src/decisions/decision-json.ts';
import { importedRecord } from '../../../src/decisions/import-record.ts';
import { sha256 } from '../../../src/sha256.ts';
import { adoptable, type Exported } from '../../support/requests/adoptable.ts';
import { ACME, deciding, saved, send } from '../../support/requests/deciding.ts';

/** A record with a life: accepted, then superseded by another. */
async function exported(): Promise<Exported> {
  const { app } = deciding();
  const { id } = await saved(app, { context: 'Why.', tags: ['a'], chosen: { ...ACME, why: 'A contract.' } });
  await send(app, `/v1/decisions/${id}/events`, { status: 'accepted', note: 'Agreed.' });
  await saved(app, { supersedes: id });
  return (await app.inject(`/v1/decisions/${id}`)).json();
}

test('what one service exports another keeps as it is, with its id, author and life, and exports again', async () => {
  const record = await exported();
  const { app } = deciding({ access: { auth: 'open', callerOf: () => ({ name: 'archive', scopes: ['decisions:write', 'read'] }) } });
  const headers = { authorization: 'Bearer any' };
  const taken = await send(app, '/v1/decisions/imports', record, headers);
  expect([taken.status, taken.headers.location]).toEqual([201, `/v1/decisions/${record.id}`]);
  const kept = { ...record, imported: { at: '2026-11-23T12:00:00.000Z', by: 'archive' } };
  expect(JSON.parse(taken.body)).toEqual(kept);
  expect((await app.inject({ url: `/v1/decisions/${record.id}`, headers })).json()).toEqual(kept);
  const again = await send(app, '/v1/decisions/imports', record, headers);
  expect([again.status, again.body]).toEqual([200, taken.body]);
  const onwards = deciding();
  expect((await send(onwards.app, '/v1/decisions/imports', JSON.parse(taken.body))).status).toBe(201);
});

test('an export that was laid out anew is still the same record', async () => {
  const { app } = deciding();
  const payload = JSON.stringify(await exported(), null, 4);
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/decisions/imports',
    payload,
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.statusCode).toBe(201);
});

test.each<[string, (record: Exported) => void, string]>([
  ['another title', (r) => (r.title = 'Other'), '#/sha256 hash_differs'],
  ['another author', (r) => (r.created_by = 'someone'), '#/sha256 hash_differs'],
  ['another requirement', (r) => (r.request.require.context_window.at_least = 1), '#/sha256 hash_differs'],
  ['a better score', (r) => (r.result.ranking[1].score = 0.99), '#/sha256 hash_differs'],
  ['a member more in the result', (r) => (r.result.ranking[0].note = 'x'), '#/sha256 hash_differs'],
  ['another reason', (r) => (r.chosen.why = 'None.'), '#/sha256 hash_differs'],
  ['another note on an event', (r) => (r.events[1].note = 'Not agreed.'), '#/events hash_differs'],
  ['an event left out', (r) => r.events.splice(1, 1), '#/events hash_differs'],
  ['another status', (r) => (r.status = 'accepted'), '#/status contradiction'],
  ['another successor', (r) => (r.superseded_by = null), '#/superseded_by contradiction'],
])('a record with %s is refused', async (_what, change, fault) => {
  const record = await exported();
  change(record);
  const { app } = deciding();
  const { status, body } = await send(app, '/v1/decisions/imports', record);
  const { errors } = JSON.parse(body);
  expect([status, `${errors[0].pointer} ${errors[0].code}`]).toEqual([422, fault]);
  expect((await app.inject(`/v1/decisions/${record.id}`)).statusCode).toBe(404);
});

test.each<[string, (record: Exported) => void, string]>([
  ['a life that begins with accepted', (r) => r.events.shift(), '#/events contradiction'],
  ['a choice that the result does not have', (r) => (r.chosen.model = 'acme/none'), '#/result contradiction'],
  ['a result of another revision', (r) => (r.result.catalog.revision = 9), '#/result contradiction'],
])('%s is refused though every hash is right', async (_what, change, fault) => {
  const record = await exported();
  change(record);
  const { status, body } = await send(deciding().app, '/v1/decisions/imports', adoptable(record));
  expect([status, JSON.parse(body).errors.map((one: Exported) => `${one.pointer} ${one.code}`)]).toEqual([422, [fault]]);
});

test('no value of a record can be changed unseen', async () => {
  const record = await exported();
  const leaves: string[][] = [];
  const walk = (value: unknown, path: string[]): void => {
    if (typeof value !== 'object' || value === null) leaves.push(path);
    else for (const [name, member] of Object.entries(value)) walk(member, [...path, name]);
  };
  const { imported: _, ...hashed } = record;
  walk(hashed, []);
  fc.assert(
    fc.property(
      fc.constantFrom(...leaves),
      fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
      (path, value) => {
        const copy = structuredClone(record);
        const last = path.at(-1) as string;
        const holder = path.slice(0, -1).reduce((part, name) => part[name], copy);
        fc.pre(JSON.stringify(holder[last]) !== JSON.stringify(value));
        holder[last] = value;
        const read = ExportedDecision.safeParse(copy);
        return !read.success || 'faults' in importedRecord(sha256, read.data, copy as never);
      },
    ),
    { numRuns: 500 },
  );
});

test('another record with an id that is taken is a conflict, and the one that is here stays', async () => {
  const { app } = deciding();
  const record = await exported();
  const first = adoptable(record);
  const second = adoptable({ ...record, title: 'Other' });
  expect((await send(app, '/v1/decisions/imports', first)).status).toBe(201);
  expect((await send(app, '/v1/decisions/imports', second)).status).toBe(409);
  expect((await app.inject(`/v1/decisions/${first.id}`)).json().title).toBe('Model for contracts');
});

test('hostile text in a record from elsewhere is shown as text', async () => {
  const { app } = deciding();
  const record = await exported();
  record.result.verdict.text = '[click](javascript:alert(1)) <img src=x>\n# Heading';
  record.result.excluded.items = [{ model: '=HYPERLINK("http://evil")', offer: '@SUM(1)', failed: [] }];
  const given = adoptable(record);
  expect((await send(app, '/v1/decisions/imports', given)).status).toBe(201);
  const as = async (accept: string) => (await app.inject({ url: `/v1/decisions/${given.id}`, headers: { accept } })).body;
  expect(await as('text/markdown')).toContain('\\[click\\](javascript:alert(1)) &lt;img src=x> # Heading');
  expect(await as('text/csv')).toContain(`\r\n,"'=HYPERLINK(""http://evil"")",'@SUM(1),false,`);
});
