import type { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { deploymentFaults } from '../../words/deployment.ts';
import { type Report, type RequestFault, reportTo } from '../../words/request-fault.ts';
import { UseMember } from '../../words/use.ts';
import { workloadFaults } from '../../words/workload.ts';
import { checkCandidates, checkSources, inputsOf } from './check-names.ts';
import { checkPreference } from './check-preference.ts';
import { checkRequirements } from './check-requirement.ts';
import { checkScales } from './check-scales.ts';
import { checkAlternatives, isObject, salvage } from './check-shape.ts';
import { RankingRequest } from './request.ts';

export type CheckedRequest = {
  /** The request, languages in canonical form; null where anything is wrong. */
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
  const checked = checkMeaning(catalog, parsed.success ? parsed.data : salvage(catalog, body, report), report);
  if (isObject(body)) checkAlternatives(body, report);
  if (isObject(body) && body.require === undefined && body.prefer === undefined && body.use === undefined && faults.length === 0)
    report([], 'nothing_asked', 'Give at least one of `require`, `prefer` and `use`.');
  return { request: parsed.success && faults.length === 0 ? checked : null, issues: parsed.success ? [] : parsed.error.issues, faults };
}

/** Reports what the schema can't see; the request comes back with its requirements in canonical form. */
function checkMeaning(catalog: Catalog, request: RankingRequest, report: Report): RankingRequest {
  if (request.view !== undefined && request.sources !== undefined)
    report(['sources'], 'exactly_one_of', 'Give `view` or `sources`, not both.');
  checkSources(catalog, request, report);
  checkCandidates(catalog, request, report);
  const isWorkloadSound = checkInputs(catalog, request, report);
  const given = inputsOf(catalog, request);
  const inputs = isWorkloadSound ? given : { ...given, workload: undefined };
  const require = request.require && checkRequirements(catalog, request.require, inputs, report);
  if (request.robustness && !request.prefer) report(['robustness'], 'preferences_needed', 'Without `prefer` nothing is scored.');
  if (request.prefer) checkPreference(catalog, request, inputs, report);
  checkScales(catalog, request.scales ?? {}, inputs, report);
  return require ? { ...request, require } : request;
}

/** Checks what there is to work something out from; returns whether the workload is fit for that. */
function checkInputs(catalog: Catalog, { workload, use, deployment }: RankingRequest, report: Report): boolean {
  const faults = workload ? workloadFaults(workload) : [];
  for (const { path, code, detail } of faults) report(['workload', ...path], code, detail);
  if (use && Object.keys(use).length === 0) report(['use'], 'empty_use', `Give at least one of: ${UseMember.options.join(', ')}.`);
  for (const { path, code, detail, nearest } of deployment ? deploymentFaults(catalog, deployment) : [])
    report(['deployment', ...path], code, detail, nearest);
  return faults.length === 0;
}
