import type { Item } from './parameters.ts';

/** A rating of 400 points more is ten times the odds (Elo 1978, logistic form); 1350 is a middling model on LMArena. */
const MIDDLING_RATING = 1350;
const RATING_STEP = Math.LN10 / 400;

type Scale = Pick<Item, 'link' | 'chance' | 'negated'>;

/**
 * A result on the scale that is linear in ability. A percentage s with chance ch: p = (s - ch) / (100 - ch) within 0 and 1,
 * y = ln((p + eps) / (1 - p + eps)); a rating r: y = (r - 1350) ln 10 / 400. Where less is better, the sign is turned.
 */
export function linked(item: Scale, value: number, eps: number): number {
  const y = item.link === 'elo' ? (value - MIDDLING_RATING) * RATING_STEP : logit(within((value - item.chance) / (100 - item.chance)), eps);
  return item.negated ? -y : y;
}

/** The result, in percent or rating points, that `linked` puts at y; percentages stay between chance and 100. */
export function unlinked(item: Scale, y: number, eps: number): number {
  const turned = item.negated ? -y : y;
  if (item.link === 'elo') return MIDDLING_RATING + turned / RATING_STEP;
  return item.chance + (100 - item.chance) * within(sigmoid(turned) * (1 + 2 * eps) - eps);
}

function logit(p: number, eps: number): number {
  return Math.log((p + eps) / (1 - p + eps));
}

function sigmoid(y: number): number {
  return 1 / (1 + Math.exp(-y));
}

function within(p: number): number {
  return Math.min(1, Math.max(0, p));
}
