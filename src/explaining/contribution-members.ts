import { type Column, factAt } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import { contributionAt, type MeasuredPart } from '../ranking/measure/measure.ts';
import { type Utility, utilityAt } from '../ranking/measure/utility.ts';
import { Contribution } from './answer/ranking.ts';
import { declared, each, eachWhere, fixed, kept, keptWith } from './declared-members.ts';

/** What only the fact of a candidate decides. */
export const BY_FACT = keptWith({
  partOf: ({ column }: { readonly column: Column }) => column,
  source: (column, candidate): Fact => factAt(column, candidate),
  size: ({ facts }) => facts.length,
  indices: ({ factIndex }) => factIndex,
  isCompiled: ({ lineage }) => lineage === undefined,
});

/** What only the value of a candidate decides, on the scale and by the policy of the request. */
const BY_VALUE = keptWith({
  partOf: ({ utility }: MeasuredPart) => utility,
  source: (utility: Utility, candidate) => {
    const { column } = utility;
    return { raw: factAt(column, candidate).value, unit: column.attribute.unit, value: utilityAt(utility, candidate) };
  },
  size: ({ value }) => value.length,
  indices: ({ column }) => column.valueCode,
  isCompiled: ({ column }) => column.lineage === undefined,
});

/** What a criterion, or a member of a group, adds to the score of a candidate. Given is whether scores are sums of contributions. */
export const CONTRIBUTION = declared<Contribution, MeasuredPart, boolean>(Contribution, {
  criterion: fixed(({ criterion }) => criterion),
  attribute: fixed(({ criterion, attribute }) => (criterion === attribute.id ? undefined : attribute.id)),
  raw: kept(BY_VALUE, ({ raw }) => raw),
  unit: kept(BY_VALUE, ({ unit }) => unit),
  value: kept(BY_VALUE, ({ value }) => value),
  weight: fixed(({ weight }) => weight),
  contribution: each(
    (part, candidate, isAdditive) => (isAdditive ? contributionAt(part, candidate) : null),
    (part, before) => (candidate, isAdditive) => before + (isAdditive ? contributionAt(part, candidate) : null),
  ),
  status: kept(BY_FACT, ({ status }) => status),
  claim: kept(BY_FACT, ({ claim }) => claim?.id ?? null),
  claims: eachWhere(isComputed, lineageAt),
});

export function isComputed({ column }: { readonly column: Column }): boolean {
  return column.lineage !== undefined;
}

export function lineageAt({ column }: { readonly column: Column }, candidate: number): readonly string[] | undefined {
  return column.lineage?.(candidate);
}
