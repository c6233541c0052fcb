import type { Catalog } from '../../catalog/catalog.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { ComputeInputs } from '../../criteria/computed-criterion.ts';
import type { Path, Report } from '../../words/request-fault.ts';
import { OPERATOR_LIST, operatorsIn, operatorsOn } from '../gate/operators/operators.ts';
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

/** The requirement with its members in one order, whatever order they came in, and its languages in canonical form. */
function checkRequirement(attribute: Attribute, requirement: Requirement, path: Path, report: Report): Requirement {
  checkFit(attribute, requirement, path, report);
  for (const operator of operatorsIn(requirement))
    operator.check(requirement[operator.name], { attribute, conditions: requirement, path, report });
  const conditions: Record<string, unknown> = {};
  for (const { name, canonical } of OPERATOR_LIST) {
    const argument = requirement[name];
    if (argument !== undefined) conditions[name] = canonical(argument, { attribute, conditions, path, report });
  }
  return requirement.if_unknown === undefined ? conditions : { ...conditions, if_unknown: requirement.if_unknown };
}

/** Reports a requirement without an operator, and operators that do not fit the attribute's type. */
function checkFit({ id, type }: Attribute, requirement: Requirement, path: Path, report: Report): void {
  const used = OPERATOR_LIST.filter(({ name }) => requirement[name] !== undefined);
  const fitting = operatorsOn(type).map(({ name }) => name);
  if (used.length === 0) report(path, 'empty_requirement', `Give at least one of: ${fitting.join(', ')}.`);
  for (const { name, on } of used) {
    if (on[type]) continue;
    report([...path, name], 'wrong_operator', `\`${id}\` is a ${type}; its operators are: ${fitting.join(', ')}.`, fitting);
  }
}
