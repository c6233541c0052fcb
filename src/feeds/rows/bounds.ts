import { z } from 'zod';

/** No list price is higher (the highest is 600). A larger number is in another unit, such as a price per 1,000 or per 1M tokens under "per token". */
export const DEAREST_USD_PER_MILLION = 1_000;
/** A hundred times the largest window that any vendor states: a larger number is not a window. */
export const LARGEST_WINDOW = 1_000_000_000;

export const UsdPerMillion = z.number().min(0).max(DEAREST_USD_PER_MILLION);
export const UsdPerToken = z
  .number()
  .min(0)
  .max(DEAREST_USD_PER_MILLION / 1e6);
/** 0 stands for "not stated" in every feed that has it. */
export const TokenCount = z.int().min(0).max(LARGEST_WINDOW);
/** What a provider or a model is called. */
export const FeedName = z.string().min(1).max(300);
