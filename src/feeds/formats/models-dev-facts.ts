import { z } from 'zod';
import { FeedName, TokenCount } from '../rows/bounds.ts';
import type { FeedStatement } from '../rows/parsed-feed.ts';
import { stated, statedLimit } from '../rows/statement.ts';

const Limit = z.object({ context: TokenCount.optional(), input: TokenCount.optional(), output: TokenCount.optional() });

/** The members that api.json has for an offer and models.json for a model alike. */
export const ModelsDevFacts = z.object({
  name: FeedName,
  reasoning: z.boolean(),
  reasoning_options: z.array(z.object({ type: z.string(), values: z.array(z.string().min(1).max(100).nullable()).optional() })).optional(),
  tool_call: z.boolean(),
  structured_output: z.boolean().optional(),
  modalities: z.object({ input: z.array(z.string().max(40)).max(40), output: z.array(z.string().max(40)).max(40) }),
  limit: Limit,
});
export type ModelsDevFacts = z.infer<typeof ModelsDevFacts>;

export function modelsDevLimits(limit: z.infer<typeof Limit>): FeedStatement[] {
  return [
    ...statedLimit('context_window', limit.context),
    ...statedLimit('max_input_tokens', limit.input),
    ...statedLimit('max_output_tokens', limit.output),
  ];
}

type Abilities = { [Key in 'reasoning' | 'reasoning_options' | 'tool_call' | 'structured_output']?: ModelsDevFacts[Key] | undefined };

/** A missing `structured_output` is unknown; false means no. */
export function modelsDevAbilities(facts: Abilities): FeedStatement[] {
  const levels = facts.reasoning_options?.find(({ type }) => type === 'effort')?.values ?? [];
  const named = [...new Set(levels.filter((level) => level !== null))];
  return [
    ...stated('tool_calling', facts.tool_call),
    ...stated('structured_output', facts.structured_output),
    ...stated('reasoning', facts.reasoning),
    ...(named.length === 0 ? [] : stated('reasoning_levels', named)),
  ];
}
