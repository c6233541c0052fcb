import { readFileSync } from 'node:fs';

const ASKED =
  /curl -s http:\/\/127\.0\.0\.1:8080\/v1\/rankings -H 'content-type: application\/json' -d '([^']*)'\n```\n((?:(?!```)[\s\S])*)```json\n([^`]*)```/;

/** The first ranking of a page that is shown with an answer: the request, what the page says between, and what it shows. */
export function shownRanking(page: string): { readonly request: object; readonly words: string; readonly sample: unknown } {
  const [, body = '', words = '', sample = ''] = ASKED.exec(readFileSync(new URL(`../../../${page}`, import.meta.url), 'utf8')) ?? [];
  return { request: JSON.parse(body), words, sample: JSON.parse(sample) };
}
