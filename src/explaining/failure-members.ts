import { factAt } from '../catalog/facts/column.ts';
import { memoizeByIndex } from '../catalog/memoize.ts';
import { Failure, type FailureCode, gapOf } from '../ranking/gate/failure.ts';
import { type Check, missesAt } from '../ranking/gate/gate.ts';
import { BY_FACT, isComputed, lineageAt } from './contribution-members.ts';
import { declared, each, eachWhere, fixed, kept } from './declared-members.ts';

/** Why a candidate does not pass a check. Given is the code. */
const FAILURE = declared<Failure, Check, FailureCode>(Failure, {
  code: each(
    (_check, _candidate, code) => code,
    () => (_candidate, code) => `"${code}"`,
  ),
  attribute: fixed(({ attribute }) => attribute.id),
  required: fixed(({ requirement }) => requirement),
  actual: kept(BY_FACT, ({ value }) => value),
  gap: each(({ attribute, requirement, column }, candidate, code) => gapOf(attribute, requirement, factAt(column, candidate), code)),
  claim: kept(BY_FACT, ({ claim }) => claim?.id ?? null),
  claims: eachWhere(isComputed, lineageAt),
});

/** Every failure of a candidate. */
export function failuresFor(checks: readonly Check[], candidate: number): Failure[] {
  return checks.flatMap((check) => missesAt(check, candidate).map((code) => FAILURE.valueOf(check, candidate, code)));
}

/** Writes every failure of a candidate as a JSON array. */
export function failuresWriter(checks: readonly Check[]): (candidate: number) => string {
  // most requests show no failure of most of their checks
  const writerOf = memoizeByIndex(checks.length, (c) => FAILURE.writer(checks[c] as Check));
  return (candidate) => {
    let text = '';
    for (let c = 0; c < checks.length; c++) {
      for (const code of missesAt(checks[c] as Check, candidate)) text += `${text === '' ? '' : ','}${writerOf(c)(candidate, code)}`;
    }
    return `[${text}]`;
  };
}
