import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { FactView } from '../catalog/facts/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ComputedColumn, ComputedCriterion, ComputeInputs } from './computed-criterion.ts';
import { fitsDeployment } from './fits-deployment.ts';
import { gpusNeeded } from './gpus-needed.ts';
import { monthlyCost } from './monthly-cost.ts';
import { permittedUse } from './permitted-use.ts';

const CRITERIA = [monthlyCost, permittedUse, fitsDeployment, gpusNeeded] as const;

/** Everything that is computed for a request instead of claimed. A new criterion is its file and its name in the line above. */
export const COMPUTED: readonly ComputedCriterion[] = CRITERIA;

type Registered = (typeof CRITERIA)[number];
type DetailShape = { [C in Registered as C['attribute']['id']]: z.ZodOptional<C['detail']> };

/** How computed values came about, by criterion. */
export const Details = z
  .strictObject(Object.fromEntries(COMPUTED.map(({ attribute, detail }) => [attribute.id, detail.optional()])) as DetailShape)
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
  /** The view without computed columns: part of the compiled catalog. */
  readonly claimed: FactView;
  /** By id: the columns that are computed for the request, and the ids of the attributes that each draws on. */
  readonly computed: ReadonlyMap<string, { readonly column: ComputedColumn; readonly drawsOn: readonly string[] }>;
};

/** What a request has computed for it. `asOf` is a day, YYYY-MM-DD. */
type Computation = { readonly asOf: string; readonly inputs: ComputeInputs; readonly computed: readonly RequestCriterion[] };

/** A view in which the computed attributes of a request have columns like all others. */
export function withComputed(catalog: Catalog, view: FactView, { asOf, inputs, computed }: Computation): ComputedView {
  const columns = new Map(
    computed.map(({ criterion, attribute }) => [
      attribute.id,
      { column: criterion.column({ catalog, view, asOf, inputs, attribute }), drawsOn: criterion.drawsOn(inputs) },
    ]),
  );
  return {
    ...view,
    claimed: view,
    computed: columns,
    column: (attribute) => columns.get(attribute.id)?.column ?? view.column(attribute),
    columnNamed: (id) => columns.get(id)?.column ?? view.columnNamed(id),
  };
}

/** How the computed values of a candidate came about, of those criteria that `isShown` names; undefined where there are none. */
export function detailsOf({ computed }: ComputedView, candidate: number, isShown?: (id: string) => boolean): Details | undefined {
  if (computed.size === 0) return undefined;
  const details = [...computed].flatMap(([id, { column }]) => {
    const detail = !isShown || isShown(id) ? column.detail(candidate) : null;
    return detail ? [[id, detail] as const] : [];
  });
  return details.length === 0 ? undefined : Object.fromEntries(details);
}
