import { dayNumber } from '../calendar-date.ts';
import type { Attribute } from '../vocabulary.ts';
import type { Fact } from './fact.ts';

/**
 * The facts of one attribute over all candidates. Candidates that draw on the same claims share a fact, and facts that say the same (status,
 * value and qualifier) share a reading, whichever claims they rest on: what depends on the claim is worked out once for each fact, what
 * depends only on what is said once for each reading.
 */
export type Column = {
  readonly attribute: Attribute;
  readonly facts: readonly Fact[];
  /** By candidate: the place of its fact. */
  readonly factIndex: Int32Array;
  /** For each reading, one of the facts that give it. */
  readonly distinctFacts: readonly Fact[];
  /** By candidate: the place of its reading. */
  readonly valueCode: Int32Array;
  /** By reading: the number that it counts as (booleans 0 and 1, dates as days); NaN where unknown, or where it is no number. */
  readonly numbers: ArrayLike<number>;
  /**
   * Of a column that is worked out for a request, and not claimed: each candidate has a fact of its own, worked out when it is first asked
   * for (until then `facts` and `numbers` have a hole), and the claims that it was worked out from.
   */
  readonly compute?: (candidate: number) => Fact;
  readonly lineage?: (candidate: number) => readonly string[];
  /** Of a worked-out figure: the same as the fact, as mere numbers, for whoever asks of thousands and shows ten. Always the same object. */
  readonly figure?: (candidate: number) => Figure;
};

/** NaN where nothing is known, or it does not apply (`applies` tells which). */
export type Figure = { expected: number; low: number; high: number; applies: boolean };

export function compileColumn(attribute: Attribute, facts: readonly Fact[], factIndex: Int32Array): Column {
  const distinctFacts: Fact[] = [];
  const places = new Map<string, number>();
  const codeOfFact = Int32Array.from(facts, (fact) => {
    const said = JSON.stringify([fact.status, fact.value, fact.claim?.qualifier]);
    const place = places.get(said) ?? distinctFacts.push(fact) - 1;
    places.set(said, place);
    return place;
  });
  const numbers = Float64Array.from(distinctFacts, (fact) => numberOf(attribute, fact));
  return { attribute, facts, factIndex, distinctFacts, valueCode: factIndex.map((fact) => codeOfFact[fact] as number), numbers };
}

export function factAt(column: Column, candidate: number): Fact {
  return column.compute ? column.compute(candidate) : (column.facts[column.factIndex[candidate] as number] as Fact);
}

/** Every reading of a column; of one that is worked out, all of it. */
export function* distinctFactsOf(column: Column): Generator<Fact> {
  for (let r = 0; r < column.distinctFacts.length; r++) yield column.compute ? column.compute(r) : (column.distinctFacts[r] as Fact);
}

/** The claims that a candidate's fact rests on. */
export function claimsAt(column: Column, candidate: number): readonly string[] {
  if (column.lineage) return column.lineage(candidate);
  const id = factAt(column, candidate).claim?.id;
  return id === undefined ? [] : [id];
}

/** The number that a candidate's fact counts as; NaN where there is none. */
export function numberAt(column: Column, candidate: number): number {
  column.compute?.(candidate);
  return column.numbers[column.valueCode[candidate] as number] as number;
}

/** The number that a fact counts as. */
export function numberOf(attribute: Attribute, fact: Fact): number {
  if (typeof fact.value === 'number') return fact.value;
  if (typeof fact.value === 'boolean') return fact.value ? 1 : 0;
  if (typeof fact.value === 'string' && attribute.type === 'date') return dayNumber(fact.value);
  return Number.NaN;
}
