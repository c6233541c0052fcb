import { genaiPrices } from './genai-prices.ts';
import { litellm } from './litellm.ts';
import { modelsDev } from './models-dev.ts';
import { modelsDevModels } from './models-dev-models.ts';
import { openrouter } from './openrouter.ts';
import type { MarketFeed, MarketFormat } from './reading.ts';

/** The one list of feeds. */
export const marketFeeds: Readonly<Record<MarketFormat, MarketFeed>> = {
  'models-dev': modelsDev,
  'models-dev-models': modelsDevModels,
  litellm,
  openrouter,
  'genai-prices': genaiPrices,
};
