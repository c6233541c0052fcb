import type { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Report } from '../../words/request-fault.ts';
import { Requirement } from '../gate/operators/requirement.ts';
import { attributeOrComputed, inputsOf } from './check-names.ts';
import { LIMITS, Preference, RankingRequest } from './request.ts';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reports alternatives of which not exactly one is given. A malformed one is given all the same. */
export function checkAlternatives({ prefer, sources }: Record<string, unknown>, report: Report): void {
  const isOne = (members: unknown, names: readonly string[]) =>
    !isObject(members) || names.filter((name) => members[name] !== undefined).length === 1;
  const ways = Object.keys(Preference.shape);
  if (prefer !== undefined && !isOne(prefer, ways)) report(['prefer'], 'exactly_one_of', `Give exactly one of: ${ways.join(', ')}.`);
  if (sources !== undefined && !isOne(sources, ['only', 'except']))
    report(['sources'], 'exactly_one_of', 'Give exactly one of `only` and `except`.');
}

/** The parts of a malformed request that can be read all the same, so that their faults are named in the same answer. */
export function salvage(catalog: Catalog, body: unknown, report: Report): RankingRequest {
  if (!isObject(body)) return {};
  const { require: _require, prefer: _prefer, ...shape } = RankingRequest.shape;
  const readable = readableMembers(body, shape);
  if (isObject(body.require)) {
    const requirements = readableRequirements(body.require);
    readable.require = requirements;
    // of a malformed requirement at least the name is checked
    for (const name of Object.keys(body.require).slice(0, LIMITS.requirements))
      if (!Object.hasOwn(requirements, name)) attributeOrComputed(catalog, name, inputsOf(catalog, readable), ['require', name], report);
  }
  if (isObject(body.prefer)) readable.prefer = readableMembers(body.prefer, Preference.shape);
  return readable;
}

function readableMembers(members: Record<string, unknown>, shape: Readonly<Record<string, z.ZodType>>): Record<string, unknown> {
  return withoutUndefined(Object.entries(shape).map(([name, schema]) => [name, schema.safeParse(members[name]).data]));
}

/** One more than there may be, so that too many are noticed. */
function readableRequirements(require: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(require).slice(0, LIMITS.requirements + 1);
  return withoutUndefined(entries.map(([name, value]) => [name, Requirement.safeParse(value).data]));
}

function withoutUndefined(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
