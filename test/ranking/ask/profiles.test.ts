import { describe, expect, test } from 'vitest';
import { COMPUTE_INPUTS } from '../../../src/criteria/computed-criterion.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import { appOver, seededCatalog, TODAY } from '../../support/catalogs/seeded.ts';
import { ask } from '../../support/requests/ask.ts';

const profiles = [...seededCatalog().profiles.values()];

test('the seed has ten profiles or more, under names that say what they are for', () => {
  expect(profiles.length).toBeGreaterThanOrEqual(10);
  expect(profiles.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'article-deepseek',
      'article-llama-4',
      'cheap-bulk-classification',
      'coding-agent',
      'eu-regulated-chat',
      'multilingual-support',
      'on-premise-health-care',
      'one-gpu-startup',
      'rag-long-documents',
      'vision-extraction',
    ]),
  );
});

describe.each(profiles.map((profile) => [profile.id, profile] as const))('the profile %s', (id, profile) => {
  const request = profile.request as RankingRequest;

  test('has a reason for every weight and requirement and for what it gives to compute from, and for nothing else', () => {
    const reasoned = [...Object.keys(request.prefer?.weights ?? {}), ...Object.keys(request.require ?? {})];
    const given = COMPUTE_INPUTS.filter((member) => request[member] !== undefined);
    expect(Object.keys(profile.reasons).sort()).toEqual([...new Set([...reasoned, ...given])].sort());
    for (const reason of Object.values(profile.reasons)) expect(reason).toMatch(/^.{20,}[.]$/);
  });

  test('is answered with a choice among several, with reasons, and no weight falls on what nobody knows', () => {
    const answer = ask(seededCatalog(), { prefer: { profile: id }, as_of: TODAY, limit: 100 });
    expect(answer.eligible).toBeGreaterThan(1);
    expect(answer.verdict.choose).not.toBeNull();
    expect(answer.verdict.because.map(({ code }) => code)).toEqual(expect.arrayContaining(['highest_score', 'leads_on']));
    const unknown = answer.warnings.filter(({ code, attribute }) => code === 'criterion_unknown_for_all' && attribute === undefined);
    // what only the article claims is unknown to every other source: the article's profile names it all the same
    if (!id.startsWith('article-')) expect(unknown).toEqual([]);
  });

  test('weighs a comparison as well, what it gives to compute from included', async () => {
    const payload = { models: ['openai/gpt-oss-120b', 'meta/llama-4-scout'], prefer: { profile: id }, as_of: TODAY };
    const answer = await appOver(seededCatalog()).inject({ method: 'POST', url: '/v1/comparisons', payload });
    expect([answer.statusCode, answer.json().resolved.profile.id]).toEqual([200, id]);
  });
});
