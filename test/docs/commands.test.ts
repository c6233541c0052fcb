import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { appOver, seededCatalog } from '../support/catalogs/seeded.ts';

/** What README.md and docs/asking.md tell a reader to send. Writes are left out: they need a database and a key. */
const COMMAND = /^curl -s '?http:\/\/127\.0\.0\.1:8080(\/[^\s']*)'?(?: -H 'content-type: application\/json' -d '([^']*)')?$/gm;
const WRITES = /^\/v1\/(?:decisions|catalog)/;
const ELSEWHERE = /^\/metrics/;

function commandsOf(page: string): { readonly url: string; readonly body: string | undefined }[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(COMMAND)]
    .map(([, url = '', body]) => ({ url, body }))
    .filter(({ url }) => !WRITES.test(url) && !ELSEWHERE.test(url));
}

describe.each([
  ['README.md', 1],
  ['docs/asking.md', 22],
])('%s', (page, least) => {
  const commands = commandsOf(page);

  test('shows requests', () => {
    expect(commands.length).toBeGreaterThanOrEqual(least);
  });

  test.each(commands)('$url $body is answered', async ({ url, body }) => {
    const app = appOver(seededCatalog());
    const answer = await app.inject(body === undefined ? { url } : { method: 'POST', url, payload: JSON.parse(body) });
    expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
    const { ranking } = answer.json();
    if (ranking !== undefined) expect(ranking.length).toBeGreaterThan(0);
  });
});
