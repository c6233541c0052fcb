import { z } from 'zod';
import { FeedName } from '../rows/bounds.ts';
import { FeedDate, lastDayOf } from '../rows/feed-date.ts';
import { modalities } from '../rows/modalities.ts';
import { namingOf } from '../rows/naming.ts';
import type { FeedRejection, FeedRow, FeedStatement, MarketFeed } from '../rows/parsed-feed.ts';
import { type KeyedRow, readKeyed } from '../rows/read-keyed.ts';
import { misfit, rejection } from '../rows/read-rows.ts';
import { stated } from '../rows/statement.ts';
import { kindByModalities } from './model-kind.ts';
import { BenchmarkResult, benchmarkStatements } from './models-dev-benchmarks.ts';
import { ModelsDevFacts, modelsDevAbilities, modelsDevLimits } from './models-dev-facts.ts';

// all but the name is optional here
const Row = ModelsDevFacts.partial()
  .required({ name: true })
  .extend({
    family: z.string().max(300).optional(),
    open_weights: z.boolean().optional(),
    release_date: FeedDate.optional(),
    knowledge: FeedDate.optional(),
    license: z.string().max(200).optional(),
    weights: z.array(z.object({ url: z.url({ protocol: /^https?$/ }) })).optional(),
    benchmarks: z.array(BenchmarkResult).optional(),
  });

/** Facts of a model that hold wherever it is served. */
export const modelsDevModels = {
  format: 'models-dev-models',
  address: 'https://models.dev/models.json',
  source: 'feed-models-dev-models',
  parserVersion: 2,
  read: (text) => readKeyed(text, readModel),
} as const satisfies MarketFeed;

function readModel({ row, key, model }: KeyedRow): FeedRow | FeedRejection {
  if (!FeedName.regex(/^[^/]+\/[^/]+$/).safeParse(key).success) return rejection(row, 'malformed', 'the key is no vendor/model');
  const parsed = Row.safeParse(model);
  if (!parsed.success) return misfit(row, parsed.error);
  const { data } = parsed;
  return {
    row,
    about: 'model',
    provider: null,
    name: key,
    naming: namingOf(key),
    title: data.name,
    spellings: [],
    variant: null,
    statements: [
      ...kindByModalities(`${key} ${data.family ?? ''}`, data.modalities?.input ?? [], data.modalities?.output ?? []),
      ...modelsDevLimits(data.limit ?? {}),
      ...modalities('modalities_in', data.modalities?.input ?? []),
      ...modalities('modalities_out', data.modalities?.output ?? []),
      ...modelsDevAbilities(data),
      ...stated('open_weights', data.open_weights),
      ...releaseDate(data.release_date),
      ...knowledgeCutoff(data.knowledge),
      ...licence(data.license),
      ...stated('weights_url', data.weights?.[0]?.url),
      ...benchmarkStatements(data.benchmarks ?? []),
    ],
    ofModel: [],
  };
}

/** A month without a day means: released by the last day of it. */
function releaseDate(date: string | undefined): FeedStatement[] {
  if (date === undefined) return [];
  const { day, monthOnly } = lastDayOf(date);
  return stated('release_date', day, monthOnly ? { qualifier: 'at_most', note: `the feed names the month only: ${date}` } : {});
}

/** A month means its last day, as the attribute's description says. */
function knowledgeCutoff(date: string | undefined): FeedStatement[] {
  if (date === undefined) return [];
  const { day, monthOnly } = lastDayOf(date);
  return stated('knowledge_cutoff', day, monthOnly ? { conditions: `the feed names the month only: ${date}` } : {});
}

/** An SPDX id goes to `license`; any other name to `license_name`. */
function licence(name: string | undefined): FeedStatement[] {
  if (!name) return [];
  return stated(/^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(name) ? 'license' : 'license_name', name);
}
