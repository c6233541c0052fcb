import type { Qualifier, Truth } from './operator.ts';

/** Whether a lower bound holds. Of "at most 150" nothing is known below, of "at least 150" nothing above. */
export function lowerBound(isMet: boolean, qualifier: Qualifier): Truth {
  if (isMet) return qualifier === 'at_most' ? 'unknown' : 'met';
  return qualifier === 'at_least' ? 'unknown' : 'missed';
}

/** Whether an upper bound holds. */
export function upperBound(isMet: boolean, qualifier: Qualifier): Truth {
  if (isMet) return qualifier === 'at_least' ? 'unknown' : 'met';
  return qualifier === 'at_most' ? 'unknown' : 'missed';
}

/** Whether a number is exactly the wanted one: of a bound that can only be refuted. */
export function equality(value: number, wanted: number, qualifier: Qualifier): Truth {
  if (qualifier === 'at_least') return wanted >= value ? 'unknown' : 'missed';
  if (qualifier === 'at_most') return wanted <= value ? 'unknown' : 'missed';
  return value === wanted ? 'met' : 'missed';
}

/** A difference without float noise such as 0.30000000000000004. */
export function withoutNoise(difference: number): number {
  return Number.isSafeInteger(difference) ? difference : Number.parseFloat(difference.toPrecision(15));
}

/** How far a threshold moves, as a share of the larger of the two; null where it stays. */
export function shareMoved(from: number, to: number): number | null {
  return from === to ? null : Math.abs(to - from) / Math.max(Math.abs(from), Math.abs(to));
}
