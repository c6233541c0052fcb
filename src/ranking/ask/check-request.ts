import { z } from 'zod';
import { dayNumber } from '../../catalog/calendar-date.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { numericScale } from '../../catalog/numeric-scale.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { type ComputeInputs, computeInputsOf } from '../../criteria/computed-criterion.ts';
import { COMPUTED, computedIn, computedNamed } from '../../criteria/registry.ts';
import { scaleFaults } from '../../scoring/value-scale.ts';
import { pairwiseFaults } from '../../scoring/weights/pairwise.ts';
import { deploymentFaults } from '../../words/deployment.ts';
import { nearestNames, pointerTo, type RequestFault } from '../../words/request-fault.ts';
import { UseMember } from '../../words/use.ts';
import { workloadFaults } from '../../words/workload.ts';
import { OPERATORS, type Operator } from '../gate/requirement.ts';
import { LIMITS, Preference, RankingRequest, type RequestScale, Requirement } from './request.ts';

type Path = readonly (string | number)[];
export type Report = (path: Path, code: string, detail: string, nearest?: readonly string[]) => void;

export type CheckedRequest = {
  /** The request, languages in canonical form; null where anything is wrong. */
  readonly request: RankingRequest | null;
  /** What its shape got wrong. */
  readonly issues: readonly z.core.$ZodIssue[];
  /** What is at odds with the vocabulary, the catalog or itself. */
  readonly faults: readonly RequestFault[];
};

const MEMBERS = Object.keys(Requirement.shape) as readonly (keyof Requirement)[];

/** Holds a ranking request against its schema and the catalog, and names every fault at once: also those beside a malformed part. */
export function checkRequest(catalog: Catalog, body: unknown): CheckedRequest {
  const faults: RequestFault[] = [];
  const report: Report = (path, code, detail, nearest) =>
    faults.push({ pointer: pointerTo(path), code, detail, ...(nearest && nearest.length > 0 ? { nearest } : {}) });
  const parsed = RankingRequest.safeParse(body, { reportInput: true });
  const checked = checkMeaning(catalog, parsed.success ? parsed.data : salvage(catalog, body, report), report);
  if (isObject(body)) checkGiven(body, report);
  if (isObject(body) && body.require === undefined && body.prefer === undefined && body.use === undefined && faults.length === 0)
    report([], 'nothing_asked', 'Give at least one of `require`, `prefer` and `use`.');
  return { request: parsed.success && faults.length === 0 ? checked : null, issues: parsed.success ? [] : parsed.error.issues, faults };
}

/** How many of its alternatives the body gives, well-formed or not: a malformed one is given all the same. */
function checkGiven({ prefer, sources }: Record<string, unknown>, report: Report): void {
  const given = (members: unknown, names: readonly string[]) =>
    !isObject(members) || names.filter((name) => members[name] !== undefined).length === 1;
  const ways = Object.keys(Preference.shape);
  if (prefer !== undefined && !given(prefer, ways)) report(['prefer'], 'exactly_one_of', `Give exactly one of: ${ways.join(', ')}.`);
  if (sources !== undefined && !given(sources, ['only', 'except']))
    report(['sources'], 'exactly_one_of', 'Give exactly one of `only` and `except`.');
}

/** The parts of a malformed request that can be read all the same, so that their faults are named in the same answer. */
function salvage(catalog: Catalog, body: unknown, report: Report): RankingRequest {
  if (!isObject(body)) return {};
  const readable: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(RankingRequest.shape)) {
    if (name === 'require' || name === 'prefer') continue;
    const part = schema.safeParse(body[name]);
    if (part.success && part.data !== undefined) readable[name] = part.data;
  }
  if (isObject(body.require)) {
    const read = readableEntries(body.require, Requirement);
    readable.require = read;
    for (const name of Object.keys(body.require).slice(0, LIMITS.requirements))
      if (!Object.hasOwn(read, name)) wantedAttribute(catalog, name, givenIn(catalog, readable), ['require', name], report);
  }
  if (isObject(body.prefer)) readable.prefer = readableMembers(body.prefer);
  return readable;
}

function readableEntries(record: Record<string, unknown>, schema: z.ZodType): Record<string, unknown> {
  const entries = Object.entries(record).slice(0, LIMITS.requirements + 1);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, schema.safeParse(value).data]).filter(([, value]) => value !== undefined),
  );
}

function readableMembers(prefer: Record<string, unknown>): Record<string, unknown> {
  const parts = Object.entries(Preference.shape).map(([name, schema]) => [name, schema.safeParse(prefer[name]).data] as const);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}

function checkMeaning(catalog: Catalog, request: RankingRequest, report: Report): RankingRequest {
  if (request.view !== undefined && request.sources !== undefined)
    report(['sources'], 'exactly_one_of', 'Give `view` or `sources`, not both.');
  checkSources(catalog, request, report);
  checkCandidates(catalog, request, report);
  const faults = request.workload ? workloadFaults(request.workload) : [];
  for (const { path, code, detail } of faults) report(['workload', ...path], code, detail);
  if (request.use && Object.keys(request.use).length === 0)
    report(['use'], 'empty_use', `Give at least one of: ${UseMember.options.join(', ')}.`);
  for (const { path, code, detail, nearest } of request.deployment ? deploymentFaults(catalog, request.deployment) : [])
    report(['deployment', ...path], code, detail, nearest);
  const all = givenIn(catalog, request);
  const inputs = faults.length === 0 ? all : { ...all, workload: undefined };
  const require = request.require === undefined ? undefined : checkRequirements(catalog, request.require, inputs, report);
  if (request.robustness && !request.prefer) report(['robustness'], 'preferences_needed', 'Without `prefer` nothing is scored.');
  if (request.prefer) checkPreference(catalog, request.prefer, inputs, report, request.scales ?? {});
  checkScales(catalog, request.scales ?? {}, inputs, report);
  return require ? { ...request, require } : request;
}

/** What the request, or the profile that it takes, gives to work something out from. */
function givenIn(catalog: Catalog, request: RankingRequest): ComputeInputs {
  return computeInputsOf(request, catalog.profiles.get(request.prefer?.profile ?? '')?.request as RankingRequest | undefined);
}

function checkSources(catalog: Catalog, request: RankingRequest, report: Report): void {
  if (!request.sources) return;
  for (const member of ['only', 'except'] as const)
    checkNames(catalog.sources, 'source', request.sources[member], ['sources', member], report);
}

function checkCandidates(catalog: Catalog, request: RankingRequest, report: Report): void {
  const { models, families, offers, providers } = request.candidates ?? {};
  checkNames(catalog.models, 'model', models, ['candidates', 'models'], report);
  checkNames(catalog.families, 'family', families, ['candidates', 'families'], report);
  checkNames(catalog.offers, 'offer', offers, ['candidates', 'offers'], report);
  checkNames(catalog.providers, 'provider', providers, ['candidates', 'providers'], report);
}

export function checkNames(
  known: ReadonlyMap<string, unknown>,
  noun: string,
  names: readonly string[] | undefined,
  path: Path,
  report: Report,
): void {
  names?.forEach((name, i) => {
    if (!known.has(name))
      report([...path, i], `unknown_${noun}`, `The catalog has no ${noun} of this name.`, nearestNames(name, known.keys()));
  });
  reportDuplicates(names, path, report);
}

export function reportDuplicates(names: readonly string[] | undefined, path: Path, report: Report): void {
  names?.forEach((name, i) => {
    if (names.indexOf(name) < i) report([...path, i], 'duplicate', 'This member is named twice.');
  });
}

function checkRequirements(
  catalog: Catalog,
  require: Record<string, Requirement>,
  inputs: ComputeInputs,
  report: Report,
): Record<string, Requirement> {
  const names = Object.keys(require);
  if (names.length > LIMITS.requirements) {
    report(['require'], 'too_many', `At most ${LIMITS.requirements} requirements.`);
    return require;
  }
  return Object.fromEntries(
    names.map((name) => {
      const attribute = wantedAttribute(catalog, name, inputs, ['require', name], report);
      const requirement = require[name] as Requirement;
      return [name, attribute ? checkRequirement(attribute, requirement, ['require', name], report) : requirement];
    }),
  );
}

/** An attribute of the vocabulary, or one that is worked out from what the request gives. */
function wantedAttribute(catalog: Catalog, name: string, inputs: ComputeInputs, path: Path, report: Report): Attribute | undefined {
  const computed = catalog.attributes.has(name) ? undefined : computedNamed(name);
  if (!computed)
    return attributeNamed(
      catalog,
      name,
      path,
      report,
      COMPUTED.map(({ attribute }) => attribute.id),
    );
  if (inputs[computed.from] === undefined) {
    report(path, `${computed.from}_needed`, `\`${name}\` is worked out from \`${computed.from}\`: give that too.`);
    return undefined;
  }
  return computedIn(catalog, inputs).find(({ criterion }) => criterion === computed)?.attribute;
}

export function attributeNamed(
  catalog: Catalog,
  name: string,
  path: Path,
  report: Report,
  others: readonly string[] = [],
): Attribute | undefined {
  const attribute = catalog.attributes.get(name);
  if (!attribute) {
    const detail = catalog.groups.has(name)
      ? 'A group can be preferred, not required: name an attribute.'
      : 'The vocabulary has no attribute of this name.';
    report(path, 'unknown_attribute', detail, nearestNames(name, [...catalog.attributes.keys(), ...others]));
  }
  return attribute;
}

function checkRequirement(attribute: Attribute, requirement: Requirement, path: Path, report: Report): Requirement {
  const given = (Object.keys(requirement) as (keyof Requirement)[]).filter(
    (name): name is Operator => name !== 'if_unknown' && requirement[name] !== undefined,
  );
  const allowed = OPERATORS[attribute.type];
  if (given.length === 0) report(path, 'empty_requirement', `Give at least one of: ${allowed.join(', ')}.`);
  for (const operator of given) {
    if (!allowed.includes(operator))
      report(
        [...path, operator],
        'wrong_operator',
        `\`${attribute.id}\` is a ${attribute.type}; its operators are: ${allowed.join(', ')}.`,
        allowed,
      );
  }
  if (requirement.is !== undefined && allowed.includes('is')) checkIs(attribute, requirement.is, [...path, 'is'], report);
  const { at_least, at_most, after, before } = requirement;
  if (at_least !== undefined && at_most !== undefined && at_least > at_most)
    report(path, 'min_over_max', '`at_least` is above `at_most`: nothing can meet both.');
  if (after !== undefined && before !== undefined && dayNumber(before) - dayNumber(after) < 2)
    report(path, 'min_over_max', '`after` leaves no day before `before`: nothing can meet both.');
  if (requirement.known === false && given.length > 1)
    report(path, 'contradiction', 'What is not known meets no other operator: `known: false` stands alone.');
  return checkMembers(attribute, requirement, path, report);
}

function checkIs(attribute: Attribute, value: string | number | boolean, path: Path, report: Report): void {
  const wanted = attribute.type === 'number' ? 'number' : attribute.type === 'boolean' ? 'boolean' : 'string';
  if (typeof value !== wanted) report(path, 'wrong_type', `\`${attribute.id}\` is a ${attribute.type}.`);
  else if (attribute.type === 'date' && !z.iso.date().safeParse(value).success) report(path, 'wrong_type', 'A day is written YYYY-MM-DD.');
  else if (typeof value === 'string') checkMember(attribute, value, path, report);
}

/** The requirement with its members in one order, whatever order they came in, and its languages in canonical form. */
function checkMembers(attribute: Attribute, requirement: Requirement, path: Path, report: Report): Requirement {
  const checked: Record<string, unknown> = {};
  for (const name of MEMBERS) {
    const given = requirement[name];
    if (given === undefined) continue;
    checked[name] = Array.isArray(given) ? checkList(attribute, given, [...path, name], report) : given;
  }
  const { all_of, any_of, none_of } = checked as Requirement;
  if (none_of && (all_of?.some((member) => none_of.includes(member)) || any_of?.every((member) => none_of.includes(member))))
    report(path, 'contradiction', 'A member is wanted and forbidden at once.');
  return checked;
}

function checkList(attribute: Attribute, members: readonly string[], path: Path, report: Report): string[] {
  const canonical = members.map((member, i) => checkMember(attribute, member, [...path, i], report));
  reportDuplicates(canonical, path, report);
  return canonical;
}

function checkMember(attribute: Attribute, member: string, path: Path, report: Report): string {
  if (attribute.values && !attribute.values.includes(member))
    report(path, 'unknown_member', `\`${attribute.id}\` knows: ${attribute.values.join(', ')}.`, nearestNames(member, attribute.values));
  if (attribute.format !== 'bcp47') return member;
  try {
    return Intl.getCanonicalLocales(member)[0] as string;
  } catch {
    report(path, 'not_a_language_tag', 'Languages are BCP 47 tags such as `de` or `pt-BR`.');
    return member;
  }
}

function checkPreference(
  catalog: Catalog,
  prefer: Preference,
  inputs: ComputeInputs,
  report: Report,
  scales: Record<string, RequestScale>,
): void {
  if (prefer.profile !== undefined && !catalog.profiles.has(prefer.profile))
    report(
      ['prefer', 'profile'],
      'unknown_profile',
      'There is no profile of this name.',
      nearestNames(prefer.profile, catalog.profiles.keys()),
    );
  const named: [string, Path][] = [];
  for (const way of ['weights', 'swing'] as const) {
    const weights = Object.entries(prefer[way] ?? {});
    if (prefer[way] && !weights.some(([, weight]) => weight > 0))
      report(['prefer', way], 'no_positive_weight', 'At least one is positive.');
    for (const [name] of weights) named.push([name, ['prefer', way, name]]);
  }
  if (prefer.pairwise) {
    const { criteria, matrix } = prefer.pairwise;
    for (const [i, name] of criteria.entries()) named.push([name, ['prefer', 'pairwise', 'criteria', i]]);
    const path = ['prefer', 'pairwise', 'matrix'];
    if (matrix.length !== criteria.length) report(path, 'not_square', `A row for each of the ${criteria.length} criteria is expected.`);
    for (const fault of pairwiseFaults(matrix)) report([...path, ...fault.path], fault.code, fault.detail);
  }
  prefer.order?.forEach((entry, i) => {
    if (typeof entry === 'string') named.push([entry, ['prefer', 'order', i]]);
    else for (const [j, name] of entry.entries()) named.push([name, ['prefer', 'order', i, j]]);
  });
  if (named.length > LIMITS.criteria) {
    report(['prefer'], 'too_many', `At most ${LIMITS.criteria} criteria.`);
    return;
  }
  const seen = new Set<string>();
  for (const [name, path] of named) {
    if (seen.has(name)) report(path, 'duplicate', 'This criterion is named twice.');
    seen.add(name);
    checkCriterion(catalog, name, path, inputs, scales, report);
  }
}

function checkCriterion(
  catalog: Catalog,
  name: string,
  path: Path,
  inputs: ComputeInputs,
  scales: Record<string, RequestScale>,
  report: Report,
): void {
  const isComputed = !catalog.attributes.has(name) && computedNamed(name) !== undefined;
  const attribute = isComputed ? wantedAttribute(catalog, name, inputs, path, report) : catalog.attributes.get(name);
  if (isComputed && !attribute) return;
  if (attribute) {
    if (!attribute.scale && !scales[name])
      report(path, 'scale_needed', `\`${name}\` has no default value scale (${attribute.scale_reason}) Give one in \`scales\`.`);
    return;
  }
  if (!catalog.groups.has(name))
    report(
      path,
      'unknown_criterion',
      'There is no attribute or group of this name.',
      nearestNames(name, [...catalog.attributes.keys(), ...catalog.groups.keys(), ...COMPUTED.map((one) => one.attribute.id)]),
    );
}

function checkScales(catalog: Catalog, scales: Record<string, RequestScale>, inputs: ComputeInputs, report: Report): void {
  for (const [name, scale] of Object.entries(scales)) {
    const attribute = wantedAttribute(catalog, name, inputs, ['scales', name], report);
    if (!attribute) continue;
    const path = ['scales', name];
    const ofMembers = 'kind' in scale && scale.kind === 'set';
    if (ofMembers !== (attribute.type === 'set' || attribute.type === 'string')) {
      report(
        path,
        'wrong_scale',
        `\`${name}\` is a ${attribute.type}: ${ofMembers ? 'its scale has numeric anchors' : 'its scale is of kind `set`'}.`,
      );
      continue;
    }
    if ('worst' in scale && (typeof scale.worst === 'string') !== (attribute.type === 'date')) {
      report(path, 'wrong_scale', attribute.type === 'date' ? 'The anchors of a date are days, YYYY-MM-DD.' : 'The anchors are numbers.');
      continue;
    }
    for (const fault of scaleFaults(numericScale(scale))) report([...path, ...fault.path], fault.code, fault.detail);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
