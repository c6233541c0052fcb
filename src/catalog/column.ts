import { dayNumber } from './calendar-date.ts';
import type { Fact } from './fact.ts';
import type { Attribute } from './vocabulary.ts';

/**
 * The facts of one attribute over all candidates. Candidates that draw on the same claims share a fact, and facts that say the same (status,
 * value and qualifier) share a reading, whichever claims they rest on: what depends on the claim is worked out once for each fact, what
 * depends only on what is said once for each reading.
 */
export type Column = {
  readonly attribute: Attribute;
  readonly facts: readonly Fact[];
  /** By candidate: the place of its fact. */
  readonly index: Int32Array;
  /** For each reading, one of the facts that give it. */
  readonly readings: readonly Fact[];
  /** By candidate: the place of its reading. */
  readonly reading: Int32Array;
  /** By reading: the number that it counts as (booleans 0 and 1, dates as days); NaN where unknown, or where it is no number. */
  readonly numbers: Float64Array;
  /** Of a column that is worked out for a request, and not claimed: by candidate, the claims that its fact was worked out from. */
  readonly basis?: (candidate: number) => readonly string[];
};

export function compileColumn(attribute: Attribute, facts: readonly Fact[], index: Int32Array): Column {
  const readings: Fact[] = [];
  const places = new Map<string, number>();
  const readingOfFact = Int32Array.from(facts, (fact) => {
    const said = JSON.stringify([fact.status, fact.value, fact.claim?.qualifier]);
    const place = places.get(said) ?? readings.push(fact) - 1;
    places.set(said, place);
    return place;
  });
  const numbers = Float64Array.from(readings, (fact) => numberOf(attribute, fact));
  return { attribute, facts, index, readings, reading: index.map((fact) => readingOfFact[fact] as number), numbers };
}

export function factAt(column: Column, candidate: number): Fact {
  return column.facts[column.index[candidate] as number] as Fact;
}

/** The claims that a candidate's fact rests on. */
export function claimsAt(column: Column, candidate: number): readonly string[] {
  if (column.basis) return column.basis(candidate);
  const id = factAt(column, candidate).claim?.id;
  return id === undefined ? [] : [id];
}

/** The number that a candidate's fact counts as; NaN where there is none. */
export function numberAt(column: Column, candidate: number): number {
  return column.numbers[column.reading[candidate] as number] as number;
}

function numberOf(attribute: Attribute, fact: Fact): number {
  if (typeof fact.value === 'number') return fact.value;
  if (typeof fact.value === 'boolean') return fact.value ? 1 : 0;
  if (typeof fact.value === 'string' && attribute.type === 'date') return dayNumber(fact.value);
  return Number.NaN;
}
