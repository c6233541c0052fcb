import type { Catalog } from '../../catalog/catalog.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { ComputeInputs } from '../../criteria/computed-criterion.ts';
import type { Path, Report } from '../../words/request-fault.ts';
import { type AnyOperator, OPERATOR_LIST, operatorsIn, operatorsOn } from '../gate/operators/operators.ts';
import type { Requirement } from '../gate/operators/requirement.ts';
import { attributeOrComputed } from './check-names.ts';
import { LIMITS } from './request.ts';

type Requirements = Readonly<Record<string, Requirement>>;

/** Reports the faults of all requirements; they come back in canonical form, under their names. */
export function checkRequirements(
  catalog: Catalog,
  require: Requirements,
  inputs: ComputeInputs,
  report: Report,
): Record<string, Requirement> {
  const requirements = Object.entries(require);
  if (requirements.length > LIMITS.requirements) {
    report(['require'], 'too_many', `At most ${LIMITS.requirements} requirements.`);
    return require;
  }
  return Object.fromEntries(
    requirements.map(([name, requirement]) => {
      const path = ['require', name];
      const attribute = attributeOrComputed(catalog, name, inputs, path, report);
      return [name, attribute ? checkRequirement(attribute, requirement, path, report) : requirement];
    }),
  );
}

/**
 * Reports what is wrong with a requirement on an attribute. It comes back with its members in one order, whatever order they came in, and its
 * languages in canonical form.
 */
export function checkRequirement(attribute: Attribute, requirement: Requirement, path: Path, report: Report): Requirement {
  const used = operatorsIn(requirement);
  if (used.length === 0 || used.some(({ on }) => !on[attribute.type])) reportMisfits(attribute, used, path, report);
  for (const { name, check } of used) check(requirement[name], { attribute, conditions: requirement, path, report });
  const conditions: Record<string, unknown> = {};
  for (const { name, canonical } of OPERATOR_LIST) {
    const argument = requirement[name];
    if (argument !== undefined) conditions[name] = canonical(argument, { attribute, conditions, path, report });
  }
  return requirement.if_unknown === undefined ? conditions : { ...conditions, if_unknown: requirement.if_unknown };
}

/** Reports a requirement without an operator, or the operators that do not fit the attribute's type. */
function reportMisfits({ id, type }: Attribute, used: readonly AnyOperator[], path: Path, report: Report): void {
  const fitting = operatorsOn(type).map(({ name }) => name);
  if (used.length === 0) report(path, 'empty_requirement', `Give at least one of: ${fitting.join(', ')}.`);
  for (const operator of OPERATOR_LIST) {
    if (!used.includes(operator) || operator.on[type]) continue;
    report([...path, operator.name], 'wrong_operator', `\`${id}\` is a ${type}; its operators are: ${fitting.join(', ')}.`, fitting);
  }
}
