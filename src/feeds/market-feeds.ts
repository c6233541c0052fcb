import { genaiPrices } from './formats/genai-prices.ts';
import { litellm } from './formats/litellm.ts';
import { modelsDev } from './formats/models-dev.ts';
import { modelsDevModels } from './formats/models-dev-models.ts';
import { openrouter } from './formats/openrouter.ts';
import type { MarketFeed, MarketFormat } from './rows/parsed-feed.ts';

/** The one list of feeds. */
export const marketFeeds: Readonly<Record<MarketFormat, MarketFeed>> = {
  'models-dev': modelsDev,
  'models-dev-models': modelsDevModels,
  litellm,
  openrouter,
  'genai-prices': genaiPrices,
};
