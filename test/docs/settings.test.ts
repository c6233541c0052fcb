import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../src/config.ts';

test('every setting has a row in docs/operations.md', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  for (const key of CONFIG_KEYS) expect([key, rows.some((row) => row.split('|')[1]?.includes(`\`${key}\``))]).toEqual([key, true]);
});
