import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '../../src/engine-version.ts';
import { engineAnswers, frozenCatalog } from './answers.ts';
import { type Answered, changedMessage, differenceOf, type EngineRecord, recorded, recordOf, versionHash } from './record.ts';

test('ENGINE_VERSION moves whenever an answer of the engine does', { timeout: 120_000 }, () => {
  const record: EngineRecord = JSON.parse(readFileSync(new URL('answers.json', import.meta.url), 'utf8'));
  const { changed, stale } = differenceOf(record, engineAnswers(frozenCatalog()), ENGINE_VERSION);
  if (ENGINE_VERSION in record.versions) expect(changed, changedMessage(changed, ENGINE_VERSION)).toEqual([]);
  expect(stale, `The record of version ${ENGINE_VERSION} lacks a question or the version itself: run \`npm run engine:record\`.`).toBe(
    false,
  );
  expect(Object.keys(record.versions).at(-1)).toBe(ENGINE_VERSION);
});

const first: Answered = { name: 'case a', question: 'q1', answer: 'x' };
const second: Answered = { name: 'case b', question: 'q2', answer: 'y' };
const record: EngineRecord = { versions: { '1.0.0': versionHash(recordOf([first, second])) }, answers: recordOf([first, second]) };

test('the same answers are no difference, whatever their order', () => {
  expect(differenceOf(record, [second, first], '1.0.0')).toEqual({ changed: [], stale: false });
});

test('another answer to the same question is named, and is recorded under another version only', () => {
  const now = [first, { ...second, answer: 'z' }];
  expect(differenceOf(record, now, '1.0.0')).toEqual({ changed: ['case b'], stale: true });
  expect(recorded(record, now, '1.0.0')).toBeNull();
  expect(recorded(record, now, '1.1.0')).toEqual({
    versions: { ...record.versions, '1.1.0': versionHash(recordOf(now)) },
    answers: { 'case a': 'q1 x', 'case b': 'q2 z' },
  });
});

test('a new, changed or dropped question moves no version: it is recorded under the one that stands', () => {
  const now = [
    { ...first, question: 'q1, in other words', answer: 'z' },
    { name: 'case c', question: 'q3', answer: 'w' },
  ];
  expect(differenceOf(record, now, '1.0.0')).toEqual({ changed: [], stale: true });
  const next = recorded(record, now, '1.0.0');
  expect(next?.versions).toEqual({ '1.0.0': versionHash(recordOf(now)) });
});
