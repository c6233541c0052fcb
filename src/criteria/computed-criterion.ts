import type { Catalog } from '../catalog/catalog.ts';
import { type Column, numberOf } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { FactView } from '../catalog/facts/fact-view.ts';
import type { Attribute, AttributeScale } from '../catalog/vocabulary.ts';
import type { Caveat } from '../words/caveat.ts';
import type { Deployment } from '../words/deployment.ts';
import type { Use } from '../words/use.ts';
import type { Workload } from '../words/workload.ts';

/** The members of a request that something can be worked out from. */
export const COMPUTE_INPUTS = ['workload', 'use', 'deployment'] as const satisfies readonly ComputeInput[];
export type ComputeInputs = {
  readonly workload?: Workload | undefined;
  readonly use?: Use | undefined;
  readonly deployment?: Deployment | undefined;
};
export type ComputeInput = keyof ComputeInputs;

/** What a request gives to work something out from; what it leaves out, the stored one that it takes. */
export function computeInputsOf(request: ComputeInputs, stored?: ComputeInputs): ComputeInputs {
  return Object.fromEntries(COMPUTE_INPUTS.map((name) => [name, request[name] ?? stored?.[name]]));
}

/** What a computed criterion is worked out from. */
export type ComputeQuestion = {
  readonly catalog: Catalog;
  readonly view: FactView;
  readonly asOf: string;
  readonly inputs: ComputeInputs;
  /** With the scale that counts where the request gives none. */
  readonly attribute: Attribute;
};

/** A column that is worked out for one request; by candidate, what is to be said of it beside the value. */
export type ComputedColumn = Column & {
  readonly lineage: (candidate: number) => readonly string[];
  /** How the value came about, for the answer. */
  readonly detail: (candidate: number) => object | null;
  readonly caveats: (candidate: number) => readonly Caveat[];
};

/**
 * Something to require or to prefer that is worked out for a request instead of claimed. It is used like any attribute, under the attribute's
 * id, wherever the request gives the member that it is worked out from.
 */
export type ComputedCriterion = {
  readonly attribute: Omit<Attribute, 'scale'>;
  readonly from: ComputeInput;
  /** The requirement that giving `from` brings along, unless the request has one of its own on it. */
  readonly implies?: { readonly is: boolean; readonly if_unknown: 'keep' };
  /** The scale that counts where the request gives none: fixed by the request and the vocabulary, never by the candidates. */
  readonly scale: (catalog: Catalog, inputs: ComputeInputs) => AttributeScale | null;
  /** The attributes whose facts it draws on: caveats on them are caveats on it. */
  readonly drawsOn: (inputs: ComputeInputs) => readonly string[];
  readonly column: (question: ComputeQuestion) => ComputedColumn;
};

/** A column whose facts are worked out, each when it is first asked for: most requests rank a small part of the catalog. */
export function computedColumn(
  attribute: Attribute,
  size: number,
  factFor: (candidate: number) => Fact,
): Column & Required<Pick<Column, 'compute'>> {
  const facts = new Array<Fact>(size);
  const numbers = new Array<number>(size);
  const factIndex = everyPlace(size);
  const compute = (candidate: number): Fact => {
    const known = facts[candidate];
    if (known !== undefined) return known;
    const fact = factFor(candidate);
    facts[candidate] = fact;
    numbers[candidate] = numberOf(attribute, fact);
    return fact;
  };
  return { attribute, facts, factIndex, distinctFacts: facts, valueCode: factIndex, numbers, compute };
}

let places = new Int32Array(0);

/** 0, 1, 2 ...: the same array for the same size. */
function everyPlace(size: number): Int32Array {
  if (places.length !== size) places = Int32Array.from({ length: size }, (_, i) => i);
  return places;
}
