import { z } from 'zod';
import { ModelId, Slug, SourceId } from './claim.ts';

/** A vendor (`zhipuai`), or a model by its whole name (`anthropic/claude-opus-4-0`). */
export const SynonymId = z.union([ModelId, Slug]);

/**
 * db/seed/synonyms.json, by the name that is not ours: another name of a vendor or a model, wherever it stands. Unlike an alias it may mean a
 * model that the catalog does not have yet, so that a feed makes one model of it and not two.
 */
export const SynonymEntry = z.strictObject({
  /** The vendor or the model that it is another name of; null: none for long, as the name moves on from one model to the next. */
  means: SynonymId.nullable(),
  source: SourceId,
  /** Where in the source, and what it says. */
  locator: z.string().min(1).max(600),
});
export type SynonymEntry = z.infer<typeof SynonymEntry>;
export type Synonym = SynonymEntry & { readonly id: string };
