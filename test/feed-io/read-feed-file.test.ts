import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFeedFile } from '../../src/feed-io/read-feed-file.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

test('a file is read as text', async () => {
  const file = join(temporaryFolder(), 'feed.json');
  writeFileSync(file, '{"price":"1 €"}');
  expect(await readFeedFile(file)).toEqual({ text: '{"price":"1 €"}' });
});

test('a file up to the limit is read, a larger one is not', async () => {
  const file = join(temporaryFolder(), 'feed.json');
  writeFileSync(file, 'x'.repeat(100));
  expect(await readFeedFile(file, 100)).toHaveProperty('text');
  expect(await readFeedFile(file, 99)).toEqual({ refused: 'the feed is larger than 99 bytes' });
});

test('what is no file, is not there or is no text is refused by name', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'feed.json');
  expect(await readFeedFile(folder)).toEqual({ refused: `${folder} is no regular file` });
  expect(await readFeedFile(file)).toEqual({ refused: `there is no file ${file}` });
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await readFeedFile(pipe)).toEqual({ refused: `${pipe} is no regular file` });
  expect(await readFeedFile('/dev/zero')).toEqual({ refused: '/dev/zero is no regular file' });
  writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00]));
  expect(await readFeedFile(file)).toEqual({ refused: 'the content is no UTF-8' });
});
