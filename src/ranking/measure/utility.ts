import type { Column, Figure } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { standardScale } from '../../catalog/facts/numeric-scale.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import { intIn, numberIn } from '../../scoring/number-in.ts';
import {
  beyondAnchors,
  isBeyondAnchors,
  isIncreasing,
  scaledValue,
  shareOfWanted,
  type ValueScale,
  valueFunction,
} from '../../scoring/value-scale.ts';

/** What the values of a column are worth on a scale, before any weight. Arrays are by value code. */
export type Utility = {
  readonly column: Column;
  /** In [0, 1], to the grid. What is not known, or does not apply, gets what the policy on unknowns says. */
  readonly value: readonly number[];
  /** Whether the value was clamped at an anchor. */
  readonly clamped: readonly boolean[];
  /** What it may turn out to be worth: at the least, and at the most. */
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** Only of a computed column: fills in `value` for one value code. Until then there is a hole. */
  readonly assess?: (valueCode: number) => void;
  /** The same for the other arrays, after `value`: few candidates are asked for what they may turn out to be worth. */
  readonly assessRange?: (valueCode: number) => void;
};

/** What the value of a candidate is worth. */
export function utilityAt({ column, value, assess }: Utility, candidate: number): number {
  const code = intIn(column.valueCode, candidate);
  if (value[code] === undefined) assess?.(code);
  return numberIn(value, code);
}

/** The utility of a column. On the attribute's own scale it is part of the compiled catalog, and computed once for each policy on unknowns. */
export function utilityOn(column: Column, scale: ValueScale, ofUnknown: 0 | 0.5): Utility {
  // a column that is computed for one request is not kept
  if (column.lineage || standardScale(column.attribute) !== scale) return computeUtility(column, scale, ofUnknown);
  return (ofUnknown === 0 ? standardUtility : neutralUtility)(column);
}

const standardUtility = memoizeWeak((column: Column) => computeUtility(column, standardScale(column.attribute) as ValueScale, 0));
const neutralUtility = memoizeWeak((column: Column) => computeUtility(column, standardScale(column.attribute) as ValueScale, 0.5));

/** How values are judged: on which scale, and what the policy makes of what is not known. */
type Judge = { readonly scale: ValueScale; readonly ofUnknown: number };

/** The arrays of a utility while they are filled in. */
type Filling = Record<'value' | 'least' | 'most', number[]> & { readonly column: Column; readonly clamped: boolean[] };

function computeUtility(column: Column, scale: ValueScale, ofUnknown: number): Utility {
  // with their size from the start: an array that is filled in at random becomes a slow one
  const size = column.distinctFacts.length;
  const utility: Filling = {
    column,
    value: new Array<number>(size),
    clamped: new Array<boolean>(size),
    least: new Array<number>(size),
    most: new Array<number>(size),
  };
  const judge = { scale, ofUnknown };
  const { compute, figure } = column;
  if (figure && scale.kind !== 'set') return { ...utility, ...figureAssessors(utility, figure, scale, ofUnknown) };
  if (compute) {
    const assess = (code: number) => assessFact(utility, judge, compute(code), code);
    return { ...utility, assess, assessRange: assess };
  }
  column.distinctFacts.forEach((fact, code) => {
    assessFact(utility, judge, fact, code);
  });
  return utility;
}

function assessFact({ column, value, clamped, least, most }: Filling, { scale, ofUnknown }: Judge, fact: Fact, code: number): void {
  const raw = column.numbers[code] ?? Number.NaN;
  const own = fact.status === 'known' ? roundToGrid(valueIn(fact, raw, scale)) : ofUnknown;
  value[code] = own;
  clamped[code] = scale.kind !== 'set' && isBeyondAnchors(scale, raw);
  least[code] = mayBeWorse(fact, scale) ? 0 : Math.min(own, endOf(fact, 0, scale, own), endOf(fact, 1, scale, own));
  most[code] = mayBeBetter(fact, scale) ? 1 : Math.max(own, endOf(fact, 0, scale, own), endOf(fact, 1, scale, own));
}

/** The same as for the fact that says what the figure does, without making it. */
function figureAssessors(
  { value, clamped, least, most }: Filling,
  figure: (candidate: number) => Figure,
  scale: Exclude<ValueScale, { readonly kind: 'set' }>,
  ofUnknown: number,
): Required<Pick<Utility, 'assess' | 'assessRange'>> {
  const toValue = valueFunction(scale);
  const isBeyond = beyondAnchors(scale);
  return {
    assess: (code) => {
      const { expected } = figure(code);
      value[code] = Number.isNaN(expected) ? ofUnknown : roundToGrid(toValue(expected));
    },
    assessRange: (code) => {
      const { expected, low, high, applies } = figure(code);
      const isKnown = !Number.isNaN(expected);
      const own = numberIn(value, code);
      const ends = isKnown ? [low, high].map((end) => (end === expected ? own : roundToGrid(toValue(end)))) : [];
      const isOpen = !isKnown && applies;
      clamped[code] = isKnown && isBeyond(expected);
      least[code] = isOpen ? 0 : Math.min(own, ...ends);
      most[code] = isOpen ? 1 : Math.max(own, ...ends);
    },
  };
}

/** What an end of a range is worth, where the fact has one. */
function endOf({ range }: Fact, end: 0 | 1, scale: ValueScale, own: number): number {
  return range && scale.kind !== 'set' ? roundToGrid(scaledValue(scale, range[end])) : own;
}

function valueIn(fact: Fact, raw: number, scale: ValueScale): number {
  return scale.kind === 'set' ? shareOfWanted(scale, fact.value as string | readonly string[]) : scaledValue(scale, raw);
}

/** An unknown may turn out to be anything on the scale. A bound counts as its own figure and may be worse. What does not apply stays. */
function mayBeWorse(fact: Fact, scale: ValueScale): boolean {
  if (fact.status !== 'known' || scale.kind === 'set') return fact.status === 'unknown';
  return fact.claim?.qualifier === (isIncreasing(scale) ? 'at_most' : 'at_least');
}

function mayBeBetter(fact: Fact, scale: ValueScale): boolean {
  if (fact.status !== 'known') return fact.status === 'unknown';
  return fact.claim?.qualifier === (scale.kind === 'set' || isIncreasing(scale) ? 'at_least' : 'at_most');
}

const GRID = 1e12;

/** A score from a sum of contributions. Each of them is rounded to the grid, so that together they can come to a little more than 1. */
export function scoreOf(sum: number): number {
  return Math.min(1, roundToGrid(sum));
}

/** To the nearest 1e-12, and never -0: so values, contributions and their sum print short, and add up as printed. */
export function roundToGrid(value: number): number {
  return Math.round(value * GRID) / GRID + 0;
}
