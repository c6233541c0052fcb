import { intIn } from '../../scoring/number-in.ts';
import { dayNumber } from '../calendar-date.ts';
import type { Attribute } from '../vocabulary.ts';
import type { Fact } from './fact.ts';

/**
 * The facts of one attribute over all candidates, in two steps of sharing. Candidates that draw on the same claims share a fact. Facts that
 * say the same (status, value and qualifier) share a value code, whichever claims they rest on. What depends on the claim is worked out once
 * for each fact, and what depends only on what is said once for each value code.
 */
export type Column = {
  readonly attribute: Attribute;
  readonly facts: readonly Fact[];
  /** By candidate: the index of its fact in `facts`. */
  readonly factIndex: Int32Array;
  /** By value code: one of the facts that say it. */
  readonly distinctFacts: readonly Fact[];
  /** By candidate: its value code, which is an index of `distinctFacts`. */
  readonly valueCode: Int32Array;
  /** By value code: the number that it counts as (booleans 0 and 1, dates as days); NaN where it is unknown, or no number. */
  readonly numbers: ArrayLike<number>;
  /**
   * Only of a column that is computed for a request, and not claimed. Each candidate then has a fact and a value code of its own. The fact is
   * computed when it is first asked for; until then `facts` and `numbers` have a hole.
   */
  readonly compute?: (candidate: number) => Fact;
  /** Only of a computed column: the ids of the claims that the value was computed from. */
  readonly lineage?: (candidate: number) => readonly string[];
  /** Only of a computed figure: what the fact says, as mere numbers, for a caller that asks of thousands. Always the same object. */
  readonly figure?: (candidate: number) => Figure;
};

/** In the unit of the attribute. NaN where nothing is known, or where it does not apply (`applies` tells which). */
export type Figure = { expected: number; low: number; high: number; applies: boolean };

/** Gives facts their value codes. `factIndex` says for each candidate which of the facts is its own. */
export function compileColumn(attribute: Attribute, facts: readonly Fact[], factIndex: Int32Array): Column {
  const distinctFacts: Fact[] = [];
  const codes = new Map<string, number>();
  const codeOfFact = Int32Array.from(facts, (fact) => {
    const said = JSON.stringify([fact.status, fact.value, fact.claim?.qualifier]);
    const code = codes.get(said) ?? distinctFacts.push(fact) - 1;
    codes.set(said, code);
    return code;
  });
  const numbers = Float64Array.from(distinctFacts, (fact) => numberOf(attribute, fact));
  return { attribute, facts, factIndex, distinctFacts, valueCode: factIndex.map((fact) => intIn(codeOfFact, fact)), numbers };
}

export function factAt(column: Column, candidate: number): Fact {
  return column.compute ? column.compute(candidate) : (column.facts[intIn(column.factIndex, candidate)] as Fact);
}

/** A fact that says what the value code stands for. */
export function distinctFactAt(column: Column, valueCode: number): Fact {
  // each candidate of a computed column has a value code of its own, which is its index
  return column.compute ? column.compute(valueCode) : (column.distinctFacts[valueCode] as Fact);
}

/** One fact for each value code, in their order; a computed column is computed for all candidates. */
export function* distinctFactsOf(column: Column): Generator<Fact> {
  for (let code = 0; code < column.distinctFacts.length; code++)
    yield column.compute ? column.compute(code) : (column.distinctFacts[code] as Fact);
}

/** The ids of the claims that a candidate's fact rests on. */
export function claimsAt(column: Column, candidate: number): readonly string[] {
  if (column.lineage) return column.lineage(candidate);
  const id = factAt(column, candidate).claim?.id;
  return id === undefined ? [] : [id];
}

/** The number that a candidate's fact counts as; NaN where there is none. */
export function numberAt(column: Column, candidate: number): number {
  column.compute?.(candidate);
  return column.numbers[intIn(column.valueCode, candidate)] ?? Number.NaN;
}

/** The number that a fact counts as: booleans 0 and 1, dates as days; NaN where it is unknown, or no number. */
export function numberOf(attribute: Attribute, fact: Fact): number {
  if (typeof fact.value === 'number') return fact.value;
  if (typeof fact.value === 'boolean') return fact.value ? 1 : 0;
  if (typeof fact.value === 'string' && attribute.type === 'date') return dayNumber(fact.value);
  return Number.NaN;
}
