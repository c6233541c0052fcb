import { z } from 'zod';

/**
 * A value function v: raw -> [0, 1] with fixed anchors (DCLG 2009, Multi-criteria analysis: a manual, 5.6: global scaling).
 * `worst` -> 0, `best` -> 1; worst > best means that less is better. Raw values beyond an anchor are clamped.
 */
export const LinearScale = z.strictObject({ kind: z.literal('linear'), worst: z.number(), best: z.number() });
export type LinearScale = z.infer<typeof LinearScale>;
/** Linear in ln(raw); both anchors are positive. */
export const LogScale = z.strictObject({ kind: z.literal('log'), worst: z.number().positive(), best: z.number().positive() });
export type LogScale = z.infer<typeof LogScale>;
/** Piecewise linear through [raw, value] points: raw strictly increasing, value in [0, 1] and monotone. */
export const StepsScale = z.strictObject({
  kind: z.literal('steps'),
  points: z
    .array(z.tuple([z.number(), z.number().min(0).max(1)]))
    .min(2)
    .max(50),
});
export type StepsScale = z.infer<typeof StepsScale>;
/** The share of the wanted members that a set holds; for a single string, 1 if it is one of them. */
export const SetScale = z.strictObject({ kind: z.literal('set'), wanted: z.array(z.string().min(1).max(200)).min(1).max(100) });
export type SetScale = z.infer<typeof SetScale>;

export const ValueScale = z.discriminatedUnion('kind', [LinearScale, LogScale, StepsScale, SetScale]);
export type ValueScale = z.infer<typeof ValueScale>;
export type NumberScale = LinearScale | LogScale | StepsScale;

/** The value in [0, 1] of a raw number, clamped at the anchors. On a log scale, 0 and below lie beyond the lower anchor. */
export function scaledValue(scale: NumberScale, raw: number): number {
  return valueFunction(scale)(raw);
}

/** The scale as a function, for many raw numbers: what depends on the anchors alone is worked out once. */
export function valueFunction(scale: NumberScale): (raw: number) => number {
  switch (scale.kind) {
    case 'linear': {
      // halves, as the span of two doubles can be wider than a double
      const [worst, span] = [scale.worst / 2, scale.best / 2 - scale.worst / 2];
      return (raw) => clamp((raw / 2 - worst) / span);
    }
    case 'log': {
      const [worst, span] = [Math.log(scale.worst), Math.log(scale.best) - Math.log(scale.worst)];
      const atZero = scale.best > scale.worst ? 0 : 1;
      return (raw) => (raw <= 0 ? atZero : clamp((Math.log(raw) - worst) / span));
    }
    case 'steps':
      return (raw) => interpolate(scale.points, raw);
  }
}

/** The raw number with this value; null where the scale never takes it. On a level stretch of steps, the least such number. */
export function rawOf(scale: NumberScale, value: number): number | null {
  switch (scale.kind) {
    case 'linear':
      return value < 0 || value > 1 ? null : scale.worst * (1 - value) + scale.best * value;
    case 'log':
      return value < 0 || value > 1 ? null : Math.exp(Math.log(scale.worst) * (1 - value) + Math.log(scale.best) * value);
    case 'steps':
      return crossing(scale.points, value);
  }
}

/** True when `raw` lies outside the anchors, so that its value was clamped. */
export function isBeyondAnchors(scale: NumberScale, raw: number): boolean {
  return beyondAnchors(scale)(raw);
}

/** The same as a function, for many raw numbers. */
export function beyondAnchors(scale: NumberScale): (raw: number) => boolean {
  const [low, high] = anchorsOf(scale);
  return (raw) => raw < low || raw > high;
}

/** True when more raw gives more value. */
export function isIncreasing(scale: NumberScale): boolean {
  if (scale.kind !== 'steps') return scale.best > scale.worst;
  const [first, last] = endsOf(scale.points);
  return last[1] > first[1];
}

/** |members of the set that are wanted| / |wanted|; a single string counts 1 or 0. */
export function shareOfWanted(scale: SetScale, members: readonly string[] | string): number {
  if (typeof members === 'string') return scale.wanted.includes(members) ? 1 : 0;
  let held = 0;
  for (const member of scale.wanted) if (members.includes(member)) held++;
  return held / scale.wanted.length;
}

export type ScaleFault = { readonly path: readonly (string | number)[]; readonly code: string; readonly detail: string };

/** What a schema can't say of a scale: anchors that coincide, points that do not rise, values that turn back. */
export function scaleFaults(scale: ValueScale): ScaleFault[] {
  if (scale.kind === 'set') {
    return new Set(scale.wanted).size === scale.wanted.length
      ? []
      : [{ path: ['wanted'], code: 'duplicate', detail: 'A wanted member is named twice.' }];
  }
  if (scale.kind !== 'steps') {
    return Math.abs(scale.best - scale.worst) > 1e-12 * Math.max(Math.abs(scale.best), Math.abs(scale.worst))
      ? []
      : [{ path: ['best'], code: 'anchors_coincide', detail: 'worst and best are the same: nothing can be told apart.' }];
  }
  const faults: ScaleFault[] = [];
  const rising = isIncreasing(scale);
  for (let i = 1; i < scale.points.length; i++) {
    const [previous, point] = [scale.points[i - 1] as Point, scale.points[i] as Point];
    if (point[0] <= previous[0])
      faults.push({ path: ['points', i, 0], code: 'not_increasing', detail: 'Raw values rise from point to point.' });
    if (rising ? point[1] < previous[1] : point[1] > previous[1])
      faults.push({ path: ['points', i, 1], code: 'not_monotone', detail: 'Values only rise or only fall along the scale.' });
  }
  const [first, last] = endsOf(scale.points);
  if (first[1] === last[1])
    faults.push({ path: ['points'], code: 'anchors_coincide', detail: 'The first and the last point have the same value.' });
  return faults;
}

type Point = StepsScale['points'][number];

/** The first and the last of the points, of which there are at least two. */
function endsOf(points: StepsScale['points']): [Point, Point] {
  return [points[0] as Point, points.at(-1) as Point];
}

function anchorsOf(scale: NumberScale): [number, number] {
  if (scale.kind !== 'steps') return [Math.min(scale.worst, scale.best), Math.max(scale.worst, scale.best)];
  const [first, last] = endsOf(scale.points);
  return [first[0], last[0]];
}

function interpolate(points: StepsScale['points'], raw: number): number {
  for (let i = 0; i < points.length; i++) {
    const [x, value] = points[i] as Point;
    if (raw > x) continue;
    if (i === 0 || raw === x) return value;
    const [x0, value0] = points[i - 1] as Point;
    return value0 + ((raw - x0) / (x - x0)) * (value - value0);
  }
  return (points.at(-1) as Point)[1];
}

function crossing(points: StepsScale['points'], value: number): number | null {
  for (let i = 1; i < points.length; i++) {
    const [x0, value0] = points[i - 1] as Point;
    const [x, value1] = points[i] as Point;
    if ((value - value0) * (value - value1) > 0) continue;
    return value0 === value1 ? x0 : x0 + ((value - value0) / (value1 - value0)) * (x - x0);
  }
  return null;
}

function clamp(value: number): number {
  return value < 0 ? 0 : Math.min(value, 1);
}
