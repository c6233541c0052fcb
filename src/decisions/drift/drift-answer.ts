import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { ClaimValue } from '../../catalog/claim.ts';
import { AttributeScale } from '../../catalog/vocabulary.ts';

const Id = z.string().min(1).max(300);
const described = (description: string) => ({ description });

/** From the least grave to the gravest. */
export const SEVERITIES = ['none', 'info', 'warning', 'critical'] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

/** In the order in which changes of the same severity are listed. */
export const DRIFT_CODES = [
  'cannot_be_asked',
  'winner_changed',
  'best_offer_changed',
  'retired',
  'left_catalog',
  'became_ineligible',
  'licence_changed',
  'retiring_soon',
  'order_changed',
  'price_changed',
  'conflict_appeared',
  'conflict_resolved',
  'became_eligible',
  'new_entrant',
  'fact_changed',
  'evidence_changed',
  'score_changed',
  'definition_changed',
] as const;
export const DriftCode = z.enum(DRIFT_CODES);
export type DriftCode = z.infer<typeof DriftCode>;

const Shown = z.union([ClaimValue, z.array(Id).max(1000), AttributeScale, z.record(z.string().max(80), z.number())]).nullable();

export const DriftChange = z
  .strictObject({
    code: DriftCode.meta(
      described(
        '`winner_changed`: another model is first (`after` null: none alone). `best_offer_changed`: the same model, by another of its offers. `retired`, `left_catalog`, `became_ineligible` (the requirement in `attribute`), `became_eligible`, `new_entrant`: who may be chosen. `price_changed`, `licence_changed`, `fact_changed`: another value. `evidence_changed`: the same value by another claim. `conflict_appeared`, `conflict_resolved`: whether claims disagree. `retiring_soon`: the retirement date has come near, or the vendor calls it deprecated. `order_changed`: of those shown then or now. `score_changed`: what one criterion adds (other methods: the score). `definition_changed`: a scale, a group or a profile of the catalog. `cannot_be_asked`: the request names what the catalog no longer has.',
      ),
    ),
    severity: z.enum(['info', 'warning', 'critical']).meta(described('How grave the change is for what was chosen.')),
    model: Id.nullable().meta(described('The model (in the article view: the family) that it is about.')),
    offer: Id.nullable().meta(described('The offer that it is about.')),
    attribute: Id.nullable().meta(described('The attribute or criterion; of `cannot_be_asked` the place in the request.')),
    before: Shown.meta(described('What it was when the decision was recorded; null: not known, or nothing.')),
    after: Shown.meta(described('What it is now; null: not known, or nothing.')),
    claims: z.array(Id).max(5000).readonly().meta(described('The claims concerned, of then and of now.')),
  })
  .readonly()
  .meta({ id: 'DriftChange', description: 'One thing that is no longer as it was when the decision was recorded.' });
export type DriftChange = z.infer<typeof DriftChange>;

const Point = z
  .strictObject({
    revision: z.int().min(1).meta(described('The catalog revision.')),
    hash: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/)
      .max(71)
      .meta(described('Hash of its content.')),
    as_of: CalendarDate.meta(described('The day that ages, retirements and dated prices are reckoned from.')),
    engine: z.string().max(40).meta(described('Version of the engine: a difference may come from it alone. A replay tells.')),
  })
  .readonly();

/** How many changes an answer lists; the least grave beyond it are only counted. */
export const MAX_CHANGES = 500;

export const Drift = z
  .strictObject({
    changed: z.boolean().meta(described('Whether anything that the decision used has changed.')),
    severity: Severity.meta(
      described(
        '`critical`: the chosen one is retired, gone, no longer eligible, or was first and no longer is; or the request can no longer be asked. `warning`: another order among the first three, another best offer of the chosen model, its price moved by more than a tenth, it retires within 90 days, or claims on a fact of it disagree. `info`: anything else that the decision used. `none`.',
      ),
    ),
    from: Point.meta(described('When the decision was recorded.')),
    to: Point.meta(described('What it is held against.')),
    total: z
      .int()
      .min(0)
      .meta(described(`How many changes there are; the gravest ${MAX_CHANGES} are listed.`)),
    changes: z.array(DriftChange).max(MAX_CHANGES).readonly().meta(described('What changed, the gravest first.')),
  })
  .readonly()
  .meta({ id: 'Drift', description: 'What has changed of that on which a decision rests.' });
export type Drift = z.infer<typeof Drift>;
