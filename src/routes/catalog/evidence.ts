import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp } from '../../catalog/catalog-stamp.ts';
import { ClaimEntry, ClaimValue, ClaimWhen, Slug, SourceEntry, SubjectId } from '../../catalog/claim.ts';
import { ClaimCheckEntry, ContradictionEntry } from '../../catalog/entries.ts';
import type { Fact as CatalogFact } from '../../catalog/facts/fact.ts';
import { type Candidate, type FactView, factView } from '../../catalog/facts/fact-view.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';

/** The shapes that evidence has in answers, wherever it stands. */

export const CATALOG_REF_EXAMPLE = { revision: 1, hash: `sha256:${'0'.repeat(64)}`, claims: 3212 };

/** A page of entries. `next` is absent on the last. */
export function pageSchema<T extends z.ZodType>(entry: T) {
  return z.strictObject({
    catalog: CatalogStamp,
    items: z.array(entry).max(100).meta({ description: 'The entries, ordered by id.' }),
    next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
  });
}

export const ClaimId = z.string().min(1).max(100);
const ClaimIds = z.array(ClaimId).max(10_000);

const Revision = z.int().min(0);

export const Claim = z
  .strictObject({
    id: ClaimId.meta({ description: 'The id that facts, contributions and caveats cite.' }),
    subject: SubjectId.meta({ description: 'What it is about: a family, a model, an offer or a provider.' }),
    ...ClaimEntry.shape,
    when: ClaimWhen.extend({
      daily_utc: z
        .array(z.array(z.string().max(5)).length(2))
        .max(24)
        .meta({ description: 'Hours of the day, UTC, in which it holds.' })
        .optional(),
    })
      .meta({ description: 'When it holds. With `input_tokens_above` or `daily_utc` it is a price tier and never the plain fact.' })
      .optional(),
    corroborated_by: z.array(Slug).max(100).meta({ description: 'Other sources that say the same.' }).optional(),
    ref: z.string().max(40).meta({ description: 'The finding that it was taken from.' }).optional(),
    position: z.int().meta({ description: 'Its place within its source.' }),
    origin: z.enum(['seed', 'operator', 'import']).meta({ description: 'How it came into the catalog.' }),
    added_in: Revision.meta({ description: 'The revision that added it.' }),
    retired_in: Revision.nullable().meta({ description: 'The revision that retired it; null while it is current.' }),
  })
  .meta({ id: 'Claim', description: 'One statement of one source on one subject.' });

export const CLAIM_EXAMPLE = {
  id: 'clm_0b5f0c7a2d',
  subject: 'meta/llama-4-scout',
  attribute: 'context_window',
  value: 10_000_000,
  value_status: 'stated',
  source: 'meta-llama-4-blog',
  as_of: '2025-04-05',
  confidence: 'high',
  locator: 'section on Scout',
  position: 3,
  origin: 'seed',
  added_in: 1,
  retired_in: null,
} as const;

export const Source = z
  .strictObject({ id: Slug.meta({ description: 'The id that claims name.' }), ...SourceEntry.shape })
  .meta({ id: 'Source', description: 'Where claims come from.' });

export const SOURCE_EXAMPLE = {
  id: 'meta-llama-4-blog',
  kind: 'vendor',
  title: 'The Llama 4 herd',
  locator: 'https://ai.meta.com/blog/llama-4-multimodal-intelligence/',
  license: null,
  retrieved: '2026-11-20',
} as const;

export const Fact = z
  .strictObject({
    status: z.enum(['known', 'unknown', 'not_applicable']).meta({ description: 'Unknown: a source looked and found nothing.' }),
    value: ClaimValue.nullable().meta({ description: 'Null unless known.' }),
    as_of: CalendarDate.nullable().meta({ description: 'The day for which the claim was made; null where its source gives none.' }),
    source: Slug.meta({ description: 'The source of the claim that stands.' }),
    claim: ClaimId.meta({ description: 'The claim that stands.' }),
    conflicts: ClaimIds.meta({ description: 'Claims that lost and say something else.' }),
  })
  .meta({ id: 'Fact', description: 'What the catalog holds to be so in one view, and the claim it rests on.' });

export const Facts = z
  .record(AttributeId, Fact)
  .meta({ description: 'By attribute. An attribute that is not listed is unknown: no claim of this view speaks of it.' });

export const FACT_EXAMPLE = {
  status: 'known',
  value: 10_000_000,
  as_of: '2025-04-05',
  source: 'meta-llama-4-blog',
  claim: CLAIM_EXAMPLE.id,
  conflicts: [],
} as const;

export const ClaimCheck = z
  .strictObject({ ...ClaimCheckEntry.shape, claim: ClaimId, facts: ClaimIds })
  .meta({ id: 'ClaimCheck', description: 'What was found when a claim of the article was held against verified facts.' });

export const Contradiction = z
  .strictObject({ id: z.string().max(100), ...ContradictionEntry.shape, claims: ClaimIds })
  .meta({ id: 'Contradiction', description: 'Statements that cannot all be true.' });

export const VIEWS = ['verified', 'article', 'all'] as const;

/** All facts of a subject in a named view: those that any claim speaks of. */
export function factsOf(catalog: Catalog, view: FactView, candidate: Candidate): Record<string, z.infer<typeof Fact>> {
  const facts: Record<string, z.infer<typeof Fact>> = {};
  const spokenOf = new Set<string>();
  for (const subject of [candidate.offer, candidate.provider, candidate.model, candidate.family])
    for (const { attribute } of catalog.claimsBySubject.get(subject ?? '') ?? []) spokenOf.add(attribute);
  for (const attribute of catalog.attributes.values()) {
    if (!spokenOf.has(attribute.id)) continue;
    const shown = shownFact(view.factOf(attribute, candidate));
    if (shown) facts[attribute.id] = shown;
  }
  return facts;
}

function shownFact({ status, value, claim, conflicts }: CatalogFact): z.infer<typeof Fact> | null {
  if (!claim) return null;
  return { status, value, as_of: claim.as_of, source: claim.source, claim: claim.id, conflicts: conflicts.map((conflict) => conflict.id) };
}

/** Anything that a claim can be about, as what the facts are asked of. */
export function candidateOf(catalog: Catalog, subject: string): Candidate {
  const none = { id: subject, family: null, offer: null, provider: null };
  const offer = catalog.offers.get(subject);
  if (offer)
    return {
      ...none,
      model: offer.model,
      family: catalog.models.get(offer.model)?.family ?? null,
      offer: offer.id,
      provider: offer.provider,
    };
  if (catalog.providers.has(subject)) return { ...none, model: '', provider: subject };
  return { ...none, model: subject, family: catalog.models.get(subject)?.family ?? null };
}

export function namedView(catalog: Catalog, view: (typeof VIEWS)[number], asOf: string): FactView {
  return factView(catalog, { view }, asOf);
}

/** The day that counts where a request names none. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
