import { dayNumber } from '../catalog/calendar-date.ts';
import type { Column } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import { isNoPrice, LISTED_PRICES } from '../catalog/facts/market.ts';
import { otherModeText } from '../catalog/facts/modes.ts';
import { memoizeByIndex, memoizeWeak } from '../catalog/memoize.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { Caveat } from '../words/caveat.ts';

/** A caveat with its JSON. Caveats that a fact has on any day are put into JSON once for the compiled catalog. */
export type WrittenCaveat = { readonly caveat: Caveat; readonly text: string };

/** By fact of a column: its caveats, made when first asked for. */
export const notesOf = memoizeWeak(({ attribute, facts, factIndex }: Column) => ({
  attribute,
  factIndex,
  lasting: memoizeByIndex(facts.length, (i) => lastingCaveats(attribute, facts[i] as Fact)),
  clamped: memoizeByIndex(facts.length, (i) => written('clamped', attribute, claimIds(facts[i] as Fact))),
  aging: memoizeByIndex(facts.length, (i) => agingOf(attribute, facts[i] as Fact)),
}));

/** A fact that can be stale: the day of its claim, and the last day on which it is not stale. The text lacks only the age in days. */
export type Aging = { readonly day: number; readonly lastDay: number; readonly claims: readonly string[]; readonly text: string };

/** Null where a fact can't be stale. */
function agingOf({ id, stale_after_days }: Attribute, { status, claim }: Fact): Aging | null {
  if (status !== 'known' || stale_after_days === null || !claim || claim.as_of === null) return null;
  const claims = [claim.id];
  const day = dayNumber(claim.as_of);
  const text = `{"code":"stale","attribute":"${id}","claims":${JSON.stringify(claims)},"detail":`;
  return { day, lastDay: day + stale_after_days, claims, text };
}

export function staleCaveat({ id }: Attribute, { day, claims, text }: Aging, today: number): WrittenCaveat {
  const age = today - day;
  return { caveat: { code: 'stale', attribute: id, claims, detail: age }, text: `${text}${age}}` };
}

/** The caveats that a fact has on any day. */
function lastingCaveats(attribute: Attribute, fact: Fact): WrittenCaveat[] {
  const { claim, conflicts } = fact;
  if (!claim || fact.status === 'not_applicable') return [];
  const found: WrittenCaveat[] = [];
  const about = (code: Caveat['code'], detail?: string) => found.push(written(code, attribute, [claim.id], detail));
  if (conflicts.length > 0) found.push(written('conflicting_claims', attribute, [claim.id, ...conflicts.map((conflict) => conflict.id)]));
  if (isNoPrice(fact)) about('part_of_plan');
  if (fact.status === 'unknown') return found;
  if (claim.confidence === 'low') about('low_confidence');
  if (claim.qualifier) about('bound', claim.qualifier);
  if (fact.otherMode !== undefined) about('other_mode', otherModeText(fact.otherMode, claim.mode));
  // what is free mostly comes with limits on its rate (docs/decisions/0020)
  if (fact.value === 0 && LISTED_PRICES.includes(attribute.id)) about('listed_free');
  if (attribute.stale_after_days !== null && claim.as_of === null) about('undated');
  return found;
}

export function written(code: Caveat['code'], attribute?: Attribute, claims?: readonly string[], detail?: string | number): WrittenCaveat {
  const caveat: Caveat = {
    code,
    ...(attribute && { attribute: attribute.id }),
    ...(claims && { claims }),
    ...(detail !== undefined && { detail }),
  };
  return { caveat, text: JSON.stringify(caveat) };
}

export function claimIds(fact: Fact): string[] {
  return fact.claim ? [fact.claim.id] : [];
}
