import { factAt } from '../catalog/facts/column.ts';
import { Failure, type FailureCode, gapOf } from '../ranking/gate/failure.ts';
import { type Check, missesAt } from '../ranking/gate/gate.ts';
import { intIn } from '../scoring/number-in.ts';
import { BY_FACT, isComputed, lineageAt } from './contribution-members.ts';
import { each, eachWhere, fixed, kept } from './declared-members.ts';
import { declared } from './declared-object.ts';

/** Why a candidate does not pass a check. Given is the code. */
const FAILURE = declared<Failure, Check, FailureCode>(Failure, {
  code: each(
    (_check, _candidate, code) => code,
    (_check, before) => (_candidate, code) => `${before}"${code}"`,
  ),
  attribute: fixed(({ attribute }) => attribute.id),
  required: fixed(({ requirement }) => requirement),
  actual: kept(BY_FACT, ({ value }) => value),
  gap: each(({ attribute, requirement, column }, candidate, code) => gapOf(attribute, requirement, factAt(column, candidate), code)),
  claim: kept(BY_FACT, ({ claim }) => claim?.id ?? null),
  claims: eachWhere(isComputed, lineageAt),
  text: fixed(({ remedy }) => remedy),
});

/** Every failure of a candidate. */
export function failuresFor(checks: readonly Check[], candidate: number): Failure[] {
  return checks.flatMap((check) => missesAt(check, candidate).map((code) => FAILURE.valueOf(check, candidate, code)));
}

/** Writes every failure of a candidate as a JSON array, after `before`. */
export function failuresWriter(checks: readonly Check[], before: string): (candidate: number) => string {
  const start = `${before}[`;
  const writers = checks.map(missesWriter);
  return (candidate) => {
    let text = start;
    for (const write of writers) {
      const own = write(candidate);
      if (own !== '') text += text === start ? own : `,${own}`;
    }
    return `${text}]`;
  };
}

/** Writes the failures on one check; '' where there are none. Candidates in a row that share a claimed fact (or lack one) share the text. */
function missesWriter(check: Check): (candidate: number) => string {
  const { factIndex, lineage } = check.column;
  // made when needed: most requests show no failure of most of their checks
  let write: ReturnType<typeof FAILURE.writer> | undefined;
  let lastFact = -1;
  let text = '';
  return (candidate) => {
    const misses = missesAt(check, candidate);
    if (misses.length === 0) return '';
    const fact = intIn(factIndex, candidate);
    if (fact === lastFact && !lineage) return text;
    write ??= FAILURE.writer(check);
    lastFact = fact;
    text = write(candidate, misses[0] as FailureCode);
    for (let k = 1; k < misses.length; k++) text += `,${write(candidate, misses[k] as FailureCode)}`;
    return text;
  };
}
