import { factAt } from '../catalog/facts/column.ts';
import { meritOf } from '../explaining/rules/oriented-attribute.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import { type Demand, demandOn, evidence, type OptionRule, onlyCandidate, ownDemand, posed, rivalsOf } from './demand.ts';
import type { Field, Option } from './field.ts';
import type { Row } from './table.ts';

/** Members of a set that a rule names at most. */
const NAMED_MEMBERS = 20;

/**
 * The rules by which one attribute alone chooses an option, at most one an attribute: a lead where both sides have a figure, or a demand that
 * only it is known to meet.
 */
export function singleRules(field: Field, rows: readonly Row[], option: Option): OptionRule[] {
  const rivals = rivalsOf(field, option);
  const others = rivals.flatMap((rival) => rival.eligible);
  if (option.eligible.length === 0 || others.length === 0) return [];
  const rules = rows.map((row) => {
    if (row.oriented.attribute.type === 'set') return membersRule(field, row, option, others);
    return leadRule(field, row, option) ?? figureRule(field, row, option, others);
  });
  return rules.filter((rule) => rule !== null);
}

/** Ahead in value by figures that are known on both sides, and ahead whatever the bounds among them turn out to be. */
function leadRule(field: Field, row: Row, option: Option): OptionRule | null {
  const own = row.tops.get(option);
  if (!own || row.tops.size < 2) return null;
  const figures = [...row.tops].filter(([rival]) => rival !== option);
  if (figures.some(([, top]) => own.worth <= top.worth + 2 * SCORE_TIE || own.low <= top.high)) return null;
  const next = figures.reduce((nearest, figure) => (figure[1].merit > nearest[1].merit ? figure : nearest));
  const { attribute } = row.oriented;
  const unknown = rivalsOf(field, option).filter((rival) => !row.tops.has(rival));
  const scale = field.scales[attribute.id];
  return {
    choose: option.id,
    when: [{ criterion: attribute.id, weight: 1 }],
    kind: 'attribute_lead',
    lead: { by: withoutNoise(own.merit - next[1].merit), unit: attribute.type === 'date' ? 'days' : attribute.unit, over: next[0].id },
    ...(unknown.length > 0 ? { unknown_for: unknown.map(({ id }) => id) } : {}),
    claims: evidence([...row.tops.values()].map(({ place }) => factAt(row.column, place))),
    request: posed(field, option, { prefer: { weights: { [attribute.id]: 1 } }, ...(scale ? { scales: { [attribute.id]: scale } } : {}) }),
  };
}

/** Its best figure (or flag, or wanted word) as a demand, where nobody else is known to meet that. */
function figureRule(field: Field, row: Row, option: Option, others: readonly number[]): OptionRule | null {
  let best: { place: number; demand: Demand; merit: number } | null = null;
  for (const place of option.eligible) {
    const demand = ownDemand(row, place);
    const merit = demand ? meritOf(row.oriented, factAt(row.column, place)) : Number.NaN;
    if (demand && (!best || merit > best.merit)) best = { place, demand, merit };
  }
  if (!best || others.some((other) => best.demand.misses(other).length === 0)) return null;
  return onlyCandidate(field, option, best.place, [best.demand]);
}

/** Members that nobody else is known to hold: any of them will do. Without such, the fewest that nobody else holds together. */
function membersRule(field: Field, row: Row, option: Option, others: readonly number[]): OptionRule | null {
  const sets = distinctSets(row, option.eligible);
  const isExclusive = (demand: Demand) => others.every((other) => demand.misses(other).length > 0);
  const heldByNone = new Map<string, boolean>();
  const isOurs = (member: string) => {
    const known = heldByNone.get(member) ?? isExclusive(demandOn(row, { all_of: [member] }));
    heldByNone.set(member, known);
    return known;
  };
  const [first] = sets
    .map(({ place, members }) => ({ place, members: members.filter(isOurs) }))
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.members.length - a.members.length || a.place - b.place);
  if (first) return onlyCandidate(field, option, first.place, [demandOn(row, { any_of: first.members.slice(0, NAMED_MEMBERS) })]);
  const together = sets.flatMap(({ place }) => {
    const demand = ownDemand(row, place);
    return demand && isExclusive(demand) ? [{ place, demand: sparing(demand, isExclusive) }] : [];
  });
  const [fewest] = together.sort((a, b) => membersOf(a.demand).length - membersOf(b.demand).length || a.place - b.place);
  return fewest ? onlyCandidate(field, option, fewest.place, [fewest.demand]) : null;
}

/** The demand without the members that it can spare; other demands have none. */
export function sparing(demand: Demand, isEnough: (demand: Demand) => boolean): Demand {
  return membersOf(demand).reduce((kept, member) => {
    const members = membersOf(kept).filter((other) => other !== member);
    const less = members.length > 0 ? demandOn(demand.row, { all_of: members }) : kept;
    return less !== kept && isEnough(less) ? less : kept;
  }, demand);
}

function membersOf({ requirement }: Demand): readonly string[] {
  return requirement.all_of ?? [];
}

function distinctSets({ column }: Row, places: readonly number[]): { place: number; members: string[] }[] {
  const sets = new Map<number, { place: number; members: string[] }>();
  for (const place of places) {
    const { value } = factAt(column, place);
    const at = column.factIndex[place] as number;
    if (Array.isArray(value) && !sets.has(at)) sets.set(at, { place, members: [...value].sort() });
  }
  return [...sets.values()];
}

function withoutNoise(difference: number): number {
  return Number.parseFloat(difference.toPrecision(12));
}
