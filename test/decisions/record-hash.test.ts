import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RecordHead } from '../../src/decisions/decision.ts';
import { canonicalText, chained, isChain, recordHash } from '../../src/decisions/record-hash.ts';

const hash = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const HEAD: RecordHead = {
  chosen: { why: null, score: 0.5, rank: 1, offer: null, model: 'a/b' },
  request: { z: 1, a: 2 },
  engine: '0.1.0',
  catalog: { hash: `sha256:${'1'.repeat(64)}`, revision: 7 },
  supersedes: null,
  tags: ['x'],
  context: null,
  owner: 'Platform',
  title: 'Who – and why',
  created_by: null,
  created_at: '2026-11-23T12:00:00.000Z',
  id: `dec_${'2'.repeat(32)}`,
};

test('a record is hashed as JSON in one order, whatever order it is held in, the request in its own', () => {
  const text =
    `{"id":"dec_${'2'.repeat(32)}","created_at":"2026-11-23T12:00:00.000Z","created_by":null,"title":"Who – and why","owner":"Platform",` +
    `"context":null,"tags":["x"],"supersedes":null,"catalog":{"revision":7,"hash":"sha256:${'1'.repeat(64)}"},"engine":"0.1.0",` +
    '"request":{"z":1,"a":2},"chosen":{"model":"a/b","offer":null,"rank":1,"score":0.5,"why":null},"result":{"b":1,"a":2}}';
  expect(canonicalText(HEAD, '{"b":1,"a":2}')).toBe(text);
  expect(recordHash(hash, HEAD, '{"b":1,"a":2}')).toBe(hash(text));
});

test('each event is bound to all before it', () => {
  const event = (status: 'proposed' | 'accepted', note: string | null) => ({
    status,
    at: '2026-11-23T12:00:00.000Z',
    by: null,
    note,
    superseded_by: null,
  });
  const first = chained(hash, 'sha256:record', event('proposed', null));
  const second = chained(hash, first.sha256, event('accepted', 'Yes.'));
  expect(first.sha256).toBe(
    hash('sha256:record\n{"status":"proposed","at":"2026-11-23T12:00:00.000Z","by":null,"note":null,"superseded_by":null}'),
  );
  expect(isChain(hash, 'sha256:record', [first, second])).toBe(true);
  for (const events of [[second], [second, first], [first, { ...second, note: 'No.' }], [{ ...first, by: 'x' }, second]])
    expect(isChain(hash, 'sha256:record', events)).toBe(false);
  expect(isChain(hash, 'sha256:other', [first, second])).toBe(false);
});
