import type { Catalog } from '../../catalog/catalog.ts';
import type { ComputeInputs } from '../../criteria/computed-criterion.ts';
import { computedNamed } from '../../criteria/registry.ts';
import { pairwiseFaults } from '../../scoring/weights/pairwise.ts';
import { nearestNames, type Path, type Report } from '../../words/request-fault.ts';
import { attributeOrComputed, computedNames } from './check-names.ts';
import { LIMITS, type Preference, type RankingRequest } from './request.ts';

/** The name of a criterion and where the request gives it. */
type CriterionName = readonly [name: string, path: Path];

/** Reports the faults of a preference and of the criteria that it names. */
export function checkPreference(catalog: Catalog, request: RankingRequest, inputs: ComputeInputs, report: Report): void {
  const { prefer = {}, scales = {} } = request;
  checkProfile(catalog, prefer, report);
  checkWeights(prefer, report);
  checkJudgements(prefer, report);
  const names = criterionNames(prefer);
  if (names.length > LIMITS.criteria) {
    report(['prefer'], 'too_many', `At most ${LIMITS.criteria} criteria.`);
    return;
  }
  const seen = new Set<string>();
  for (const [name, path] of names) {
    if (seen.has(name)) report(path, 'duplicate', 'This criterion is named twice.');
    seen.add(name);
    checkCriterion(catalog, [name, path], inputs, Object.hasOwn(scales, name), report);
  }
}

function checkProfile({ profiles }: Catalog, { profile }: Preference, report: Report): void {
  if (profile === undefined || profiles.has(profile)) return;
  report(['prefer', 'profile'], 'unknown_profile', 'There is no profile of this name.', nearestNames(profile, profiles.keys()));
}

function checkWeights(prefer: Preference, report: Report): void {
  for (const way of ['weights', 'swing'] as const) {
    const weights = prefer[way];
    if (weights && !Object.values(weights).some((weight) => weight > 0))
      report(['prefer', way], 'no_positive_weight', 'At least one is positive.');
  }
}

function checkJudgements({ pairwise }: Preference, report: Report): void {
  if (!pairwise) return;
  const { criteria, matrix } = pairwise;
  const path = ['prefer', 'pairwise', 'matrix'];
  if (matrix.length !== criteria.length) report(path, 'not_square', `A row for each of the ${criteria.length} criteria is expected.`);
  for (const fault of pairwiseFaults(matrix)) report([...path, ...fault.path], fault.code, fault.detail);
}

function criterionNames({ weights, swing, pairwise, order }: Preference): CriterionName[] {
  const names: CriterionName[] = [];
  for (const name of Object.keys(weights ?? {})) names.push([name, ['prefer', 'weights', name]]);
  for (const name of Object.keys(swing ?? {})) names.push([name, ['prefer', 'swing', name]]);
  for (const [i, name] of (pairwise?.criteria ?? []).entries()) names.push([name, ['prefer', 'pairwise', 'criteria', i]]);
  for (const [i, entry] of (order ?? []).entries()) {
    if (typeof entry === 'string') names.push([entry, ['prefer', 'order', i]]);
    else for (const [j, name] of entry.entries()) names.push([name, ['prefer', 'order', i, j]]);
  }
  return names;
}

function checkCriterion(catalog: Catalog, [name, path]: CriterionName, inputs: ComputeInputs, hasScale: boolean, report: Report): void {
  const isComputed = !catalog.attributes.has(name) && computedNamed(name) !== undefined;
  const attribute = isComputed ? attributeOrComputed(catalog, name, inputs, path, report) : catalog.attributes.get(name);
  if (attribute) {
    if (!attribute.scale && !hasScale)
      report(path, 'scale_needed', `\`${name}\` has no default value scale (${attribute.scale_reason}) Give one in \`scales\`.`);
    return;
  }
  if (isComputed || catalog.groups.has(name)) return;
  const names = [...catalog.attributes.keys(), ...catalog.groups.keys(), ...computedNames()];
  report(path, 'unknown_criterion', 'There is no attribute or group of this name.', nearestNames(name, names));
}
