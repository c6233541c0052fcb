import { dateOfDay } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import type { CriterionPart, Plan } from '../ranking/ask/plan.ts';
import { type PairwiseWeights, RI_TABLE } from '../scoring/weights/pairwise.ts';
import { resolveDeployment } from '../words/deployment.ts';
import { resolveWorkload } from '../words/workload.ts';
import type { ResolvedRequest } from './answer/resolved-request.ts';

/** The request as it was understood, with every default spelled out. */
export function resolvedRequest(catalog: Catalog, plan: Plan): ResolvedRequest {
  const { selection } = plan;
  const criteria = plan.criteria ?? [];
  const parts = criteria.flatMap((criterion) => criterion.parts);
  const groups = criteria.filter((criterion) => criterion.parts.length > 1 || criterion.parts[0]?.attribute.id !== criterion.id);
  return {
    ...('view' in selection ? { view: selection.view } : { view: 'sources' as const, sources: selection }),
    as_of: plan.asOf,
    ...('view' in selection && selection.view === 'article' ? {} : { candidates: marketOf(plan) }),
    method: plan.method,
    require: Object.fromEntries(plan.constraints.map((constraint) => [constraint.attribute.id, constraint.requirement])),
    weights: Object.fromEntries(criteria.map((criterion) => [criterion.id, criterion.weight])),
    groups: Object.fromEntries(
      groups.map((group) => [group.id, Object.fromEntries(group.parts.map((part) => [part.attribute.id, part.share]))]),
    ),
    scales: Object.fromEntries(parts.map((part) => [part.attribute.id, readableScale(part)])),
    if_unknown: plan.ifUnknown,
    ...(plan.inputs.workload ? { workload: resolveWorkload(plan.inputs.workload) } : {}),
    ...(plan.inputs.use ? { use: plan.inputs.use } : {}),
    ...(plan.inputs.deployment ? { deployment: resolveDeployment(catalog, plan.inputs.deployment) } : {}),
    fold: plan.fold,
    limit: plan.limit,
    ...(plan.judgements ? { pairwise: consistencyOf(plan.judgements.found) } : {}),
    profile: plan.profile && { id: plan.profile.id, version: plan.profile.version },
  };
}

function marketOf({ candidates: { kinds, plans, unvetted } }: Plan): NonNullable<ResolvedRequest['candidates']> {
  return { kinds, plans, unvetted };
}

function consistencyOf({ lambdaMax, ci, ri, cr, consistent }: PairwiseWeights): NonNullable<ResolvedRequest['pairwise']> {
  return { lambda_max: lambdaMax, ci, ri, cr, consistent, ri_table: RI_TABLE };
}

/** The scale as the request writes it: the anchors of a date are days (YYYY-MM-DD). */
function readableScale({ attribute, scale }: CriterionPart): AttributeScale {
  if (attribute.type !== 'date' || scale.kind !== 'linear') return scale;
  return { kind: 'linear', worst: dateOfDay(scale.worst), best: dateOfDay(scale.best) };
}
