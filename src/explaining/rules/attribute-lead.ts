import { type Column, numberAt } from '../../catalog/facts/column.ts';
import type { Rule } from '../answer/verdict.ts';
import { type Contest, claimsBehind, type Option } from './contest.ts';

/** How well an option does on an attribute: by its best candidate there. */
export type Top = {
  readonly candidate: number;
  /** On the scale, in [0, 1]. */
  readonly value: number;
  /** What the next best of the others has the most of. */
  readonly merit: number;
  /** The least and the most that the best merit may turn out to be. */
  readonly low: number;
  readonly high: number;
  /** Whether the value is of a fact, and not what the request makes of one that is not known. */
  readonly isKnown: boolean;
};

/** An attribute that can decide alone, with the tops of the options; null where an option has none. */
export type LeadRow = {
  readonly column: Column;
  /** As one that a rule could choose. */
  readonly ownTop: (option: Option) => Top | null;
  /** As one that it would have to be ahead of. */
  readonly rivalTop: (option: Option) => Top | null;
};

/** Where rankings and comparisons differ in the rules by which somebody leads on one attribute. */
export type LeadPolicy = {
  /** How much more value than any other a leader has. */
  readonly margin: number;
  /** Whether the lead on a date is told, in days. */
  readonly tellsDays: boolean;
  /** Whether the rule rests on the figures of all that it is ahead of, or of the next best. */
  readonly restsOnAll: boolean;
};

/** "Better than all others on this attribute, by this much": known on both sides, and ahead whatever the bounds turn out to be. */
export function attributeLeadRule({ option, rivals }: Contest, row: LeadRow, policy: LeadPolicy): Rule | null {
  const own = row.ownTop(option);
  if (!own?.isKnown) return null;
  let next: Top | null = null;
  let over = '';
  for (const rival of rivals) {
    const top = row.rivalTop(rival);
    if (!top) continue;
    if (own.value <= top.value + policy.margin || own.low <= top.high) return null;
    if (next && top.merit <= next.merit) continue;
    next = top;
    over = rival.id;
  }
  if (!next?.isKnown) return null;
  const { id, type, unit } = row.column.attribute;
  const isDays = type === 'date' && policy.tellsDays;
  const by = type === 'number' || isDays ? difference(row.column, own.candidate, next.candidate) : null;
  const unknown = rivals.filter((rival) => !row.rivalTop(rival)).map((rival) => rival.id);
  const tops = rivals.map((rival) => row.rivalTop(rival)?.candidate ?? null);
  return {
    choose: option.id,
    when: [{ criterion: id, weight: 1 }],
    kind: 'attribute_lead',
    lead: { by, unit: isDays ? 'days' : unit, over },
    ...(unknown.length > 0 ? { unknown_for: unknown } : {}),
    claims: claimsBehind([{ column: row.column, candidates: [own.candidate, ...(policy.restsOnAll ? tops : [next.candidate])] }]),
  };
}

/** To twelve digits, so that 0.3 - 0.1 is 0.2. */
function difference(column: Column, a: number, b: number): number {
  return Number.parseFloat(Math.abs(numberAt(column, a) - numberAt(column, b)).toPrecision(12));
}
