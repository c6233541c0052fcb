import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { ClaimEntry, ModelId, Slug } from './claim.ts';
import { AttributeId } from './vocabulary.ts';

const Name = z.string().min(1).max(200);

/** db/seed/families/<vendor>/<slug>.json: a line of models. */
export const FamilyEntry = z.strictObject({ name: Name, claims: z.array(ClaimEntry) });
export type FamilyEntry = z.infer<typeof FamilyEntry>;

/** One model at one provider, in its model's file. */
export const OfferEntry = z.strictObject({ provider: Slug, variant: Slug.optional(), claims: z.array(ClaimEntry) });
export type OfferEntry = z.infer<typeof OfferEntry>;

/** db/seed/models/<vendor>/<slug>.json */
export const ModelEntry = z.strictObject({
  name: Name,
  family: ModelId.nullable(),
  claims: z.array(ClaimEntry),
  offers: z.array(OfferEntry),
});
export type ModelEntry = z.infer<typeof ModelEntry>;

/** db/seed/providers/<id>.json */
export const ProviderEntry = z.strictObject({ name: Name, claims: z.array(ClaimEntry) });
export type ProviderEntry = z.infer<typeof ProviderEntry>;

/** db/seed/groups/<id>.json: a branch of the value tree, criteria with inner weights (any positive numbers). */
export const GroupEntry = z.strictObject({
  title: Name,
  description: z.string().min(1).max(1000),
  weights: z.record(AttributeId, z.number().positive()),
  weights_reason: z.string().min(1).max(1000),
});
export type GroupEntry = z.infer<typeof GroupEntry>;

/** db/seed/profiles/<id>.json: a named ranking request. */
export const ProfileEntry = z.strictObject({
  title: Name,
  description: z.string().min(1).max(1000),
  version: z.int().positive(),
  request: z.record(z.string(), z.unknown()),
  reasons: z.record(z.string(), z.string().min(1).max(600)),
});
export type ProfileEntry = z.infer<typeof ProfileEntry>;

/** db/seed/verdicts/<id>.json. The article's own pick stands apart, in db/seed/verdict-picks.json: what decides never sees it. */
export const VerdictEntry = z
  .strictObject({
    condition: z.string().min(1).max(300),
    section: z.string().min(1).max(200),
    quote: z.string().min(1).max(200),
    kind: z.enum(['stated', 'implied']),
    supporting_claims: z.array(z.string()).min(1),
    /** The condition in the article's own words. */
    request: z.record(z.string(), z.unknown()),
    request_reason: z.string().min(1).max(600),
    /** The condition in words that verified sources speak in too. Left out: those of `request`. */
    verified_request: z.record(z.string(), z.unknown()).optional(),
    /** Why that is the condition, and how far the facts that it reads carry. */
    verified_request_reason: z.string().min(1).max(600).optional(),
  })
  .refine((entry) => (entry.verified_request === undefined) === (entry.verified_request_reason === undefined), {
    path: ['verified_request_reason'],
    message: 'verified_request and verified_request_reason come together',
  });
export type VerdictEntry = z.infer<typeof VerdictEntry>;

/** db/seed/verdict-picks.json: verdict id -> a family, or "both". */
export const VerdictPick = z.union([ModelId, z.literal('both')]);

/** db/seed/claim-checks.json, by claim ref: what was found when an article claim was held against verified facts. */
export const ClaimCheckEntry = z.strictObject({
  claim: z.string(),
  verdict: z.enum(['confirmed', 'contradicted', 'unverifiable']),
  facts: z.array(z.string()),
  note: z.string().min(1).max(600).nullable(),
});
export type ClaimCheckEntry = z.infer<typeof ClaimCheckEntry>;

/** db/seed/contradictions.json: statements of the article that can't all be true. */
export const ContradictionEntry = z.strictObject({ claims: z.array(z.string()).min(2), why: z.string().min(1).max(600) });
export type ContradictionEntry = z.infer<typeof ContradictionEntry>;

/** db/seed/leaders.json: the models and the providers that completeness is measured on. */
export const LeadersFile = z.strictObject({ models: z.array(ModelId), providers: z.array(Slug) });

const Share = z.number().min(0).max(1);

/** Met by a subject of which at least `at_least` (left out: one) of the attributes named, or of those in the categories named, are known. */
export const CompletenessNeed = z
  .strictObject({
    attributes: z.array(AttributeId).min(1).max(100).optional(),
    categories: z.array(AttributeId).min(1).max(100).optional(),
    at_least: z.int().min(1).max(100).optional(),
  })
  .refine(({ attributes, categories }) => attributes !== undefined || categories !== undefined, {
    message: 'a need names attributes, categories or both',
  });
export type CompletenessNeed = z.infer<typeof CompletenessNeed>;

/** The least share of the leaders of which every need is met. */
export const KnownRule = z.strictObject({
  of: z.enum(['models', 'providers']),
  needs: z.array(CompletenessNeed).min(1).max(20),
  at_least: Share,
  /** Up to which share of `at_least` those count of which a source says that it looked and found nothing. */
  not_found_up_to: Share,
});
/** The largest share of facts that may be older on a day than their attribute allows. */
export const FreshRule = z.strictObject({
  of: z.literal('facts'),
  attributes: z.array(AttributeId).min(1).max(100),
  stale_at_most: Share,
  /** The day that the seed was last gone through for. */
  on: CalendarDate,
});
/** db/seed/completeness.json, by id: how complete the catalog has to be. Floors only rise. */
export const FloorEntry = z.strictObject({ title: Name, rule: z.discriminatedUnion('of', [KnownRule, FreshRule]) });
export type FloorEntry = z.infer<typeof FloorEntry>;

export type Family = { readonly id: string; readonly name: string };
export type Model = { readonly id: string; readonly name: string; readonly family: string | null };
export type Provider = { readonly id: string; readonly name: string };
export type Offer = { readonly id: string; readonly model: string; readonly provider: string; readonly variant: string | null };
export type Group = GroupEntry & { readonly id: string };
export type Profile = ProfileEntry & { readonly id: string };
export type Verdict = VerdictEntry & { readonly id: string };
/** The article's pick for a verdict: a family, or `both`. */
export type PickRow = { readonly verdict: string; readonly pick: string };
/** `claim` and `facts` are claim ids here, no longer refs. */
export type ClaimCheck = ClaimCheckEntry;
export type Contradiction = ContradictionEntry & { readonly id: string };
/** A model or a provider that completeness is measured on; the other is null. */
export type Leader = { readonly id: string; readonly model: string | null; readonly provider: string | null };
export type Floor = FloorEntry & { readonly id: string };
