import type { Catalog } from '../../catalog/catalog.ts';
import { type Column, distinctFactAt } from '../../catalog/facts/column.ts';
import { type Attribute, isArea } from '../../catalog/vocabulary.ts';
import type { Check } from '../../ranking/gate/gate.ts';
import { nearestMember } from '../../ranking/gate/operators/members.ts';
import type { RankingState } from '../../ranking/state.ts';
import { isHad } from '../values/values-had.ts';
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
  const values = [distinctFactAt(column, valueCode).value].flat().filter((value) => typeof value === 'string');
  if (!isText(attribute) || values.length === 0 || wanted.length === 0) return true;
  // not to ask for a language or an area at all is what is told of these
  if (attribute.format === 'bcp47' || isArea(attribute)) return true;
  // a licence of the catalog is no slip of the pen, whether or not somebody has it
  const isNamed = attribute.format === 'spdx' && wanted.some((other) => catalog.licenses.has(other));
  if (!isNamed && nothingHas(column, wanted)) return nearestMember(attribute, wanted, values) !== undefined;
  return (
    attribute.format !== 'spdx' || !values.some((id) => isServiceTerms(catalog, id)) || wanted.some((id) => isServiceTerms(catalog, id))
  );
}

function isText({ type }: Attribute): boolean {
  return type === 'string' || type === 'set';
}

function nothingHas(column: Column, values: readonly string[]): boolean {
  return !values.some((value) => isHad(column, value));
}

/** Whether what stands for a licence is none: the terms of a service. */
function isServiceTerms({ licenses }: Catalog, id: string): boolean {
  return licenses.get(id)?.terms.kind === 'service_terms';
}
