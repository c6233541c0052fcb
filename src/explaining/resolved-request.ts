import { dateOfDay } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import type { Leaf, Plan } from '../ranking/ask/plan.ts';
import { type PairwiseWeights, RI_TABLE } from '../scoring/weights/pairwise.ts';
import { resolveDeployment } from '../words/deployment.ts';
import { resolveWorkload } from '../words/workload.ts';
import type { ResolvedRequest } from './answer/resolved-request.ts';

export function resolvedRequest(catalog: Catalog, plan: Plan): ResolvedRequest {
  const { selection } = plan;
  const criteria = plan.criteria ?? [];
  const leaves = criteria.flatMap((criterion) => criterion.leaves);
  const groups = criteria.filter((criterion) => criterion.leaves.length > 1 || criterion.leaves[0]?.attribute.id !== criterion.id);
  return {
    ...('view' in selection ? { view: selection.view } : { view: 'sources' as const, sources: selection }),
    as_of: plan.asOf,
    method: plan.method,
    require: Object.fromEntries(plan.needs.map((need) => [need.attribute.id, need.requirement])),
    weights: Object.fromEntries(criteria.map((criterion) => [criterion.id, criterion.weight])),
    groups: Object.fromEntries(
      groups.map((group) => [group.id, Object.fromEntries(group.leaves.map((leaf) => [leaf.attribute.id, leaf.share]))]),
    ),
    scales: Object.fromEntries(leaves.map((leaf) => [leaf.attribute.id, readableScale(leaf)])),
    if_unknown: plan.ifUnknown,
    ...(plan.given.workload ? { workload: resolveWorkload(plan.given.workload) } : {}),
    ...(plan.given.use ? { use: plan.given.use } : {}),
    ...(plan.given.deployment ? { deployment: resolveDeployment(catalog, plan.given.deployment) } : {}),
    fold: plan.fold,
    limit: plan.limit,
    ...(plan.judgements ? { pairwise: consistencyOf(plan.judgements.found) } : {}),
    profile: plan.profile && { id: plan.profile.id, version: plan.profile.version },
  };
}

function consistencyOf({ lambdaMax, ci, ri, cr, consistent }: PairwiseWeights): NonNullable<ResolvedRequest['pairwise']> {
  return { lambda_max: lambdaMax, ci, ri, cr, consistent, ri_table: RI_TABLE };
}

/** Anchors of dates as days again. */
function readableScale({ attribute, scale }: Leaf): AttributeScale {
  if (attribute.type !== 'date' || scale.kind !== 'linear') return scale;
  return { kind: 'linear', worst: dateOfDay(scale.worst), best: dateOfDay(scale.best) };
}
