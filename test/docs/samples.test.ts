import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Column, factAt } from '../../src/catalog/facts/column.ts';
import { factView } from '../../src/catalog/facts/fact-view.ts';
import { appOver, seededCatalog } from '../support/catalogs/seeded.ts';

/** The answers that README.md and docs/asking.md show are what the service says on the day that they name. */
const DAY = '2026-11-28';
const DAY_IN_WORDS = '28 November 2026';
const BODY =
  /curl -s http:\/\/127\.0\.0\.1:8080\/v1\/rankings -H 'content-type: application\/json' -d '([^']*)'\n```\n((?:(?!```)[\s\S])*)```json\n([^`]*)```/;

/** The first ranking of a page that is shown with an answer: the answer to it, what the page says before, and what it shows. */
async function shown(page: string) {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  const [, body = '', words = '', sample = ''] = BODY.exec(text) ?? [];
  const payload = { ...JSON.parse(body), as_of: DAY };
  const answer = (await appOver(seededCatalog()).inject({ method: 'POST', url: '/v1/rankings', payload })).json();
  return { answer, words, sample: JSON.parse(sample) };
}

/** A sample is cut: of an object it may have some members, of a list of objects some entries. What it has must be there. */
function cutFrom(sample: unknown): unknown {
  if (Array.isArray(sample)) return sample.every((one) => typeof one === 'object') ? expect.arrayContaining(sample.map(cutFrom)) : sample;
  if (typeof sample !== 'object' || sample === null) return sample;
  return expect.objectContaining(Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, cutFrom(value)])));
}

test('README.md shows what its first question is answered', async () => {
  const { answer, words, sample } = await shown('README.md');
  expect(words).toContain(`the seed of ${DAY_IN_WORDS}, cut to one entry of each list (${answer.eligible} of the ${answer.considered} `);
  expect(answer).toEqual(cutFrom(sample));
  expect(sample.ranking[0].offer).toBe(answer.verdict.offer);
});

test('README.md is answered from an offer that one can buy, of somebody known', async () => {
  const { answer } = await shown('README.md');
  const view = factView(seededCatalog(), { view: 'verified' }, DAY);
  const candidate = view.candidates.findIndex(({ offer }) => offer === answer.verdict.offer);
  const known = (attribute: string) => factAt(view.columnNamed(attribute) as Column, candidate).value;
  expect(['metered', 'free']).toContain(known('price_basis'));
  expect(known('provider_kind')).not.toBeNull();
});

test('docs/asking.md shows what the load costs at the first', async () => {
  const { answer, words, sample } = await shown('docs/asking.md');
  expect(words).toContain(`on the seed of ${DAY_IN_WORDS}`);
  expect(answer.ranking[0].details.monthly_cost).toEqual(sample);
});
