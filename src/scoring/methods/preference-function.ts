import { z } from 'zod';

const Threshold = z.number().min(0).max(1e300);

/** How far a better performance is preferred, P(d) in [0, 1] of the difference d (Brans, Vincke and Mareschal 1986, EJOR 24(2), table 1). */
export const PreferenceFunction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('usual') }),
  z.strictObject({ kind: z.literal('u_shape'), q: Threshold }),
  z.strictObject({ kind: z.literal('v_shape'), p: Threshold }),
  z.strictObject({ kind: z.literal('level'), q: Threshold, p: Threshold }),
  z.strictObject({ kind: z.literal('linear'), q: Threshold, p: Threshold }),
  z.strictObject({ kind: z.literal('gaussian'), s: z.number().positive().max(1e300) }),
]);
export type PreferenceFunction = z.infer<typeof PreferenceFunction>;

/**
 * The same as steps and a ramp: P gains `height` beyond each step, and rises from 0 at `q` to 1 at `p` along a ramp.
 * usual is a step at 0, u_shape a step at q, level two half steps, v_shape a ramp from 0; p = q makes a ramp a step.
 */
export type PreferenceShape =
  | { readonly kind: 'steps'; readonly steps: readonly { readonly at: number; readonly height: number }[] }
  | { readonly kind: 'ramp'; readonly q: number; readonly p: number }
  | { readonly kind: 'gaussian'; readonly s: number };

export function shapeOf(preference: PreferenceFunction): PreferenceShape {
  switch (preference.kind) {
    case 'usual':
      return stepAt(0);
    case 'u_shape':
      return stepAt(preference.q);
    case 'v_shape':
      return preference.p > 0 ? { kind: 'ramp', q: 0, p: preference.p } : stepAt(0);
    case 'level':
      return {
        kind: 'steps',
        steps: [
          { at: preference.q, height: 0.5 },
          { at: preference.p, height: 0.5 },
        ],
      };
    case 'linear':
      return preference.p > preference.q ? { kind: 'ramp', q: preference.q, p: preference.p } : stepAt(preference.q);
    case 'gaussian':
      return { kind: 'gaussian', s: preference.s };
  }
}

function stepAt(at: number): PreferenceShape {
  return { kind: 'steps', steps: [{ at, height: 1 }] };
}
