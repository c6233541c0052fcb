import { z } from 'zod';
import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import { FeedName, TokenCount, UsdPerMillion } from '../rows/bounds.ts';
import { modalities } from '../rows/modalities.ts';
import { namingOf } from '../rows/naming.ts';
import type { FeedRejection, FeedRow, FeedStatement, MarketFeed } from '../rows/parsed-feed.ts';
import { readJson } from '../rows/read-json.ts';
import { misfit, readRows, rejection } from '../rows/read-rows.ts';
import { roundedPrice } from '../rows/rounded-price.ts';
import { type StatementDetails, stated, statedLimit } from '../rows/statement.ts';
import { azureService } from './azure-service.ts';
import { bedrockGeography } from './bedrock-geography.ts';
import { kindByName } from './model-kind.ts';
import { openrouterBasis, openrouterEdition } from './openrouter-edition.ts';

const Prices = z.object({ input: UsdPerMillion, output: UsdPerMillion, cacheRead: UsdPerMillion, cacheWrite: UsdPerMillion });
type Prices = z.infer<typeof Prices>;

const Row = z.object({
  name: FeedName,
  type: z.enum(['chat', 'classifier', 'image']),
  // classifiers and makers of images do not have it
  reasoning: z.boolean().optional(),
  input: z.array(z.string().max(40)).max(40),
  cost: Prices.extend({ tiers: z.array(Prices.extend({ inputTokensAbove: TokenCount.positive() })).optional() }),
  contextWindow: TokenCount.optional(),
  maxTokens: TokenCount.optional(),
});
type Row = z.infer<typeof Row>;

const ATTRIBUTES = {
  input: 'price_input',
  output: 'price_output',
  cacheRead: 'price_cache_read',
  cacheWrite: 'price_cache_write',
} as const;
const KINDS = { chat: 'chat', classifier: 'other', image: 'image' } as const;

type Raw = { readonly row: string; readonly pointer: string; readonly provider: string; readonly key: string; readonly model: unknown };

/** The provider data of pi-ai, put into one object by provider and id (docs/catalog.md): the npm package has one file a provider. */
export const piAi = {
  format: 'pi-ai',
  address: null,
  source: 'feed-pi-ai',
  parserVersion: 1,
  read: (text) => {
    const read = readJson(text);
    if ('broken' in read) return read;
    const providers = z.record(z.string(), z.unknown()).safeParse(read.json);
    if (!providers.success) return { broken: 'the top level is no object of providers' };
    const raws = Object.entries(providers.data).flatMap(([provider, value]): Raw[] => {
      const models = z.record(z.string(), z.unknown()).safeParse(value).data;
      const pointer = pointerOf([provider]);
      if (models === undefined) return [{ row: pointer, pointer, provider, key: '', model: null }];
      return Object.entries(models).map(([key, model]) => {
        const row = pointerOf([provider, key]);
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
  const basis = openrouterBasis(edition?.edition);
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
      ...priceStatements(data.cost, basis.length > 0),
      ...windowOf(data),
      ...statedLimit('max_output_tokens', data.maxTokens),
      // pi knows text and pictures alone: a model may take more
      ...modalities('modalities_in', data.input, { qualifier: 'at_least' }),
      ...stated('reasoning', data.reasoning),
      ...stated('api_model_name', key),
      ...basis,
      ...(geography?.statements ?? []),
    ],
    ofModel: kindOf(key, data.type),
  };
}

/** A classifier is what it says, whatever its name; a type `chat` only says how it is asked. */
function kindOf(key: string, type: Row['type']): FeedStatement[] {
  const named = type === 'chat' ? kindByName(key) : [];
  return named.length > 0 ? named : stated('kind', KINDS[type], { conditions: `by its type ${type}` });
}

/** 0 stands for a price that is unknown, part of a plan or none: it is stated only where the edition is free by its own mark. */
function priceStatements({ tiers = [], ...plain }: Row['cost'], isFree: boolean): FeedStatement[] {
  const of = (prices: Prices, details: StatementDetails = {}) =>
    Object.entries(ATTRIBUTES).flatMap(([key, attribute]) => {
      const price = prices[key as keyof Prices];
      const says = price > 0 || (isFree && (key === 'input' || key === 'output'));
      return says ? stated(attribute, roundedPrice(price), details) : [];
    });
  return [...of(plain), ...tiers.flatMap((tier) => of(tier, { when: { input_tokens_above: tier.inputTokensAbove } }))];
}

/** A window that ends where a dearer tier begins is pi's own limit, not that of the model: longer input has its price. */
function windowOf({ contextWindow, cost }: Row): FeedStatement[] {
  const isCapped = (cost.tiers ?? []).some(({ inputTokensAbove }) => contextWindow !== undefined && inputTokensAbove >= contextWindow);
  return isCapped ? [] : statedLimit('context_window', contextWindow);
}
