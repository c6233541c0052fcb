import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { AttributeId } from './vocabulary.ts';

export const SLUG = '[a-z0-9]+(?:[.-][a-z0-9]+)*';
export const Slug = z
  .string()
  .regex(new RegExp(`^${SLUG}$`))
  .max(100);
/** A model or a family: `vendor/slug`. */
export const ModelId = z
  .string()
  .regex(new RegExp(`^${SLUG}/${SLUG}$`))
  .max(200);
/** `vendor/slug@provider`, with `:variant` where needed. */
export const OfferId = z
  .string()
  .regex(new RegExp(`^${SLUG}/${SLUG}@${SLUG}(?::${SLUG})?$`))
  .max(300);
export const SourceId = Slug;
/** A family, a model, an offer or a provider (a provider has no slash). */
export const SubjectId = z.union([OfferId, ModelId, Slug]);

export const SourceKind = z.enum(['vendor', 'independent', 'registry', 'article', 'operator']);
export type SourceKind = z.infer<typeof SourceKind>;

export const SourceEntry = z.strictObject({
  kind: SourceKind,
  title: z.string().min(1).max(300),
  /** Where a reader finds it: a URL, or repository@commit and path. */
  locator: z.string().min(1).max(600),
  license: z.string().min(1).max(120).nullable(),
  retrieved: CalendarDate.nullable(),
});
export type SourceEntry = z.infer<typeof SourceEntry>;
export type Source = SourceEntry & { readonly id: string };

export const ClaimValue = z.union([z.number(), z.boolean(), z.string().min(1).max(2000), z.array(z.string().min(1).max(200)).max(1000)]);
export type ClaimValue = z.infer<typeof ClaimValue>;

export const Confidence = z.enum(['high', 'medium', 'low']);
export type Confidence = z.infer<typeof Confidence>;

/**
 * When a claim holds, for a program. A claim with `input_tokens_above` or `daily_utc` is a tier: it never is the plain fact, only
 * part of a workload's price. `from` (inclusive) and `until` (exclusive) are compared with the request's `as_of`.
 */
export const ClaimWhen = z.strictObject({
  from: CalendarDate.optional(),
  until: CalendarDate.optional(),
  input_tokens_above: z.int().positive().optional(),
  /** UTC windows `["01:00", "04:00"]`. */
  daily_utc: z
    .array(z.tuple([z.iso.time({ precision: -1 }), z.iso.time({ precision: -1 })]))
    .min(1)
    .optional(),
});
export type ClaimWhen = z.infer<typeof ClaimWhen>;

/**
 * How the model was run for a benchmark. A member that is left out is not stated by the source: it is neither on nor off. Results of
 * different modes do not contradict each other.
 */
export const ClaimMode = z
  .strictObject({
    /** Whether the model reasoned before it answered. */
    thinking: z.boolean().optional(),
    /** How much it was let think, in the vendor's own word or budget: `low`, `high`, `max`, `32k`. */
    effort: Slug.max(40).optional(),
    /** Whether it had tools at hand that the test as such does not give (search, code). */
    tools: z.boolean().optional(),
    /** The agent or scaffold that ran it, with its version where stated. */
    harness: z.string().min(1).max(200).optional(),
  })
  .refine((mode) => Object.values(mode).some((member) => member !== undefined), { message: 'a mode says at least one thing' })
  .meta({ minProperties: 1 });
export type ClaimMode = z.infer<typeof ClaimMode>;

/** Equal for modes that say the same; null for none. */
export function modeKey(mode: ClaimMode | undefined): string | null {
  return mode === undefined ? null : JSON.stringify([mode.thinking, mode.effort, mode.tools, mode.harness]);
}

/** One statement as the seed gives it; the subject comes from where it stands. */
export const ClaimEntry = z
  .strictObject({
    attribute: AttributeId,
    /** Null only where value_status says why. */
    value: ClaimValue.nullable(),
    /** `not_found`: the source looked and found nothing, the fact stays unknown. `not_applicable`: the attribute has no meaning here. */
    value_status: z.enum(['stated', 'not_found', 'not_applicable']).default('stated'),
    /** The value is a bound, or for a set only some of the members (`at_least`); left out: exactly this. */
    qualifier: z.enum(['at_least', 'at_most', 'approximately']).optional(),
    source: SourceId,
    as_of: CalendarDate.nullable(),
    confidence: Confidence,
    /** Under what conditions it was measured or holds, in words. */
    conditions: z.string().min(1).max(600).optional(),
    when: ClaimWhen.optional(),
    /** Only of a benchmark's result. Left out: the source does not say. */
    mode: ClaimMode.optional(),
    /** How many questions a benchmark's result is over, where that is not the attribute's own `items`. */
    items: z.int().positive().optional(),
    /** The standard error of a benchmark's result, in the unit of its attribute. */
    se: z.number().min(0).optional(),
    /** Where in the source. */
    locator: z.string().min(1).max(600).optional(),
    note: z.string().min(1).max(1000).optional(),
    /** The source that passed it on, where that is not the one that states it. */
    via: SourceId.optional(),
    corroborated_by: z.array(SourceId).min(1).optional(),
    /** Id of the finding that it was taken from (`ac-147`, `vf-2343`). */
    ref: z
      .string()
      .regex(/^[a-z]+-\d+$/)
      .optional(),
  })
  .refine((claim) => (claim.value === null) === (claim.value_status !== 'stated'), {
    path: ['value'],
    message: 'value is null exactly when value_status is not_found or not_applicable',
  });
export type ClaimEntry = z.infer<typeof ClaimEntry>;

/** How a claim that no source states came about. */
export const Derivation = z
  .strictObject({
    rule: AttributeId.meta({ description: 'The rule that made it (src/catalog/rules/).' }),
    text: z.string().min(1).max(600).meta({ description: 'What the rule does, in words.' }),
    from: z.array(z.string().min(1).max(100)).min(1).max(20).readonly().meta({ description: 'The claims that it was made from.' }),
    license: z.string().min(1).max(100).optional().meta({ description: 'The licence whose terms were read: GET /v1/licenses/{id}.' }),
  })
  .readonly()
  .meta({ id: 'Derivation', description: 'The rule and the claims that a derived claim comes from. It goes when they go.' });
export type Derivation = z.infer<typeof Derivation>;

export type Claim = ClaimEntry & {
  readonly id: string;
  readonly subject: string;
  /** Place within its source: of two statements of one source, the later one stands. */
  readonly position: number;
  /** `derived`: no row of any store; a rule made it when the revision was indexed. */
  readonly origin: 'seed' | 'operator' | 'import' | 'derived';
  /** Exactly where the origin is `derived`. */
  readonly derived?: Derivation;
  readonly added_in: number;
  readonly retired_in: number | null;
};

/** Whether a claim may be the plain fact: one that binds to a token tier or to hours of the day never is. */
export function isPlain({ when }: Claim): boolean {
  return when?.input_tokens_above === undefined && when?.daily_utc === undefined;
}

/** A claim that has not been given a revision yet. */
export type SeedClaim = Omit<Claim, 'origin' | 'added_in' | 'retired_in' | 'derived'>;
