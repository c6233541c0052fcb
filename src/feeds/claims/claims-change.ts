import { z } from 'zod';
import { ClaimWhen, ModelId, Slug, SourceEntry, SourceId } from '../../catalog/claim.ts';
import { AttributeEntry, AttributeId } from '../../catalog/vocabulary.ts';
import { ClaimInput } from './claim-row.ts';
import type { ClaimsFault } from './claims-request.ts';

const Name = z.string().min(1).max(200);

/** ClaimInput with hours as lists of two, as OpenAPI can't express more; the reader checks the format of the times. */
const Claim = ClaimInput.extend({
  when: ClaimWhen.extend({
    daily_utc: z
      .array(z.array(z.string().max(5)).length(2))
      .min(1)
      .max(24)
      .optional(),
  }).optional(),
});

/** What an operator adds and retires in one request: a file of claims (claims-json) with `retire`. */
export const ClaimsRequestBody = z.strictObject({
  attributes: z
    .record(AttributeId, AttributeEntry.extend({ category: AttributeId }))
    .meta({ description: 'New words of the vocabulary, by id.' })
    .optional(),
  providers: z
    .record(Slug, z.strictObject({ name: Name }))
    .meta({ description: 'New providers, by id.' })
    .optional(),
  models: z
    .record(ModelId, z.strictObject({ name: Name, family: ModelId.nullable().default(null) }))
    .meta({ description: 'New models, by id.' })
    .optional(),
  offers: z
    .array(z.strictObject({ model: ModelId, provider: Slug, variant: Slug.optional() }))
    .max(10_000)
    .meta({ description: 'New offers.' })
    .optional(),
  sources: z.record(SourceId, SourceEntry).meta({ description: 'New sources, by id.' }).optional(),
  claims: z
    .array(Claim)
    .max(10_000)
    .meta({ description: 'A claim takes the place of those on the same subject, attribute, source, period and mode.' })
    .default([]),
  retire: z.array(z.string().min(1).max(100)).max(10_000).meta({ description: 'Ids of claims to take back.' }).default([]),
});
export type ClaimsRequestBody = z.infer<typeof ClaimsRequestBody>;

/** The ids of the claims in their order, and the new revision; null where nothing changed. */
export type ClaimsOutcome =
  | { readonly revision: number | null; readonly claims: readonly string[] }
  | { readonly faults: readonly ClaimsFault[] };
