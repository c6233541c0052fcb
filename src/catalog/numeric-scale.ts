import type { RequestScale } from '../ranking/ask/request.ts';
import type { ValueScale } from '../scoring/value-scale.ts';
import { dayNumber } from './calendar-date.ts';
import type { AttributeScale } from './vocabulary.ts';

/** A scale with its kind spelled out and dates turned into day numbers, as the engine takes it. */
export function numericScale(scale: RequestScale | AttributeScale): ValueScale {
  if (!('worst' in scale) || scale.kind === 'log') return scale;
  const anchor = (value: number | string) => (typeof value === 'string' ? dayNumber(value) : value);
  return { kind: 'linear', worst: anchor(scale.worst), best: anchor(scale.best) };
}
