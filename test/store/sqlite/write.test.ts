import { expect, test } from 'vitest';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { writeQueue } from '../../../src/store/sqlite/write.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';

function numbers(): Database {
  const db = newDatabase();
  db.exec('CREATE TABLE numbers (n INTEGER PRIMARY KEY CHECK (n < 100))');
  return db;
}

const add =
  (db: Database, ...values: number[]) =>
  () => {
    for (const n of values) db.prepare('INSERT INTO numbers VALUES (?)').run(n);
    return values.length;
  };
const kept = (db: Database) => db.prepare('SELECT n FROM numbers ORDER BY n').pluck().all();

test('writes of one turn share a transaction, and each has its own result', async () => {
  const db = numbers();
  const write = writeQueue(db);
  const other = newDatabase(db.name);
  const seenByOthers: unknown[] = [];
  const results = await Promise.all(
    [1, 2, 3].map((n) =>
      write(() => {
        seenByOthers.push(kept(other));
        return add(db, n)() + n;
      }),
    ),
  );
  expect(results).toEqual([2, 3, 4]);
  // Nothing was committed before the last had run.
  expect(seenByOthers).toEqual([[], [], []]);
  expect(kept(db)).toEqual([1, 2, 3]);
});

test('a write that fails leaves nothing of itself, and the others as they are', async () => {
  const db = numbers();
  const write = writeQueue(db);
  const results = await Promise.allSettled([write(add(db, 1)), write(add(db, 2, 3, 100)), write(add(db, 4))]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(kept(db)).toEqual([1, 4]);
  await expect(write(add(db, 5, 100))).rejects.toThrow(/CHECK constraint/);
  expect(kept(db)).toEqual([1, 4]);
  expect(await write(add(db, 6))).toBe(1);
});

test('where the disk takes nothing, every write of the transaction is told so', async () => {
  const db = numbers();
  const write = writeQueue(db);
  db.pragma('query_only = ON');
  const results = await Promise.allSettled([write(add(db, 1)), write(add(db, 2))]);
  expect(results.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(['SQLITE_READONLY', 'SQLITE_READONLY']);
  db.pragma('query_only = OFF');
  expect(await write(add(db, 3))).toBe(1);
  expect(kept(db)).toEqual([3]);
});
