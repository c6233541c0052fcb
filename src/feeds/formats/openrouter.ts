import { z } from 'zod';
import { CalendarDate, dateOfDay } from '../../catalog/calendar-date.ts';
import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import { FeedName, TokenCount } from '../rows/bounds.ts';
import { modalities } from '../rows/modalities.ts';
import { namingOf } from '../rows/naming.ts';
import type { FeedRejection, FeedRow, FeedStatement, MarketFeed } from '../rows/parsed-feed.ts';
import { readJson } from '../rows/read-json.ts';
import { misfit, readRows } from '../rows/read-rows.ts';
import { stated, statedLimit } from '../rows/statement.ts';
import { kindByModalities } from './model-kind.ts';
import { openrouterBasis, openrouterEdition } from './openrouter-edition.ts';
import { isRouted, OpenrouterPricing, openrouterPrices } from './openrouter-prices.ts';

const Kinds = z.array(z.string().max(40)).max(40);
const DAY_SECONDS = 86_400;

// `benchmarks` holds figures of Artificial Analysis, which may not be passed on: it is not read
const Row = z.object({
  id: FeedName,
  canonical_slug: FeedName.nullish(),
  /** What a name that moves on points to on the day of the file. */
  alias_target: z.object({ slug: FeedName }).nullish(),
  hugging_face_id: z.string().max(300).nullish(),
  name: FeedName,
  created: z.int().min(0).max(4_102_444_800),
  context_length: TokenCount.nullish(),
  architecture: z.object({ input_modalities: Kinds, output_modalities: Kinds }),
  pricing: OpenrouterPricing,
  top_provider: z.object({ context_length: TokenCount.nullish(), max_completion_tokens: TokenCount.nullish() }).nullish(),
  supported_parameters: z.array(z.string().max(60)).max(200),
  expiration_date: CalendarDate.nullish(),
});

const Page = z.object({
  data: z.array(z.unknown()),
  total_count: z.number().optional(),
  links: z.object({ next: z.string().nullish() }).nullish(),
});

type Raw = { readonly row: string; readonly pointer: string; readonly model: unknown };

export const openrouter = {
  format: 'openrouter',
  address: 'https://openrouter.ai/api/v1/models',
  source: 'feed-openrouter',
  parserVersion: 2,
  read: (text) => {
    const read = readJson(text);
    if ('broken' in read) return read;
    const page = Page.safeParse(read.json);
    if (!page.success) return { broken: 'the top level has no list `data` of models' };
    const { data, total_count, links } = page.data;
    if (typeof links?.next === 'string') return { broken: 'this is one page of several (links.next): put the pages together first' };
    if (total_count !== undefined && total_count !== data.length)
      return { broken: `the file says total_count ${total_count} and holds ${data.length} models: it is not whole` };
    if (read.duplicates.includes('/data')) return { broken: 'the list `data` stands in the file twice' };
    const raws = data.map((model, index): Raw => {
      const id = z.object({ id: FeedName }).safeParse(model).data?.id;
      return { row: pointerOf(['data', id ?? index]), pointer: pointerOf(['data', index]), model };
    });
    return readRows(raws, read.duplicates, readModel);
  },
} as const satisfies MarketFeed;

function readModel({ row, model }: Raw): FeedRow | FeedRejection {
  const parsed = Row.safeParse(model);
  if (!parsed.success) return misfit(row, parsed.error);
  const { data } = parsed;
  const edition = openrouterEdition(data.id);
  const supports = (parameter: string) => (data.supported_parameters.includes(parameter) ? true : null);
  return {
    row,
    about: 'offer',
    provider: 'openrouter',
    name: data.id,
    naming: isRouted(data.pricing) ? 'router' : namingOf(data.id),
    title: data.name,
    spellings: [...new Set([edition?.model, data.canonical_slug, data.hugging_face_id, data.alias_target?.slug])].filter(
      (name) => !!name && name !== data.id,
    ) as string[],
    variant: edition?.edition ?? null,
    statements: [
      ...openrouterPrices(data.pricing),
      ...limits(data),
      ...modalities('modalities_in', data.architecture.input_modalities),
      ...modalities('modalities_out', data.architecture.output_modalities),
      // a parameter that is not listed may be supported all the same: no statement
      ...stated('tool_calling', supports('tools')),
      ...stated('structured_output', supports('structured_outputs')),
      ...stated('json_mode', supports('response_format')),
      ...stated('reasoning', supports('reasoning')),
      // the day of the listing, not of the model's release
      ...stated('offered_since', dateOfDay(Math.floor(data.created / DAY_SECONDS))),
      ...expiration(data),
      ...stated('api_model_name', data.id),
      ...openrouterBasis(edition?.edition),
    ],
    ofModel: kindByModalities(data.id, data.architecture.input_modalities, data.architecture.output_modalities),
  };
}

/** `context_length` is the largest window of all hosts behind OpenRouter; `max_completion_tokens` is of the first host. */
function limits({ context_length, top_provider }: z.infer<typeof Row>): FeedStatement[] {
  const first = top_provider?.context_length;
  const less = first && context_length && first < context_length;
  return [
    ...statedLimit(
      'context_window',
      context_length,
      less ? { conditions: `the largest of the hosts behind OpenRouter; the first serves ${first}` } : {},
    ),
    ...statedLimit('max_output_tokens', top_provider?.max_completion_tokens, { conditions: 'of the first host behind OpenRouter' }),
  ];
}

/** A day twenty years or more after the listing (such as 2098-12-31) is a placeholder for "no end", and is left out. */
function expiration({ created, expiration_date }: z.infer<typeof Row>): FeedStatement[] {
  if (!expiration_date) return [];
  const placeholderFrom = dateOfDay(Math.floor(created / DAY_SECONDS) + 20 * 365);
  return expiration_date >= placeholderFrom ? [] : stated('retirement_date', expiration_date);
}
