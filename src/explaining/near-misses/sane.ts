import type { Catalog } from '../../catalog/catalog.ts';
import { type Column, distinctFactAt } from '../../catalog/facts/column.ts';
import type { Check } from '../../ranking/gate/gate.ts';
import type { RankingState } from '../../ranking/state.ts';
import { nearestNames } from '../../words/request-fault.ts';
import { isHad } from '../values-had.ts';
import { memoizeByMiss } from './admission.ts';

/**
 * Whether it is worth saying what would let a single miss in. Not where another word would have to be accepted that has nothing to do with the
 * wanted one: the terms of a service in place of a licence, or any word at all in place of one that nothing has (a slip of the pen), unless the two
 * are spelled alike.
 */
export function saneMisses({ catalog, eligibility }: RankingState): (candidate: number) => boolean {
  return memoizeByMiss(eligibility, (check, valueCode) => isSane(catalog, check, valueCode));
}

function isSane(catalog: Catalog, { attribute, requirement, column }: Check, valueCode: number): boolean {
  const wanted = [...(requirement.any_of ?? []), ...(typeof requirement.is === 'string' ? [requirement.is] : [])];
  const { value } = distinctFactAt(column, valueCode);
  if (attribute.type !== 'string' || typeof value !== 'string' || wanted.length === 0) return true;
  // a licence of the catalog is no slip of the pen, whether or not somebody has it
  const isNamed = attribute.format === 'spdx' && wanted.some((other) => catalog.licenses.has(other));
  if (!isNamed && nothingHas(column, wanted)) return wanted.some((other) => nearestNames(other, [value]).length > 0);
  return attribute.format !== 'spdx' || !isServiceTerms(catalog, value) || wanted.some((other) => isServiceTerms(catalog, other));
}

function nothingHas(column: Column, values: readonly string[]): boolean {
  return !values.some((value) => isHad(column, value));
}

/** Whether what stands for a licence is none: the terms of a service. */
function isServiceTerms({ licenses }: Catalog, id: string): boolean {
  return licenses.get(id)?.terms.kind === 'service_terms';
}
