import type { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { type Column, numberOf } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { FactView } from '../catalog/facts/fact-view.ts';
import type { Attribute, AttributeScale } from '../catalog/vocabulary.ts';
import type { Caveat } from '../words/caveat.ts';
import type { Deployment } from '../words/deployment.ts';
import type { Use } from '../words/use.ts';
import type { Workload } from '../words/workload.ts';

/** The members of a request that something can be computed from. */
export const COMPUTE_INPUTS = ['workload', 'use', 'deployment'] as const satisfies readonly ComputeInput[];
export type ComputeInputs = {
  readonly workload?: Workload | undefined;
  readonly use?: Use | undefined;
  readonly deployment?: Deployment | undefined;
};
export type ComputeInput = keyof ComputeInputs;

/** What a request gives to compute from. `stored` (of a profile, say) stands in for members that the request leaves out. */
export function computeInputsOf(request: ComputeInputs, stored?: ComputeInputs): ComputeInputs {
  return Object.fromEntries(COMPUTE_INPUTS.map((name) => [name, request[name] ?? stored?.[name]]));
}

/** What the values of one request are computed from. `asOf` is a day, YYYY-MM-DD. */
export type ComputeContext = {
  readonly catalog: Catalog;
  readonly view: FactView;
  readonly asOf: string;
  readonly inputs: ComputeInputs;
};

/** The context with the attribute of the criterion, whose scale counts where the request gives none. */
export type ComputeQuestion = ComputeContext & { readonly attribute: Attribute };

/** A column that is computed for one request. By candidate, it also says how the value came about. */
export type ComputedColumn<Detail = object> = Column & {
  readonly lineage: (candidate: number) => readonly string[];
  /** How the value came about, for the answer; null where there is nothing to say. */
  readonly detail: (candidate: number) => Detail | null;
  readonly caveats: (candidate: number) => readonly Caveat[];
};

/**
 * Something to require or to prefer that is computed for a request instead of claimed. It is used like any attribute, under the attribute's
 * id, wherever the request gives the member that it is computed from.
 */
export type ComputedCriterion<Id extends string = string, Detail extends z.ZodType = z.ZodType> = {
  readonly attribute: Omit<Attribute, 'scale'> & { readonly id: Id };
  readonly from: ComputeInput;
  /** The requirement that giving `from` brings along, unless the request has a requirement of its own on the criterion. */
  readonly implies?: { readonly is: boolean; readonly if_unknown: 'keep' };
  /** The scale that counts where the request gives none. It depends on the request and the vocabulary, never on the candidates. */
  readonly scale: (catalog: Catalog, inputs: ComputeInputs) => AttributeScale | null;
  /** Ids of the attributes whose facts it is computed from: caveats on them are caveats on it. */
  readonly drawsOn: (inputs: ComputeInputs) => readonly string[];
  /** Schema of what the answer says of how a value came about. */
  readonly detail: Detail;
  readonly column: (question: ComputeQuestion) => ComputedColumn<z.infer<Detail> & object>;
};

/** A column whose facts are each computed when first asked for, as most requests rank a small part of the catalog. */
export function computedColumn(
  attribute: Attribute,
  size: number,
  factFor: (candidate: number) => Fact,
): Column & Required<Pick<Column, 'compute'>> {
  const facts = new Array<Fact>(size);
  const numbers = new Array<number>(size);
  const factIndex = indicesUpTo(size);
  const compute = (candidate: number): Fact => {
    const before = facts[candidate];
    if (before !== undefined) return before;
    const fact = factFor(candidate);
    facts[candidate] = fact;
    numbers[candidate] = numberOf(attribute, fact);
    return fact;
  };
  return { attribute, facts, factIndex, distinctFacts: facts, valueCode: factIndex, numbers, compute };
}

let indices = new Int32Array(0);

/** 0, 1, 2 ...; the same array as before where the size is the same. */
function indicesUpTo(size: number): Int32Array {
  if (indices.length !== size) indices = Int32Array.from({ length: size }, (_, i) => i);
  return indices;
}
