import { minimalSets, smallestHittingSets } from '../scoring/hitting-sets.ts';
import { type Demand, type OptionRule, onlyCandidate, ownDemand, rivalsOf } from './demand.ts';
import type { Field, Option } from './field.ts';
import { sparing } from './single-rules.ts';
import type { Row } from './table.ts';

/** As many conditions as a rule has at most (see ChooseIf). */
const CONDITIONS = 20;
const ALTERNATIVES = 50;

type Conjunction = { readonly place: number; readonly demands: readonly Demand[]; readonly order: string };

/**
 * The fewest demands, each at one candidate's own figure, that nobody else meets together: every other candidate fails one of them, so they
 * are a hitting set of what each fails. Of equally few, those that leave least to what is not known, then the first in order of the rows.
 */
export function conjunctionRule(field: Field, rows: readonly Row[], option: Option): OptionRule | null {
  const others = rivalsOf(field, option).flatMap((rival) => rival.eligible);
  if (others.length === 0) return null;
  const found = option.eligible.flatMap((place) => conjunctionsAt(rows, place, others));
  const fewest = Math.min(...found.map(({ demands }) => demands.length));
  if (fewest > CONDITIONS) return null;
  const [best] = found
    .filter(({ demands }) => demands.length === fewest)
    .map((conjunction) => ({ conjunction, open: others.filter((other) => mayMeet(conjunction.demands, other)).length }))
    .sort((a, b) => a.open - b.open || a.conjunction.place - b.conjunction.place || (a.conjunction.order < b.conjunction.order ? -1 : 1));
  const { place, demands } = (best as { readonly conjunction: Conjunction }).conjunction;
  return onlyCandidate(field, option, place, sparingAll(demands, others));
}

function conjunctionsAt(rows: readonly Row[], place: number, others: readonly number[]): Conjunction[] {
  const demands = rows.map((row) => ownDemand(row, place)).filter((demand) => demand !== null);
  const failed = others.map((other) => demands.flatMap((demand, d) => (demand.misses(other).length > 0 ? [d] : [])));
  // this one fails none of them: whatever is demanded here, it is in
  if (failed.some((set) => set.length === 0)) return [];
  return smallestHittingSets(minimalSets(failed), ALTERNATIVES).map((set) => ({
    place,
    demands: set.map((d) => demands[d] as Demand),
    order: set.map((d) => String(d).padStart(4, '0')).join(),
  }));
}

function mayMeet(demands: readonly Demand[], place: number): boolean {
  return demands.every((demand) => demand.misses(place).every((code) => code === 'unknown'));
}

function sparingAll(demands: readonly Demand[], others: readonly number[]): Demand[] {
  return demands.reduce<Demand[]>(
    (kept, demand, d) => {
      const rest = [...kept.slice(0, d), ...kept.slice(d + 1)];
      const left = others.filter((other) => rest.every(({ misses }) => misses(other).length === 0));
      const less = sparing(demand, ({ misses }) => left.every((other) => misses(other).length > 0));
      return [...kept.slice(0, d), less, ...kept.slice(d + 1)];
    },
    [...demands],
  );
}
