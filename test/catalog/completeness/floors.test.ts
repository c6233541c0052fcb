import { expect, test } from 'vitest';
import { seededCatalog } from '../../support/catalogs/seeded.ts';

/**
 * The floors of db/seed/completeness.json only rise. Whoever raises one raises it here too; whoever lowers one, here and there, says why in the
 * commit.
 */
const LEAST: Readonly<Record<string, number>> = {
  prices: 1,
  context_window: 1,
  max_output_tokens: 1,
  modalities: 1,
  tool_calling: 1,
  open_weights: 1,
  kind: 1,
  vendor: 1,
  licence_or_terms: 0.95,
  commercial_use: 0.95,
  release_date: 0.95,
  knowledge_cutoff: 0.8,
  languages: 0.7,
  lifecycle: 0.9,
  structured_output: 0.9,
  coding_reasoning_knowledge: 0.9,
  three_results: 0.85,
  provider_soc_2: 0.9,
  provider_iso_27001: 0.9,
  provider_hipaa: 0.9,
  provider_dpa: 0.9,
  provider_training_use: 0.9,
  provider_retention: 0.9,
  provider_residency: 0.9,
  provider_sla: 0.9,
  provider_fine_tuning: 0.9,
};
/** Of models at most so much of a floor may be searches that found nothing. */
const MOST_NOT_FOUND = 0.25;
/** "Not announced" is what there is to say of most lifecycles. */
const STATEMENTS = ['lifecycle'];
const STALE_AT_MOST = 0.1;

const floors = [...seededCatalog().floors.values()];

test('no floor is lower than it was', () => {
  const least = Object.fromEntries(floors.flatMap(({ id, rule }) => (rule.of === 'facts' ? [] : [[id, rule.at_least]])));
  for (const [id, share] of Object.entries(LEAST)) expect([id, least[id] ?? 0]).toEqual([id, Math.max(share, least[id] ?? 0)]);
});

test('no more may be not found, and no more prices stale, than was allowed', () => {
  for (const { id, rule } of floors) {
    if (rule.of === 'facts') expect([id, rule.stale_at_most <= STALE_AT_MOST]).toEqual([id, true]);
    if (rule.of === 'models' && !STATEMENTS.includes(id)) expect([id, rule.not_found_up_to <= MOST_NOT_FOUND]).toEqual([id, true]);
  }
});

test('they are measured on 40 models and 15 providers', () => {
  const leaders = [...seededCatalog().leaders.values()];
  expect([leaders.filter(({ model }) => model).length, leaders.filter(({ provider }) => provider).length]).toEqual([40, 15]);
});
