import { standardScale } from '../../catalog/facts/numeric-scale.ts';
import { nameKey } from '../../catalog/names/english-names.ts';
import { licenseKey } from '../../catalog/names/licenses.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { isCode } from '../../ranking/gate/operators/members.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
import type { RankingState } from '../../ranking/state.ts';
import { nearestNames } from '../../words/request-fault.ts';
import type { Warning } from '../answer/ranking.ts';
import { isHad, valuesHad } from './values-had.ts';

/**
 * Values that the request names and that nothing in the view has, whoever was considered: a slip of the pen, or a word of another vocabulary. One
 * that is forbidden keeps nobody out, and one that is wanted lets nobody in.
 */
export function unmatchedValues({ plan, view }: RankingState): Warning[] {
  const found: Warning[] = [];
  const check = (attribute: Attribute, values: readonly string[]) => {
    if (attribute.type !== 'string' && attribute.type !== 'set') return;
    const column = view.column(attribute);
    for (const value of values) {
      if (isHad(column, value) || found.some((other) => other.attribute === attribute.id && other.value === value)) continue;
      found.push({ code: 'value_matches_nothing', attribute: attribute.id, value, ...nearestTo(attribute, value, valuesHad(column)) });
    }
  };
  for (const { attribute, requirement } of plan.constraints) check(attribute, valuesIn(requirement));
  for (const { parts } of plan.criteria ?? [])
    for (const { attribute, scale } of parts)
      if (scale.kind === 'set' && scale !== standardScale(attribute)) check(attribute, scale.wanted);
  return found;
}

function valuesIn({ is, any_of = [], all_of = [], none_of = [] }: Requirement): readonly string[] {
  return [...(typeof is === 'string' ? [is] : []), ...any_of, ...all_of, ...none_of];
}

function nearestTo(attribute: Attribute, value: string, had: readonly string[]): Pick<Warning, 'nearest'> {
  const nearest = isCode(attribute, value) ? [] : nearestValues(attribute, value, had);
  return nearest.length > 0 ? { nearest } : {};
}

/** Values that are spelled alike or hold one another; of a language those of the same language. */
function nearestValues({ format }: Attribute, value: string, had: readonly string[]): string[] {
  if (format === 'bcp47') return had.filter((other) => other.split('-')[0] === value.split('-')[0]).slice(0, 3);
  const near = nearestNames(value, had);
  if (near.length > 0) return near;
  const keyOf = format === 'spdx' ? licenseKey : nameKey;
  const key = keyOf(value);
  const alike = nearestNames(key, had.map(keyOf));
  return key.length < 3 ? [] : had.filter((other) => alike.includes(keyOf(other))).slice(0, 3);
}
