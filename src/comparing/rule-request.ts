import type { Rule } from '../explaining/answer/verdict.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import type { Requirement } from '../ranking/gate/operators/requirement.ts';
import type { Field, FieldOption } from './field.ts';
import type { Preferred } from './preference.ts';

/** The ranking request over the field that chooses what the rule says: its condition, made the request. Null for `never`. */
export function requestOf(field: Field, option: FieldOption, rule: Rule, preferred: Preferred | null): RankingRequest | null {
  const condition = conditionOf(field, rule, preferred);
  // what is chosen of an offer is the offer
  return condition && { ...field.base, ...condition, ...(option.kind === 'offer' ? { fold: 'none' as const } : {}) };
}

function conditionOf(field: Field, { kind, when }: Rule, preferred: Preferred | null): Partial<RankingRequest> | null {
  if (kind === 'only_candidate') return { require: { ...field.base.require, ...requirementsOf(when) } };
  const [condition] = when;
  if (!condition || !('criterion' in condition)) return null;
  const { criterion } = condition;
  if ('weight' in condition) {
    const scale = field.scales[criterion];
    return { prefer: { weights: { [criterion]: 1 } }, ...(scale ? { scales: { [criterion]: scale } } : {}) };
  }
  const { weight_above: from = 0, weight_below: to = 1 } = condition;
  return preferred && { ...preferred.request, prefer: { weights: reweighted(preferred, criterion, (from + to) / 2) } };
}

function requirementsOf(when: Rule['when']): Record<string, Requirement> {
  return Object.fromEntries(
    when.flatMap((condition): [string, Requirement][] => {
      if (!('attribute' in condition)) return [];
      const { attribute, ...requirement } = condition;
      return [[attribute, requirement]];
    }),
  );
}

/** One criterion at a weight, the others in proportion. */
function reweighted({ plan }: Preferred, criterion: string, weight: number): Record<string, number> {
  const criteria = plan.criteria ?? [];
  const others = criteria.reduce((sum, other) => sum + (other.id === criterion ? 0 : other.weight), 0);
  return Object.fromEntries(criteria.map(({ id, weight: own }) => [id, id === criterion ? weight : (own / others) * (1 - weight)]));
}
