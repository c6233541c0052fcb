import type { ComputeContext } from './computed-criterion.ts';
import { type Cost, money, OWN_HARDWARE } from './cost/cost.ts';
import type { MonthlyCost } from './cost/cost-detail.ts';
import { fitsOf, hardwareCosts } from './fits-deployment.ts';

/** By candidate that nobody charges for: what it costs on the GPUs of the request, all of the month, whether requests come or not. */
export type OwnHardwareCost = {
  readonly cost: (candidate: number) => Cost;
  /** How the cost, of the same candidate, comes about. */
  readonly detail: (candidate: number, cost: Cost) => MonthlyCost;
};

export function ownHardwareCost(context: ComputeContext): OwnHardwareCost {
  const costs = hardwareCosts(context);
  const { fitOf } = fitsOf(context);
  const price = context.inputs.deployment?.gpu_hour_usd;
  return {
    cost: (candidate) => {
      const cost = costs(candidate);
      if (cost !== null && 'why' in cost && cost.why === 'parameters_unknown') return { kind: 'own_hardware', estimate: null, low: 0 };
      if (cost === null || 'why' in cost) return OWN_HARDWARE;
      const { low, expected, high } = cost.usd;
      const estimate = expected === null ? null : { low: money(low), expected: money(expected), high: money(high) };
      return { kind: 'own_hardware', estimate, low: money(low) };
    },
    detail: (candidate, { estimate, low }) => ({
      kind: 'own_hardware',
      currency: 'USD',
      low: Number.isNaN(low) ? null : low,
      expected: estimate?.expected ?? null,
      high: estimate && Number.isFinite(estimate.high) ? estimate.high : null,
      parts:
        estimate && price
          ? [
              {
                part: 'hardware',
                quantity: money(estimate.expected / price),
                price,
                usd: estimate.expected,
                claims: fitOf(candidate).claims,
              },
            ]
          : [],
      assumptions: estimate ? ['hardware_all_month', 'throughput_not_checked'] : [],
    }),
  };
}
