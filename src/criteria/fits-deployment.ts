import { type Fact, UNKNOWN } from '../catalog/facts/fact.ts';
import { memoizeByIndex } from '../catalog/memoize.ts';
import { type ResolvedDeployment, resolveDeployment } from '../words/deployment.ts';
import { type ComputeContext, type ComputedCriterion, computedColumn } from './computed-criterion.ts';
import { DeploymentFit, deploymentFit, type HardwareCost, hardwareCost } from './fit/deployment-fit.ts';
import { HARDWARE_ATTRIBUTES, hardwareSheet, type Runs } from './fit/hardware-facts.ts';

const NONE: readonly never[] = [];
const NOT_SELF_HOSTED: Fact = Object.freeze({ status: 'not_applicable', value: null, claim: null, conflicts: NONE });

const ATTRIBUTE = {
  id: 'fits_deployment',
  category: 'computed',
  title: 'Fits the deployment',
  description:
    'Whether the weights, with the cache of all sequences, fit into the GPUs of the request’s `deployment`. Only self-hosted offers.',
  type: 'boolean',
  unit: null,
  better: 'higher',
  nature: 'decided',
  scope: 'offer',
  scale_reason: 'Yes earns all, no earns nothing; an unknown is neither.',
  stale_after_days: null,
} as const;

/** Whether a self-hosted model fits into the hardware that the request gives. */
export const fitsDeployment: ComputedCriterion<'fits_deployment', typeof DeploymentFit> = {
  attribute: ATTRIBUTE,
  from: 'deployment',
  scale: () => ({ kind: 'linear', worst: 0, best: 1 }),
  drawsOn: () => Object.values(HARDWARE_ATTRIBUTES),
  detail: DeploymentFit,
  column: (question) => {
    const { runs, fitOf } = fitsOf(question);
    return {
      ...computedColumn(question.attribute, question.view.candidates.length, (i) => selfHostedFact(runs(i), () => fitOf(i).fits)),
      lineage: (candidate) => (runs(candidate) === 'self' ? fitOf(candidate).claims : NONE),
      detail: (candidate) => (runs(candidate) === 'self' ? fitOf(candidate) : null),
      caveats: (candidate) => {
        if (runs(candidate) !== 'self') return [];
        const { assumptions, claims } = fitOf(candidate);
        const detail = assumptions.join(', ');
        return [{ code: 'estimate', attribute: ATTRIBUTE.id, claims, ...(detail && { detail }) }];
      },
    };
  },
};

/** The fact of a self-hosted candidate; of a candidate that others run it does not apply. */
export function selfHostedFact(runs: Runs, value: () => boolean | number | null, range?: () => Fact['range']): Fact {
  if (runs === null) return UNKNOWN;
  if (runs === 'others') return NOT_SELF_HOSTED;
  const figure = value();
  if (figure === null) return UNKNOWN;
  const ends = range?.();
  return { status: 'known', value: figure, claim: null, conflicts: NONE, ...(ends ? { range: ends } : {}) };
}

export type Fits = { readonly runs: (candidate: number) => Runs; readonly fitOf: (candidate: number) => DeploymentFit };

/** How each candidate would do on the request's hardware, computed when first asked for. */
export function fitsOf(context: Pick<ComputeContext, 'catalog' | 'view' | 'inputs'>): Fits {
  const deployment = deploymentOf(context);
  const { runs, facts } = hardwareSheet(context.catalog, context.view);
  return { runs, fitOf: memoizeByIndex(context.view.candidates.length, (candidate) => deploymentFit(facts(candidate), deployment)) };
}

/** What the hardware of a self-hosted candidate costs a month; null where others run it, or where it is not known who does. */
export function hardwareCosts(context: Pick<ComputeContext, 'catalog' | 'view' | 'inputs'>): (candidate: number) => HardwareCost | null {
  const deployment = deploymentOf(context);
  const { runs, fitOf } = fitsOf(context);
  return (candidate) => (runs(candidate) === 'self' ? hardwareCost(fitOf(candidate), deployment) : null);
}

function deploymentOf({ catalog, inputs }: Pick<ComputeContext, 'catalog' | 'inputs'>): ResolvedDeployment {
  if (!inputs.deployment) throw new Error('a deployment is worked with, and the plan let a request without one pass');
  return resolveDeployment(catalog, inputs.deployment);
}
