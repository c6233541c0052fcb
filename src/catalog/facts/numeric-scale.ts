import type { ValueScale } from '../../scoring/value-scale.ts';
import { dayNumber } from '../calendar-date.ts';
import { memoizeWeak } from '../memoize.ts';
import type { Attribute, AttributeScale } from '../vocabulary.ts';

/** A scale as somebody writes it down: a linear one needs no kind, and the anchors of a date are days (YYYY-MM-DD). */
export type WrittenScale =
  | AttributeScale
  | { readonly kind?: 'linear' | undefined; readonly worst: number | string; readonly best: number | string };

/** A scale with its kind spelled out and dates turned into day numbers, as the engine takes it. */
export function numericScale(scale: WrittenScale): ValueScale {
  if (!('worst' in scale) || scale.kind === 'log') return scale;
  const anchor = (value: number | string) => (typeof value === 'string' ? dayNumber(value) : value);
  return { kind: 'linear', worst: anchor(scale.worst), best: anchor(scale.best) };
}

/** The default scale of an attribute as the engine takes it. It is always the same object, by which `utilityOn` recognises it. */
export const standardScale = memoizeWeak(({ scale }: Attribute): ValueScale | null => scale && numericScale(scale));
