import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { FeedName, TokenCount } from '../rows/bounds.ts';
import { modalities } from '../rows/modalities.ts';
import { namingOf } from '../rows/naming.ts';
import type { FeedRejection, FeedRow, FeedStatement, MarketFeed } from '../rows/parsed-feed.ts';
import { type KeyedRow, readKeyed } from '../rows/read-keyed.ts';
import { misfit, rejection } from '../rows/read-rows.ts';
import { stated, statedLimit, withFreeCondition } from '../rows/statement.ts';
import { litellmKind, SERVICES } from './litellm-kind.ts';
import { batchDiscount, LitellmTiers, litellmPrices, PriceKeys } from './litellm-prices.ts';
import { litellmVariant } from './litellm-variant.ts';

/** Present and true, present and false, absent (unknown): three states. */
const Flag = z.boolean().nullish();
const Kinds = z.array(z.string().max(40)).max(40).nullish();

const Row = z.object({
  mode: z.string().max(60),
  litellm_provider: FeedName,
  // `max_tokens` is an older field for either limit: it is not read
  max_input_tokens: TokenCount.nullish(),
  max_output_tokens: TokenCount.nullish(),
  deprecation_date: CalendarDate.nullish(),
  supports_function_calling: Flag,
  supports_response_schema: Flag,
  supports_reasoning: Flag,
  supports_prompt_caching: Flag,
  supports_vision: Flag,
  supports_audio_input: Flag,
  supports_video_input: Flag,
  supports_pdf_input: Flag,
  supports_audio_output: Flag,
  supported_modalities: Kinds,
  supported_output_modalities: Kinds,
  supported_regions: z.array(z.string().min(1).max(60)).max(100).nullish(),
  tiered_pricing: LitellmTiers.nullish(),
});

/** The modes in which a model takes text, whatever else it takes. */
const TAKES_TEXT: readonly string[] = ['chat', 'responses', 'completion'];
/** Keys that look like models and are not: a specimen of a row, and rules for names that are not listed. */
const NOT_MODELS: readonly string[] = ['sample_spec', 'fallback_generalizations'];

export const litellm = {
  format: 'litellm',
  address: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
  source: 'feed-litellm',
  parserVersion: 2,
  read: (text) => readKeyed(text, readModel),
} as const satisfies MarketFeed;

function readModel({ row, key, model }: KeyedRow): FeedRow | FeedRejection {
  if (NOT_MODELS.includes(key)) return rejection(row, 'not_a_model', 'a part of the file that describes no model');
  const entry = z.object({ mode: z.unknown().optional() }).safeParse(model);
  if (!entry.success || !FeedName.safeParse(key).success) return rejection(row, 'malformed', 'no object under a name');
  const { mode } = entry.data;
  if (mode === undefined) return rejection(row, 'not_a_model', 'no mode: a class of prices, not a model');
  if (typeof mode === 'string' && SERVICES.includes(mode)) return rejection(row, 'not_a_model', `a service: the mode is ${mode}`);
  const parsed = Row.safeParse(model);
  const prices = PriceKeys.safeParse(model);
  if (!parsed.success) return misfit(row, parsed.error);
  if (!prices.success) return misfit(row, prices.error);
  const { data } = parsed;
  const variant = litellmVariant(key, data.litellm_provider, data.supported_regions ?? []);
  return {
    row,
    about: 'offer',
    provider: sellerOf(key, data.litellm_provider),
    name: key,
    naming: namingOf(key),
    title: null,
    spellings: variant.spelling === null ? [] : [variant.spelling],
    variant: variant.variant,
    statements: [
      ...withFreeCondition(litellmPrices(prices.data, data.tiered_pricing ?? [])),
      ...stated('batch_discount', batchDiscount(prices.data)),
      ...statedLimit('max_input_tokens', data.max_input_tokens),
      ...statedLimit('max_output_tokens', data.max_output_tokens),
      ...modalitiesIn(data),
      ...modalities('modalities_out', data.supported_output_modalities ?? []),
      ...stated('tool_calling', data.supports_function_calling),
      ...stated('structured_output', data.supports_response_schema),
      ...stated('reasoning', data.supports_reasoning),
      ...stated('prompt_caching', data.supports_prompt_caching),
      ...stated('retirement_date', data.deprecation_date),
      ...variant.statements,
    ],
    ofModel: litellmKind(key, data.mode, data.supported_output_modalities ?? []),
  };
}

/** Names that end so are run by Ollama's own service, through the server on one's machine: `gpt-oss:120b-cloud`. */
function sellerOf(key: string, provider: string): string {
  return provider === 'ollama' && key.endsWith('-cloud') ? 'ollama-cloud' : provider;
}

/** The list of kinds where there is one, and every kind whose own flag is true. The list is complete only if the flag for PDF is there too. */
function modalitiesIn(row: z.infer<typeof Row>): FeedStatement[] {
  const flagged = [
    ...(row.supports_vision ? ['image'] : []),
    ...(row.supports_audio_input ? ['audio'] : []),
    ...(row.supports_video_input ? ['video'] : []),
    ...(row.supports_pdf_input ? ['pdf'] : []),
  ];
  const listed = row.supported_modalities ?? [];
  if (listed.length === 0 && flagged.length === 0) return [];
  const kinds = listed.length === 0 && TAKES_TEXT.includes(row.mode) ? ['text', ...flagged] : [...listed, ...flagged];
  const complete = listed.length > 0 && typeof row.supports_pdf_input === 'boolean';
  return modalities('modalities_in', kinds, complete ? {} : { qualifier: 'at_least' });
}
