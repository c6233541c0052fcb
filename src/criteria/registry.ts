import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { FactView } from '../catalog/facts/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ComputedColumn, ComputedCriterion, ComputeInputs } from './computed-criterion.ts';
import { DeploymentFit } from './fit/deployment-fit.ts';
import { fitsDeployment } from './fits-deployment.ts';
import { GpusNeeded, gpusNeeded } from './gpus-needed.ts';
import { MonthlyCost, monthlyCost } from './monthly-cost.ts';
import { PermittedUse, permittedUse } from './permitted-use.ts';

/** Everything that is worked out for a request instead of claimed. */
export const COMPUTED: readonly ComputedCriterion[] = [monthlyCost, permittedUse, fitsDeployment, gpusNeeded];

/** How computed values came about, by criterion. */
export const Details = z
  .strictObject({
    monthly_cost: MonthlyCost.optional(),
    permitted_use: PermittedUse.optional(),
    fits_deployment: DeploymentFit.optional(),
    gpus_needed: GpusNeeded.optional(),
  })
  .readonly()
  .meta({ id: 'Details', description: 'How the values that are worked out from the request came about.' });
export type Details = z.infer<typeof Details>;

/** A computed criterion in one request: its attribute has the scale that counts where the request gives none. */
export type RequestCriterion = { readonly criterion: ComputedCriterion; readonly attribute: Attribute };

/** The computed criteria that a request gives something for. */
export function computedIn(catalog: Catalog, inputs: ComputeInputs): RequestCriterion[] {
  return COMPUTED.filter(({ from }) => inputs[from] !== undefined).map((criterion) => ({
    criterion,
    attribute: { ...criterion.attribute, scale: criterion.scale(catalog, inputs) },
  }));
}

export function computedNamed(name: string): ComputedCriterion | undefined {
  return COMPUTED.find(({ attribute }) => attribute.id === name);
}

export type ComputedView = FactView & {
  /** The view without them: part of the compiled catalog. */
  readonly claimed: FactView;
  /** The columns that are worked out for the request, by name, and the attributes that each draws on. */
  readonly computed: ReadonlyMap<string, { readonly column: ComputedColumn; readonly drawsOn: readonly string[] }>;
};

/** A view in which the computed attributes of a request have columns like all others. */
export function withComputed(
  catalog: Catalog,
  view: FactView,
  asOf: string,
  inputs: ComputeInputs,
  computed: readonly RequestCriterion[],
): ComputedView {
  const columns = new Map(
    computed.map(({ criterion, attribute }) => [
      attribute.id,
      { column: criterion.column({ catalog, view, asOf, inputs, attribute }), drawsOn: criterion.drawsOn(inputs) },
    ]),
  );
  return { ...view, claimed: view, computed: columns, column: (attribute) => columns.get(attribute.id)?.column ?? view.column(attribute) };
}

/** How the computed values of a candidate came about; with `failed`, only those that it fails on. Nothing where there are none. */
export function detailsOf(
  { computed }: ComputedView,
  candidate: number,
  failed?: readonly { readonly attribute: string }[],
): { readonly details?: Details } {
  const shown = [...computed].filter(([id]) => !failed || failed.some((failure) => failure.attribute === id));
  const details = shown.flatMap(([id, { column }]) => {
    const detail = column.detail(candidate);
    return detail ? [[id, detail]] : [];
  });
  return details.length === 0 ? {} : { details: Object.fromEntries(details) };
}
