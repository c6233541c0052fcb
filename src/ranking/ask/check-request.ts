import type { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { COMPUTE_INPUTS, type ComputeInput } from '../../criteria/computed-criterion.ts';
import { deploymentFaults } from '../../words/deployment.ts';
import { type Path, type Report, type RequestFault, reportTo } from '../../words/request-fault.ts';
import { UseMember } from '../../words/use.ts';
import { workloadFaults } from '../../words/workload.ts';
import { checkCandidates, checkReplaces, checkSources, givenBy } from './check-names.ts';
import { checkPreference } from './check-preference.ts';
import { checkRequirements } from './check-requirement.ts';
import { checkScales } from './check-scales.ts';
import { checkAlternatives, salvage } from './check-shape.ts';
import { isObject } from './is-object.ts';
import { RankingRequest } from './request.ts';

/** Members that ask something by themselves. */
const ASKING = ['require', 'prefer', 'use', 'replaces'] as const;

type InputFault = { readonly path: Path; readonly code: string; readonly detail: string; readonly nearest?: readonly string[] };

export type CheckedRequest = {
  /** Null where anything is wrong. */
  readonly request: RankingRequest | null;
  /** What its shape got wrong. */
  readonly issues: readonly z.core.$ZodIssue[];
  /** What is at odds with the vocabulary, the catalog or itself. */
  readonly faults: readonly RequestFault[];
};

/** Holds a ranking request against its schema and the catalog, and names every fault at once: also those beside a malformed part. */
export function checkRequest(catalog: Catalog, body: unknown): CheckedRequest {
  const faults: RequestFault[] = [];
  const report = reportTo(faults);
  const parsed = RankingRequest.safeParse(body, { reportInput: true });
  checkMeaning(catalog, parsed.success ? parsed.data : salvage(catalog, body, report), body, report);
  if (isObject(body)) checkAlternatives(body, report);
  if (isObject(body) && ASKING.every((member) => body[member] === undefined) && faults.length === 0)
    report([], 'nothing_asked', 'Give at least one of `require`, `prefer`, `use` and `replaces`.');
  return { request: parsed.success && faults.length === 0 ? parsed.data : null, issues: parsed.success ? [] : parsed.error.issues, faults };
}

/** Reports what the schema can't see. `body`: the request as it came. */
function checkMeaning(catalog: Catalog, request: RankingRequest, body: unknown, report: Report): void {
  if (request.view !== undefined && request.sources !== undefined)
    report(['sources'], 'exactly_one_of', 'Give `view` or `sources`, not both.');
  checkSources(catalog, request, report);
  checkCandidates(catalog, request, report);
  checkReplaces(catalog, request, report);
  const { inputs, unsound } = givenBy(catalog, request, body);
  const given = { inputs, unsound: [...unsound, ...checkInputs(catalog, request, report)] };
  if (request.require) checkRequirements(catalog, request.require, given, report);
  if (request.robustness && !request.prefer) report(['robustness'], 'preferences_needed', 'Without `prefer` nothing is scored.');
  if (request.prefer) checkPreference(catalog, request, given, report);
  checkScales(catalog, request.scales ?? {}, given, report);
}

/** Checks what there is to work something out from; returns what is not fit for that. */
function checkInputs(catalog: Catalog, { workload, use, deployment }: RankingRequest, report: Report): ComputeInput[] {
  const faults: Record<ComputeInput, readonly InputFault[]> = {
    workload: workload ? workloadFaults(workload) : [],
    use:
      use && Object.keys(use).length === 0
        ? [{ path: [], code: 'empty_use', detail: `Give at least one of: ${UseMember.options.join(', ')}.` }]
        : [],
    deployment: deployment ? deploymentFaults(catalog, deployment) : [],
  };
  for (const input of COMPUTE_INPUTS)
    for (const { path, code, detail, nearest } of faults[input]) report([input, ...path], code, detail, nearest);
  return COMPUTE_INPUTS.filter((input) => faults[input].length > 0);
}
