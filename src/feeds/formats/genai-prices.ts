import { z } from 'zod';
import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import { FeedName, TokenCount } from '../rows/bounds.ts';
import { namingOf } from '../rows/naming.ts';
import type { FeedRejection, FeedRow, MarketFeed } from '../rows/parsed-feed.ts';
import { readJson } from '../rows/read-json.ts';
import { misfit, readRows, rejection } from '../rows/read-rows.ts';
import { stated, statedLimit } from '../rows/statement.ts';
import { azureService } from './azure-service.ts';
import { bedrockGeography } from './bedrock-geography.ts';
import { GenaiPrices, genaiPriceStatements } from './genai-price-chain.ts';
import { openrouterBasis, openrouterEdition } from './openrouter-edition.ts';

// `match` is a tree of patterns for names, some of them prefixes: no exact names, so it is not read
const Row = z.object({
  id: FeedName,
  name: FeedName.nullish(),
  context_window: TokenCount.nullish(),
  prices: GenaiPrices,
  deprecated: z.boolean().nullish(),
});

type Raw = { readonly row: string; readonly pointer: string; readonly provider: string | null; readonly model: unknown };

/** The v2 data of pydantic/genai-prices; the v1 file is no longer updated upstream. */
export const genaiPrices = {
  format: 'genai-prices',
  address: 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json',
  source: 'feed-genai-prices',
  parserVersion: 2,
  read: (text) => {
    const read = readJson(text);
    if ('broken' in read) return read;
    const providers = z.array(z.unknown()).safeParse(read.json);
    if (!providers.success) return { broken: 'the top level is no list of providers' };
    const raws = providers.data.flatMap((value, index): Raw[] => {
      const provider = z.object({ id: FeedName, models: z.array(z.unknown()) }).safeParse(value).data;
      const pointer = pointerOf([index]);
      if (provider === undefined) return [{ row: pointer, pointer, provider: null, model: null }];
      return provider.models.map((model, position) => {
        const id = z.object({ id: FeedName }).safeParse(model).data?.id;
        return {
          row: pointerOf([provider.id, 'models', id ?? position]),
          pointer: pointerOf([index, 'models', position]),
          provider: provider.id,
          model,
        };
      });
    });
    return readRows(raws, read.duplicates, readModel);
  },
} as const satisfies MarketFeed;

function readModel({ row, provider, model }: Raw): FeedRow | FeedRejection {
  if (provider === null) return rejection(row, 'malformed', 'no provider with an id and a list of models');
  const parsed = Row.safeParse(model);
  if (!parsed.success) return misfit(row, parsed.error);
  const { data } = parsed;
  const edition = editionOf(provider, data.id);
  return {
    row,
    about: 'offer',
    provider: sellerOf(provider, data.id),
    name: data.id,
    naming: namingOf(data.id),
    title: data.name ?? null,
    spellings: edition.spelling === null ? [] : [edition.spelling],
    variant: edition.variant,
    statements: [
      ...genaiPriceStatements(data.prices),
      ...statedLimit('context_window', data.context_window),
      ...stated('lifecycle', data.deprecated === true ? 'deprecated' : null),
      ...edition.statements,
    ],
    ofModel: [],
  };
}

/** The feed's `google` is both the Gemini API and Vertex AI; models of other vendors are sold on Vertex AI only. Its `azure` is two services. */
function sellerOf(provider: string, id: string): string {
  if (provider === 'azure') return azureService(id);
  return provider === 'google' && (id.startsWith('claude-') || id.endsWith('-maas')) ? 'google-vertex' : provider;
}

function editionOf(provider: string, id: string) {
  if (provider === 'aws') {
    const geography = bedrockGeography(id);
    if (geography !== null) return { variant: geography.prefix, spelling: geography.model, statements: geography.statements };
    // the price in any geography but the global one; the feed does not say which
    if (id.startsWith('regional.')) return { variant: 'regional', spelling: id.slice('regional.'.length), statements: [] };
  }
  const marked = provider === 'openrouter' ? openrouterEdition(id) : null;
  if (marked !== null) return { variant: marked.edition, spelling: marked.model, statements: openrouterBasis(marked.edition) };
  return { variant: null, spelling: null, statements: [] };
}
