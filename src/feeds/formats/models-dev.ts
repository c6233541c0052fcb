import { z } from 'zod';
import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import { FeedName, TokenCount, UsdPerMillion } from '../rows/bounds.ts';
import { modalities } from '../rows/modalities.ts';
import { namingOf } from '../rows/naming.ts';
import type { FeedRejection, FeedRow, FeedStatement, MarketFeed } from '../rows/parsed-feed.ts';
import { readJson } from '../rows/read-json.ts';
import { misfit, readRows, rejection } from '../rows/read-rows.ts';
import { roundedPrice } from '../rows/rounded-price.ts';
import { stated, withFreeCondition } from '../rows/statement.ts';
import { azureService } from './azure-service.ts';
import { bedrockGeography } from './bedrock-geography.ts';
import { kindByModalities } from './model-kind.ts';
import { ModelsDevFacts, modelsDevAbilities, modelsDevLimits } from './models-dev-facts.ts';
import { openrouterBasis, openrouterEdition } from './openrouter-edition.ts';

const Prices = z.object({
  input: UsdPerMillion.optional(),
  output: UsdPerMillion.optional(),
  reasoning: UsdPerMillion.optional(),
  cache_read: UsdPerMillion.optional(),
  cache_write: UsdPerMillion.optional(),
  input_audio: UsdPerMillion.optional(),
  output_audio: UsdPerMillion.optional(),
});
const Tier = Prices.extend({ tier: z.object({ type: z.string(), size: TokenCount.positive() }) });

const Row = ModelsDevFacts.extend({
  // `context_over_200k` repeats a tier in an older form: it is not read
  cost: Prices.extend({ tiers: z.array(Tier).optional() }).optional(),
  family: z.string().max(300).optional(),
  status: z.string().optional(),
});

const ATTRIBUTES = {
  input: 'price_input',
  output: 'price_output',
  reasoning: 'price_reasoning',
  cache_read: 'price_cache_read',
  cache_write: 'price_cache_write',
  input_audio: 'price_input_audio',
  output_audio: 'price_output_audio',
} as const;

/** Our lifecycle stages by those of models.dev; no stage means that nothing is stated. */
const STAGES: Readonly<Record<string, string>> = { alpha: 'preview', beta: 'preview', deprecated: 'deprecated' };

type Raw = { readonly row: string; readonly pointer: string; readonly provider: string; readonly key: string; readonly model: unknown };

/** What each provider serves. Facts of the weights are in models.json and are not repeated for each offer. */
export const modelsDev = {
  format: 'models-dev',
  address: 'https://models.dev/api.json',
  source: 'feed-models-dev',
  parserVersion: 2,
  read: (text) => {
    const read = readJson(text);
    if ('broken' in read) return read;
    const providers = z.record(z.string(), z.unknown()).safeParse(read.json);
    if (!providers.success) return { broken: 'the top level is no object of providers' };
    const raws = Object.entries(providers.data).flatMap(([provider, value]): Raw[] => {
      const models = z.object({ models: z.record(z.string(), z.unknown()) }).safeParse(value).data?.models;
      const pointer = pointerOf([provider]);
      if (models === undefined) return [{ row: pointer, pointer, provider, key: '', model: null }];
      return Object.entries(models).map(([key, model]) => {
        const row = pointerOf([provider, 'models', key]);
        return { row, pointer: row, provider, key, model };
      });
    });
    return readRows(raws, read.duplicates, readModel);
  },
} as const satisfies MarketFeed;

function readModel({ row, provider, key, model }: Raw): FeedRow | FeedRejection {
  if (key === '' || !FeedName.safeParse(key).success) return rejection(row, 'malformed', 'no provider with models by name');
  const parsed = Row.safeParse(model);
  if (!parsed.success) return misfit(row, parsed.error);
  const { data } = parsed;
  const geography = provider === 'amazon-bedrock' ? bedrockGeography(key) : null;
  const edition = provider === 'openrouter' ? openrouterEdition(key) : null;
  return {
    row,
    about: 'offer',
    provider: provider === 'azure' ? azureService(key) : provider,
    name: key,
    naming: namingOf(key),
    title: data.name,
    spellings: [geography?.model ?? edition?.model].filter((name) => name !== undefined),
    variant: geography?.prefix ?? edition?.edition ?? null,
    statements: [
      ...withFreeCondition(priceStatements(data.cost)),
      ...modelsDevLimits(data.limit),
      ...modalities('modalities_in', data.modalities.input),
      ...modalities('modalities_out', data.modalities.output),
      ...modelsDevAbilities(data),
      ...stated('lifecycle', STAGES[data.status ?? '']),
      ...stated('api_model_name', key),
      ...openrouterBasis(edition?.edition),
      ...(geography?.statements ?? []),
    ],
    ofModel: kindByModalities(`${key} ${data.family ?? ''}`, data.modalities.input, data.modalities.output),
  };
}

/** A row without a cost states nothing: the price is unknown, not 0. */
function priceStatements(cost: z.infer<typeof Row>['cost']): FeedStatement[] {
  if (cost === undefined) return [];
  const of = (prices: z.infer<typeof Prices>, details = {}) =>
    Object.entries(ATTRIBUTES).flatMap(([key, attribute]) => {
      const price = prices[key as keyof typeof ATTRIBUTES];
      return price === undefined ? [] : stated(attribute, roundedPrice(price), details);
    });
  const tiers = (cost.tiers ?? []).filter(({ tier }) => tier.type === 'context');
  return [...of(cost), ...tiers.flatMap((tier) => of(tier, { when: { input_tokens_above: tier.tier.size } }))];
}
