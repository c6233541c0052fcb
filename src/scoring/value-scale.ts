import { z } from 'zod';

/**
 * A value function v: raw -> [0, 1] with fixed anchors (DCLG 2009, Multi-criteria analysis: a manual, 5.6: global scaling).
 * `worst` -> 0, `best` -> 1; worst > best means that less is better. Raw values beyond an anchor are clamped.
 */
export const LinearScale = z.strictObject({ kind: z.literal('linear'), worst: z.number(), best: z.number() });
/** Linear in ln(raw); both anchors are positive. */
export const LogScale = z.strictObject({ kind: z.literal('log'), worst: z.number().positive(), best: z.number().positive() });
/** Piecewise linear through [raw, value] points: raw strictly increasing, value in [0, 1] and monotone. */
export const StepsScale = z.strictObject({
  kind: z.literal('steps'),
  points: z
    .array(z.tuple([z.number(), z.number().min(0).max(1)]))
    .min(2)
    .max(50),
});
/** The share of the wanted members that a set holds; for a single string, 1 if it is one of them. */
export const SetScale = z.strictObject({ kind: z.literal('set'), wanted: z.array(z.string().min(1)).min(1).max(100) });

export const ValueScale = z.discriminatedUnion('kind', [LinearScale, LogScale, StepsScale, SetScale]);
export type ValueScale = z.infer<typeof ValueScale>;
